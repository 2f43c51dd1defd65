/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Other programs of the same person may ask for the status (which holds no secrets), sign in and
 * sign out; what they could do with the person's files anyway. Nothing here buys or dials: that is
 * for commands, whose permissions the dispatcher keeps.
 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/control/whin-phone-service.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>

#define PASSWORD_SECONDS 30

enum {
  SIGNAL_STATUS,
  N_SIGNALS,
};

struct _WhinPhoneService {
  GObject parent_instance;

  GApplication *application; /* weak */
  WhinSession *session;      /* NULL before start-up is over */
  guint registration;
  GPtrArray *waiting; /* (element-type GDBusMethodInvocation), until the session is loaded */
};

/* A sign-in whose password is being read. */
typedef struct {
  WhinPhoneService *service;
  GDBusMethodInvocation *invocation;
  WhinLogin *login;
  GCancellable *cancellable;
  guint timeout;
  gsize length;
  char password[WHIN_PHONE_MAX_PASSWORD_BYTES + 1];
} SignIn;

G_DEFINE_FINAL_TYPE (WhinPhoneService, whin_phone_service, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static const char introspection[] =
    "<node><interface name='" WHIN_PHONE_INTERFACE "'>"
    "<method name='SignIn'>"
    "<arg name='cloud_id' type='s' direction='in'/>"
    "<arg name='username' type='s' direction='in'/>"
    "<arg name='password_fd' type='h' direction='in'/>"
    "</method>"
    "<method name='SignOut'/>"
    "<method name='Status'><arg name='json' type='s' direction='out'/></method>"
    "</interface></node>";

static void
sign_in_free (SignIn *sign_in)
{
  g_clear_handle_id (&sign_in->timeout, g_source_remove);
  explicit_bzero (sign_in->password, sizeof sign_in->password);
  g_clear_pointer (&sign_in->login, whin_login_free);
  g_clear_object (&sign_in->cancellable);
  if (sign_in->service->application != NULL)
    g_application_release (sign_in->service->application);
  g_object_unref (sign_in->service);
  g_free (sign_in);
}

static void
return_error (GDBusMethodInvocation *invocation, const char *text)
{
  g_dbus_method_invocation_return_error_literal (invocation, G_IO_ERROR, G_IO_ERROR_FAILED, text);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SignIn *sign_in = user_data;
  g_autoptr (GError) error = NULL;

  if (whin_session_sign_in_finish (WHIN_SESSION (source), result, &error))
    g_dbus_method_invocation_return_value (sign_in->invocation, NULL);
  else
    return_error (sign_in->invocation, error->message);
  sign_in_free (sign_in);
}

static void
on_password_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SignIn *sign_in = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0) {
    return_error (sign_in->invocation, _ ("The password couldn’t be read"));
    sign_in_free (sign_in);
    return;
  }
  sign_in->length += (gsize)n;
  if (n > 0 && sign_in->length < WHIN_PHONE_MAX_PASSWORD_BYTES) {
    g_input_stream_read_async (G_INPUT_STREAM (source), sign_in->password + sign_in->length,
                               WHIN_PHONE_MAX_PASSWORD_BYTES - sign_in->length, G_PRIORITY_DEFAULT,
                               sign_in->cancellable, on_password_read, sign_in);
    return;
  }
  sign_in->password[sign_in->length] = '\0';
  sign_in->password[strcspn (sign_in->password, "\r\n")] = '\0';
  if (n > 0 || *sign_in->password == '\0' || !g_utf8_validate (sign_in->password, -1, NULL)) {
    return_error (sign_in->invocation, _ ("A password is needed, in UTF-8 and not too long"));
    sign_in_free (sign_in);
    return;
  }
  g_clear_handle_id (&sign_in->timeout, g_source_remove);
  sign_in->login->password = g_strdup (sign_in->password);
  whin_session_sign_in_async (sign_in->service->session, sign_in->login, NULL, on_signed_in,
                              sign_in);
}

static gboolean
on_password_timeout (gpointer data)
{
  SignIn *sign_in = data;

  sign_in->timeout = 0;
  g_cancellable_cancel (sign_in->cancellable);
  return G_SOURCE_REMOVE;
}

/* What the caller typed, or (with an error returned) NULL. */
static WhinLogin *
parse_login (WhinPhoneService *self, GDBusMethodInvocation *invocation)
{
  WhinBrand *brand = whin_session_get_brand (self->session);
  const char *built_in = whin_brand_get_cloud_id (brand);
  const char *cloud_id, *username;
  gboolean test;

  g_variant_get (g_dbus_method_invocation_get_parameters (invocation), "(&s&sh)", &cloud_id,
                 &username, NULL);
  if (*username == '\0' || strlen (username) > WHIN_LOGIN_MAX_BYTES ||
      strlen (cloud_id) > WHIN_LOGIN_MAX_BYTES) {
    return_error (invocation, _ ("A user name is needed"));
    return NULL;
  }
  if (*cloud_id == '\0' && built_in == NULL && whin_brand_get_portal_url (brand) != NULL) {
    return_error (invocation, _ ("A cloud ID is needed"));
    return NULL;
  }
  test = g_str_has_suffix (cloud_id, "*");
  WhinLogin *login = g_new0 (WhinLogin, 1);
  if (*cloud_id != '\0')
    login->cloud_id = g_strndup (cloud_id, strlen (cloud_id) - (test ? 1 : 0));
  else
    login->cloud_id = g_strdup (built_in);
  login->test = test;
  login->username = g_strdup (username);
  return login;
}

