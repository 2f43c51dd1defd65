/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* A sound system of the test's own, which GStreamer's device monitor finds: its devices are what
 * descriptions in the language of gst-launch-1.0 make. */

/* Starts GStreamer with it; the machine's own sound server is out of reach from here on. */
void whin_test_devices_init (void);

/* Plugs a microphone (@is_source) or a speaker in; @class: (nullable): PulseAudio's "device.class".
 */
void whin_test_devices_plug (gboolean is_source,
                             const char *name,
                             const char *description,
                             const char *class);
void whin_test_devices_unplug (const char *name);

G_END_DECLS
