/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-line.h"

G_BEGIN_DECLS

typedef struct _WhinPhoneProvider WhinPhoneProvider;

/* The part of WhinLine that its implementations use. */

/* Weak; NULL after the provider's end. */
void whin_line_set_provider (WhinLine *self, WhinPhoneProvider *provider);
WhinPhoneProvider *whin_line_get_provider (WhinLine *self);

/* @reason: NULL for the usual words of @state; REGISTERED has none. @retry_seconds: of WAITING. */
void
whin_line_set_state (WhinLine *self, WhinLineState state, const char *reason, guint retry_seconds);
void whin_line_set_address (WhinLine *self, const char *address);
void whin_line_set_secure (WhinLine *self, gboolean secure);
void whin_line_set_voicemail (WhinLine *self, gboolean waiting, guint new_count, guint old_count);

/* @xml: as whin_number_rewriting_new() */
void whin_line_set_rewriting (WhinLine *self, const char *xml);

/* (transfer full): what is called in place of @number, which is clean. Errors:
 * WHIN_PHONE_ERROR_BAD_NUMBER: the provider's rules make an emergency number or a code of it. */
char *whin_line_make_target (WhinLine *self, const char *number, GError **error);
void whin_line_set_voicemail_number (WhinLine *self, const char *number);

G_END_DECLS