static void
sign_in (WhinPhoneService *self, GDBusMethodInvocation *invocation)
{
  GUnixFDList *fds =
      g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  g_autoptr (GInputStream) stream = NULL;
  WhinLogin *login;
  gint32 handle;
  int fd;

  if (whin_session_get_state (self->session) != WHIN_SESSION_SIGNED_OUT) {
    return_error (invocation, whin_session_get_state (self->session) == WHIN_SESSION_SIGNED_IN
                                  ? _ ("Somebody is signed in already. Sign out first")
                                  : _ ("A sign-in is under way already"));
    return;
  }
  g_variant_get (g_dbus_method_invocation_get_parameters (invocation), "(&s&sh)", NULL, NULL,
                 &handle);
  fd = fds != NULL ? g_unix_fd_list_get (fds, handle, NULL) : -1;
  if (fd < 0) {
    return_error (invocation, _ ("The password couldn’t be read"));
    return;
  }
  stream = g_unix_input_stream_new (fd, TRUE);
  login = parse_login (self, invocation);
  if (login == NULL)
    return;

  SignIn *pending = g_new0 (SignIn, 1);
  pending->service = g_object_ref (self);
  pending->invocation = invocation;
  pending->login = login;
  pending->cancellable = g_cancellable_new ();
  pending->timeout = g_timeout_add_seconds (PASSWORD_SECONDS, on_password_timeout, pending);
  if (self->application != NULL)
    g_application_hold (self->application);
  g_input_stream_read_async (stream, pending->password, WHIN_PHONE_MAX_PASSWORD_BYTES,
                             G_PRIORITY_DEFAULT, pending->cancellable, on_password_read, pending);
}

static void
on_signed_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr (WhinPhoneService) self =
      g_object_steal_data (G_OBJECT (invocation), "whin-phone-service");
  g_autoptr (GError) error = NULL;

  if (whin_session_sign_out_finish (WHIN_SESSION (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    return_error (invocation, error->message);
  if (self->application != NULL)
    g_application_release (self->application);
}

/* Without a window the line alone may have kept the phone going; the answer comes before the end.
 */
static void
sign_out (WhinPhoneService *self, GDBusMethodInvocation *invocation)
{
  if (self->application != NULL)
    g_application_hold (self->application);
  g_object_set_data_full (G_OBJECT (invocation), "whin-phone-service", g_object_ref (self),
                          g_object_unref);
  whin_session_sign_out_async (self->session, NULL, on_signed_out, invocation);
}

static void
handle (WhinPhoneService *self, GDBusMethodInvocation *invocation)
{
  const char *method = g_dbus_method_invocation_get_method_name (invocation);

  if (g_str_equal (method, "SignIn"))
    sign_in (self, invocation);
  else if (g_str_equal (method, "SignOut"))
    sign_out (self, invocation);
  else {
    g_autofree char *json = NULL;
    g_signal_emit (self, signals[SIGNAL_STATUS], 0, &json);
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(s)", json != NULL ? json : "{}"));
  }
}

static gboolean
is_ready (WhinPhoneService *self)
{
  return self->session != NULL && whin_session_get_state (self->session) != WHIN_SESSION_LOADING;
}

static void
on_session_state (WhinPhoneService *self)
{
  if (!is_ready (self))
    return;
  while (self->waiting->len > 0)
    handle (self, g_ptr_array_steal_index (self->waiting, 0));
}

static void
on_method_call (GDBusConnection *connection,
                const char *sender,
                const char *object_path,
                const char *interface_name,
                const char *method_name,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  WhinPhoneService *self = user_data;

  if (is_ready (self))
    handle (self, invocation);
  else
    g_ptr_array_add (self->waiting, invocation);
}

static void
whin_phone_service_finalize (GObject *object)
{
  WhinPhoneService *self = WHIN_PHONE_SERVICE (object);

  for (guint i = 0; i < self->waiting->len; i++)
    return_error (g_ptr_array_index (self->waiting, i), _ ("The phone is closing"));
  g_ptr_array_unref (self->waiting);
  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (whin_phone_service_parent_class)->finalize (object);
}

static void
whin_phone_service_class_init (WhinPhoneServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_phone_service_finalize;
  signals[SIGNAL_STATUS] =
      g_signal_new ("status", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_STRING, 0);
}

static void
whin_phone_service_init (WhinPhoneService *self)
{
  self->waiting = g_ptr_array_new ();
}

WhinPhoneService *
whin_phone_service_new (GApplication *application)
{
  WhinPhoneService *self = g_object_new (WHIN_TYPE_PHONE_SERVICE, NULL);

  g_set_weak_pointer (&self->application, application);
  return self;
}

void
whin_phone_service_set_session (WhinPhoneService *self, WhinSession *session)
{
  g_return_if_fail (WHIN_IS_PHONE_SERVICE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state), self,
                           G_CONNECT_SWAPPED);
  on_session_state (self);
}

gboolean
whin_phone_service_export (WhinPhoneService *self,
                           GDBusConnection *connection,
                           const char *object_path,
                           GError **error)
{
  static const GDBusInterfaceVTable vtable = {.method_call = on_method_call};
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);

  g_return_val_if_fail (WHIN_IS_PHONE_SERVICE (self), FALSE);

  self->registration = g_dbus_connection_register_object (
      connection, object_path, node->interfaces[0], &vtable, self, NULL, error);
  return self->registration != 0;
}

void
whin_phone_service_unexport (WhinPhoneService *self, GDBusConnection *connection)
{
  g_return_if_fail (WHIN_IS_PHONE_SERVICE (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (connection, self->registration);
  self->registration = 0;
}
