/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-phone-provider.h"

G_BEGIN_DECLS

/* The part of WhinPhoneProvider that lines and calls use. */

/* Once, right after the provider was made. */
void whin_phone_provider_set_devices (WhinPhoneProvider *self, WhinAudioDevices *devices);

/* Holds a reference; the line knows the provider from here on. */
void whin_phone_provider_add_line (WhinPhoneProvider *self, WhinLine *line);

/* Whether one more call may begin. */
gboolean whin_phone_provider_has_room (WhinPhoneProvider *self);

/* Holds a reference until whin_phone_provider_end_call(). */
void whin_phone_provider_add_call (WhinPhoneProvider *self, WhinCall *call);

/* "incoming": a call that was added rings. */
void whin_phone_provider_announce (WhinPhoneProvider *self, WhinCall *call);

/* "call-ended" and, where it is so, "call-missed"; the call is in the list no more. */
void whin_phone_provider_end_call (WhinPhoneProvider *self, WhinCall *call);

/* Holds the audible calls but @call (NULL: all) and those in a conference with it. */
void whin_phone_provider_hold_others (WhinPhoneProvider *self, WhinCall *call);

/* A call's state changed. */
void whin_phone_provider_update (WhinPhoneProvider *self);

G_END_DECLS
