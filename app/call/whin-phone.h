/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-phone-provider.h"
#include "core/session/whin-session.h"

G_BEGIN_DECLS

/**
 * WhinPhone:
 *
 * What the screen knows of the lines and calls of a WhinPhoneProvider. The lines are up while
 * somebody is signed in. There may be no provider: then there is no line, and nothing can be
 * dialled. Some seconds after a call that was answered, the balance is checked.
 *
 * Signals:
 *   "line-changed": something about the lines
 *   "call-changed" (WhinCall *): a call has come, has changed, or has ended and left the list
 */
#define WHIN_TYPE_PHONE (whin_phone_get_type ())
G_DECLARE_FINAL_TYPE (WhinPhone, whin_phone, WHIN, PHONE, GObject)

/* @provider (nullable): taken over as it is, not started yet. */
WhinPhone *whin_phone_new (WhinSession *session, WhinPhoneProvider *provider);

WhinPhoneProvider *whin_phone_get_provider (WhinPhone *self);   /* (transfer none) (nullable) */
WhinAudioDevices *whin_phone_get_devices (WhinPhone *self);     /* (transfer none) (nullable) */
WhinWebCallback *whin_phone_get_web_callback (WhinPhone *self); /* (transfer none) */
WhinLine *whin_phone_get_line (WhinPhone *self); /* (transfer none) (nullable): to dial with */

/* Tries again to register now. A password that was refused may be another one at the provider by
 * now: the account is provisioned again as well. */
void whin_phone_retry (WhinPhone *self);

/* Calls @number, or asks for a call to it where the provider's rules say so, and remembers it; only
 * after a person's act. FALSE with @error, whose message is
 * for people: as whin_line_dial(), WHIN_PHONE_ERROR_NO_LINE also without a provider. */
gboolean whin_phone_dial (WhinPhone *self, const char *number, GError **error);

/* The same for a number that the network passed a call on to: it stays as it is written, and redial
 * has what the person dialled. */
gboolean whin_phone_dial_passed_on (WhinPhone *self, const char *number, GError **error);

/* Asks the provider for a call to @number in place of dialling, and remembers it; only after a
 * person's act. The answer comes from the session's WhinWebCallback. Errors: as
 * whin_web_callback_request(). */
gboolean whin_phone_call_back (WhinPhone *self, const char *number, GError **error);

/* What was dialled last by this account, also before a restart, or NULL. */
const char *whin_phone_get_last_number (WhinPhone *self);

guint whin_phone_get_n_calls (WhinPhone *self);
WhinCall *whin_phone_get_nth_call (WhinPhone *self, guint position); /* (transfer none) */

/* (transfer none) (nullable): the call that the person is in: the audible one, else the held one
 * that began last. Never one that rings here. */
WhinCall *whin_phone_get_current (WhinPhone *self);

/* (transfer none) (nullable): the first one that rings here. */
WhinCall *whin_phone_get_ringing (WhinPhone *self);

/* Numbers by which actions and notifications name calls, from 1; 0 when @call isn't known.
 * (transfer none) (nullable): the call that has not ended. */
guint whin_phone_get_call_id (WhinPhone *self, WhinCall *call);
WhinCall *whin_phone_find_call (WhinPhone *self, guint id);

/* Hangs up and un-registers, within WHIN_PHONE_STOP_DEADLINE_MS. Never fails. */
void whin_phone_stop_async (WhinPhone *self, GAsyncReadyCallback callback, gpointer user_data);
void whin_phone_stop_finish (WhinPhone *self, GAsyncResult *result);

/* Waits a moment until what the person chose to hear and speak with is on disk: before the end. */
void whin_phone_flush (WhinPhone *self);

G_END_DECLS
