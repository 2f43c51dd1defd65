/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"
#include "core/phone/whin-call.h"
#include "core/phone/whin-line.h"
#include "core/phone/whin-phone-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinPhoneProvider:
 *
 * What makes the phone ring: provider → line → call. Abstract; WhinDummyProvider plays a script.
 * All methods and signals: main context.
 *
 * Properties, readable and notified: "do-not-disturb" boolean (writable): incoming calls are
 * answered with "busy" and are told by "call-missed" alone; "active-call" WhinCall or NULL: the one
 * that the person hears (of a conference: its first).
 *
 * Signals:
 *   "incoming" (WhinCall *): a call rings; it is in the list already
 *   "call-ended" (WhinCall *): any call ended, for notices and the log; it has left the list
 *   "call-missed" (WhinCall *): an incoming one ended unanswered (after "call-ended")
 */
#define WHIN_TYPE_PHONE_PROVIDER (whin_phone_provider_get_type ())
G_DECLARE_DERIVABLE_TYPE (WhinPhoneProvider, whin_phone_provider, WHIN, PHONE_PROVIDER, GObject)

/* Calls at a time, over all lines; a further incoming one hears "busy". */
#define WHIN_PHONE_MAX_CALLS 32

/* Un-registering takes no longer, whatever the server does. */
#define WHIN_PHONE_STOP_DEADLINE_MS 2000

struct _WhinPhoneProviderClass {
  GObjectClass parent_class;

  void (*start) (WhinPhoneProvider *self);
  void (*stop_async) (WhinPhoneProvider *self, GTask *task);
};

/* (transfer none): of WhinLine, live as long as the provider; one line for each account. */
GListModel *whin_phone_provider_get_lines (WhinPhoneProvider *self);

/* (transfer none): the calls that have not ended, oldest first. */
GListModel *whin_phone_provider_get_calls (WhinPhoneProvider *self);

/* (transfer none): the line to dial with: the first registered one, else the first, else NULL. */
WhinLine *whin_phone_provider_get_default_line (WhinPhoneProvider *self);

WhinCall *whin_phone_provider_get_active_call (WhinPhoneProvider *self);

/* Of an ended call: whether somebody here missed it, as "call-missed" tells. */
gboolean whin_phone_provider_is_missed (WhinPhoneProvider *self, WhinCall *call);

/* (transfer none) (nullable): the microphones and speakers that the calls use, and their choice;
 * NULL where the audio is no device's. Lives as long as the provider. */
WhinAudioDevices *whin_phone_provider_get_devices (WhinPhoneProvider *self);

gboolean whin_phone_provider_get_do_not_disturb (WhinPhoneProvider *self);
void whin_phone_provider_set_do_not_disturb (WhinPhoneProvider *self, gboolean do_not_disturb);

/* Brings the lines up, as far as their account allows. */
void whin_phone_provider_start (WhinPhoneProvider *self);

/* Hangs all calls up and un-registers, for quitting and for signing out; done within
 * WHIN_PHONE_STOP_DEADLINE_MS. whin_phone_provider_start() may follow. Never fails. */
void whin_phone_provider_stop_async (WhinPhoneProvider *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void whin_phone_provider_stop_finish (WhinPhoneProvider *self, GAsyncResult *result);

G_END_DECLS
