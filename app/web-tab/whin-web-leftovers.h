/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * whin_web_leftovers_remove:
 * @folder: what pages kept in an earlier run
 *
 * Removes the folder and all below it, without following links. Needs no WebKit. Blocks.
 */
void whin_web_leftovers_remove (const char *folder);

G_END_DECLS
