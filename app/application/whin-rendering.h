/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * whin_rendering_choose:
 *
 * Decides how GTK draws this program, through the environment, which is all that GTK 4.8 asks
 * ("Running and debugging GTK Applications"). What the person set stays. To be called once, before
 * GTK starts and before there is a second thread.
 */
void whin_rendering_choose (void);

/* Programs that @context starts draw as they would have without us. */
void whin_rendering_keep_from (GAppLaunchContext *context);

/* Whether a graphics processor is among the files of the folder @devices, which is "/dev". */
gboolean whin_rendering_finds_processor (const char *devices);

G_END_DECLS
