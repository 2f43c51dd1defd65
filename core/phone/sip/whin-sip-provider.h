/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"
#include "core/phone/media/whin-audio-route.h"
#include "core/phone/whin-phone-provider.h"

G_BEGIN_DECLS

/**
 * WhinSipProvider:
 *
 * The real phone: one SIP line, whose settings come from the account and follow its changes. The
 * line is OFF while the account names no server or no user.
 */
#define WHIN_TYPE_SIP_PROVIDER (whin_sip_provider_get_type ())
G_DECLARE_FINAL_TYPE (WhinSipProvider, whin_sip_provider, WHIN, SIP_PROVIDER, WhinPhoneProvider)

/**
 * whin_sip_provider_new:
 * @route: the audio, also of tones, or NULL for the system's default devices
 * @ca_file: PEM file of the authorities that count for TLS, or NULL for the system's
 * @user_agent: "Name/1.0"
 */
WhinSipProvider *whin_sip_provider_new (WhinAccount *account,
                                        WhinAudioRoute *route,
                                        const char *ca_file,
                                        const char *user_agent);

G_END_DECLS
