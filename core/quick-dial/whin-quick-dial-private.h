/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/quick-dial/whin-quick-dial.h"

G_BEGIN_DECLS

/* Texts are copied; empty or NULL display names become @uri, unsafe portraits NULL. */
WhinQuickDial *whin_quick_dial_new (const char *id,
                                    const char *display_name,
                                    const char *uri,
                                    const char *portrait_uri,
                                    int priority);

int whin_quick_dial_get_priority (WhinQuickDial *self);

gboolean whin_quick_dial_equal (WhinQuickDial *self, WhinQuickDial *other);

G_END_DECLS
