/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-phone-provider.h"
#include "core/session/whin-session.h"

G_BEGIN_DECLS

/**
 * whin_phone_choice_new_provider:
 *
 * @data_dir: where the choice of audio devices is kept
 *
 * Returns: (transfer full): what makes this phone ring: the account's SIP line.
 *
 * For the screen's tests alone: with WHINCHAT_PHONE=dummy in the environment it is a
 * WhinDummyProvider, without network and sound. It plays the script in the file that
 * WHINCHAT_PHONE_SCRIPT names, and on @connection (nullable), at @object_path, offers
 * org.whinchat.DummyPhone1: Play(s script), and SentDigits() → (s) what the active call sent.
 */
WhinPhoneProvider *whin_phone_choice_new_provider (WhinSession *session,
                                                   const char *data_dir,
                                                   GDBusConnection *connection,
                                                   const char *object_path);

G_END_DECLS
