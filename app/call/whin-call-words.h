/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call.h"
#include "core/phone/whin-line.h"

G_BEGIN_DECLS

/* What a call and a line are called on the screen. Texts are translated; static ones belong to the
 * program. */

/* (transfer full): "0:07", "12:34", "1:02:03". */
char *whin_call_words_dup_duration (guint seconds);

/* The one who is called or calls: display name, else number, else "Withheld number". Belongs to the
 * call. Hostile text: never markup. */
const char *whin_call_words_get_name (WhinCall *call);

/* The number where the name isn't it already, else NULL. Belongs to the call. */
const char *whin_call_words_get_number (WhinCall *call);

/* (transfer full): what the call does, in a line: "Ringing…", "0:42", "On hold". The reason of an
 * ended one. */
char *whin_call_words_dup_state (WhinCall *call);

/* (transfer full): a sentence for a screen reader when the state has changed: "Alice: call ended.
 * The other side is busy." */
char *whin_call_words_dup_announcement (WhinCall *call);

const char *whin_call_words_get_encryption (WhinCallEncryption encryption);
const char *whin_call_words_get_quality (WhinCallQuality quality);

/* The icons that go with them. */
const char *whin_call_words_get_encryption_icon (WhinCallEncryption encryption);
const char *whin_call_words_get_quality_icon (WhinCallQuality quality);

/* (transfer full): the line's state in a few words, its reason where there is one: "Registering…",
 * "No network", "The password was refused". */
char *whin_call_words_dup_line (WhinLine *line);

G_END_DECLS
