/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks to whom @call shall go: a number (blind), or one of the other calls (attended). The outcome
 * is told by "win.notice" of @parent. */
void whin_transfer_dialog_present (GtkWindow *parent, WhinPhone *phone, WhinCall *call);

G_END_DECLS
