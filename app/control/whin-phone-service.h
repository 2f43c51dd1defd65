/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/session/whin-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WHIN_PHONE_INTERFACE "org.whinchat.Phone1"

/* A password that is longer isn't read further. */
#define WHIN_PHONE_MAX_PASSWORD_BYTES 1024

/**
 * WhinPhoneService:
 *
 * The running phone's interface on the session bus, org.whinchat.Phone1, at the application's
 * object path: SignIn (s cloud_id, s username, h password_fd), SignOut (), Status () → (s json).
 * The password travels as a file descriptor, never in a message; it is read to its end.
 *
 * Signal "status" → utf8: the service asks for the status' JSON.
 */
#define WHIN_TYPE_PHONE_SERVICE (whin_phone_service_get_type ())
G_DECLARE_FINAL_TYPE (WhinPhoneService, whin_phone_service, WHIN, PHONE_SERVICE, GObject)

WhinPhoneService *whin_phone_service_new (GApplication *application);

/* The session that the service serves from now on; calls before that wait. */
void whin_phone_service_set_session (WhinPhoneService *self, WhinSession *session);

gboolean whin_phone_service_export (WhinPhoneService *self,
                                    GDBusConnection *connection,
                                    const char *object_path,
                                    GError **error);
void whin_phone_service_unexport (WhinPhoneService *self, GDBusConnection *connection);

G_END_DECLS
