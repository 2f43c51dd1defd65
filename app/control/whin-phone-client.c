/* SPDX-License-Identifier: Apache-2.0 */
#include "app/control/whin-phone-client.h"

#include "app/control/whin-phone-service.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>

#define POLL_US (20 * 1000)
#define ONE_SECOND_MS 1000

struct _WhinPhoneClient {
  GObject parent_instance;

  GDBusConnection *connection;
  char *application_id;
  char *object_path;
};

G_DEFINE_FINAL_TYPE (WhinPhoneClient, whin_phone_client, G_TYPE_OBJECT)

/* As GApplication makes it. */
static char *
dup_object_path (const char *application_id)
{
  char *path = g_strconcat ("/", application_id, NULL);

  g_strdelimit (path, ".", '/');
  g_strdelimit (path, "-", '_');
  return path;
}

static GVariant *
call_bus (WhinPhoneClient *self, const char *method, GVariant *parameters, GError **error)
{
  return g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus",
                                      "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                                      parameters, NULL, G_DBUS_CALL_FLAGS_NONE,
                                      WHIN_PHONE_CLIENT_START_SECONDS * ONE_SECOND_MS, NULL, error);
}

static GVariant *
call_phone (WhinPhoneClient *self,
            const char *method,
            GVariant *parameters,
            GUnixFDList *fds,
            int seconds,
            GError **error)
{
  GVariant *answer = g_dbus_connection_call_with_unix_fd_list_sync (
      self->connection, self->application_id, self->object_path, WHIN_PHONE_INTERFACE, method,
      parameters, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, seconds * ONE_SECOND_MS, fds, NULL, NULL,
      error);

  if (answer == NULL && error != NULL)
    g_dbus_error_strip_remote_error (*error);
  return answer;
}

static gboolean
is_activatable (WhinPhoneClient *self)
{
  g_autoptr (GVariant) answer = call_bus (self, "ListActivatableNames", NULL, NULL);
  g_autofree const char **names = NULL;

  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(^a&s)", &names);
  return g_strv_contains (names, self->application_id);
}

static gboolean
spawn (const char *brand_file, GError **error)
{
  const char *arguments[] = {"/proc/self/exe", "--brand", brand_file, NULL};

  if (brand_file == NULL)
    arguments[1] = NULL;
  /* Its output goes nowhere, so that nobody who waits for this program's output waits for it. */
  return g_spawn_async (NULL, (char **)arguments, NULL,
                        G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                        error);
}

static void
whin_phone_client_finalize (GObject *object)
{
  WhinPhoneClient *self = WHIN_PHONE_CLIENT (object);

  g_clear_object (&self->connection);
  g_free (self->application_id);
  g_free (self->object_path);
  G_OBJECT_CLASS (whin_phone_client_parent_class)->finalize (object);
}

static void
whin_phone_client_class_init (WhinPhoneClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_phone_client_finalize;
}

static void
whin_phone_client_init (WhinPhoneClient *self)
{
}

WhinPhoneClient *
whin_phone_client_new (const char *application_id, GError **error)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);

  if (connection == NULL)
    return NULL;
  WhinPhoneClient *self = g_object_new (WHIN_TYPE_PHONE_CLIENT, NULL);
  self->connection = g_steal_pointer (&connection);
  self->application_id = g_strdup (application_id);
  self->object_path = dup_object_path (application_id);
  return self;
}

gboolean
whin_phone_client_is_running (WhinPhoneClient *self)
{
  g_autoptr (GVariant) answer =
      call_bus (self, "NameHasOwner", g_variant_new ("(s)", self->application_id), NULL);
  gboolean owned = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &owned);
  return owned;
}

gboolean
whin_phone_client_start (WhinPhoneClient *self, const char *brand_file, GError **error)
{
  const gint64 deadline =
      g_get_monotonic_time () + WHIN_PHONE_CLIENT_START_SECONDS * G_TIME_SPAN_SECOND;

  if (brand_file == NULL && is_activatable (self)) {
    g_autoptr (GVariant) answer = call_bus (
        self, "StartServiceByName", g_variant_new ("(su)", self->application_id, 0u), error);
    return answer != NULL;
  }
  if (!spawn (brand_file, error))
    return FALSE;
  while (!whin_phone_client_is_running (self)) {
    if (g_get_monotonic_time () > deadline) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           _ ("The phone doesn’t start; is there a display?"));
      return FALSE;
    }
    g_usleep (POLL_US);
  }
  return TRUE;
}

gboolean
whin_phone_client_sign_in (WhinPhoneClient *self,
                           const char *cloud_id,
                           const char *username,
                           int password_fd,
                           GError **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_autoptr (GVariant) answer = NULL;
  int handle = g_unix_fd_list_append (fds, password_fd, error);

  if (handle < 0)
    return FALSE;
  answer = call_phone (self, "SignIn",
                       g_variant_new ("(ssh)", cloud_id != NULL ? cloud_id : "", username, handle),
                       fds, WHIN_PHONE_CLIENT_SIGN_IN_SECONDS, error);
  return answer != NULL;
}

gboolean
whin_phone_client_sign_out (WhinPhoneClient *self, GError **error)
{
  g_autoptr (GVariant) answer =
      call_phone (self, "SignOut", NULL, NULL, WHIN_PHONE_CLIENT_ANSWER_SECONDS, error);

  return answer != NULL;
}

char *
whin_phone_client_dup_status (WhinPhoneClient *self, GError **error)
{
  g_autoptr (GVariant) answer =
      call_phone (self, "Status", NULL, NULL, WHIN_PHONE_CLIENT_ANSWER_SECONDS, error);
  char *json;

  if (answer == NULL)
    return NULL;
  if (!g_variant_is_of_type (answer, G_VARIANT_TYPE ("(s)"))) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The phone gave a strange answer"));
    return NULL;
  }
  g_variant_get (answer, "(s)", &json);
  return json;
}
