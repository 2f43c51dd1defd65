/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* (transfer full): a user script for the view's content manager that takes frames without an origin
 * of their own out of every page before their documents arrive; see its file. */
WebKitUserScript *whin_frame_guard_new (void);

G_END_DECLS
