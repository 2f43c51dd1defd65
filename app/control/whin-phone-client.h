/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinPhoneClient:
 *
 * The other end of WhinPhoneService: what `whinchat sign-in`, `sign-out` and `status` do. Needs a
 * session bus, no display. Blocks; for short-lived programs.
 */
#define WHIN_TYPE_PHONE_CLIENT (whin_phone_client_get_type ())
G_DECLARE_FINAL_TYPE (WhinPhoneClient, whin_phone_client, WHIN, PHONE_CLIENT, GObject)

/* For a phone that has to be started, and for each answer. A sign-in waits longer: three steps of
 * provisioning may each take their time-out. */
#define WHIN_PHONE_CLIENT_START_SECONDS 20
#define WHIN_PHONE_CLIENT_ANSWER_SECONDS 10
#define WHIN_PHONE_CLIENT_SIGN_IN_SECONDS 180

/* Error: G_IO_ERROR or G_DBUS_ERROR when there is no session bus. */
WhinPhoneClient *whin_phone_client_new (const char *application_id, GError **error);

gboolean whin_phone_client_is_running (WhinPhoneClient *self);

/**
 * whin_phone_client_start:
 * @brand_file: (nullable): starts this program with that brand file, else the bus starts the phone
 *   if it knows how to, else this program is started
 *
 * Returns when the phone has its name on the bus. Error: G_IO_ERROR, G_SPAWN_ERROR.
 */
gboolean whin_phone_client_start (WhinPhoneClient *self, const char *brand_file, GError **error);

/* @password_fd: stays the caller's. Error: its message is the server's text, for people. */
gboolean whin_phone_client_sign_in (WhinPhoneClient *self,
                                    const char *cloud_id,
                                    const char *username,
                                    int password_fd,
                                    GError **error);
gboolean whin_phone_client_sign_out (WhinPhoneClient *self, GError **error);

/* (transfer full): JSON; see whin_status_dup_json(). */
char *whin_phone_client_dup_status (WhinPhoneClient *self, GError **error);

G_END_DECLS
