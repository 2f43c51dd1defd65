/* SPDX-License-Identifier: Apache-2.0 */
#include "app/control/whin-control.h"

#include "app/control/whin-password-prompt.h"
#include "app/control/whin-phone-client.h"
#include "app/control/whin-phone-service.h"
#include "app/control/whin-status.h"
#include "app/control/whin-stored-account.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static WhinPhoneClient *
connect_phone (const WhinControl *control)
{
  g_autoptr (GError) error = NULL;
  WhinPhoneClient *client =
      whin_phone_client_new (whin_brand_get_application_id (control->brand), &error);

  if (client == NULL)
    g_printerr ("whinchat: %s\n", error->message);
  return client;
}

static int
refuse (GError *error)
{
  g_printerr ("whinchat: %s\n", error->message);
  return WHIN_EXIT_REFUSED;
}

/* The reading end of a pipe that holds the password; -1 with @error set. A pipe takes that much at
 * once. */
static int
password_pipe_new (GError **error)
{
  char password[WHIN_PHONE_MAX_PASSWORD_BYTES];
  gssize length = whin_password_prompt_read (password, sizeof password);
  int fds[2] = {-1, -1};

  if (length < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The password is too long"));
  else if (g_unix_open_pipe (fds, FD_CLOEXEC, error)) {
    if (write (fds[1], password, (gsize)length) != length)
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The password couldn’t be handed over"));
    close (fds[1]);
  }
  explicit_bzero (password, sizeof password);
  return fds[0];
}

int
whin_control_sign_in (const WhinControl *control)
{
  g_autoptr (WhinPhoneClient) client = connect_phone (control);
  g_autoptr (GError) error = NULL;
  gboolean done;
  int fd;

  if (client == NULL)
    return WHIN_EXIT_REFUSED;
  fd = password_pipe_new (&error);
  done = error == NULL &&
         (whin_phone_client_is_running (client) ||
          whin_phone_client_start (client, control->brand_file, &error)) &&
         whin_phone_client_sign_in (client, control->cloud_id, control->username, fd, &error);
  if (fd >= 0)
    close (fd);
  return done ? WHIN_EXIT_FINE : refuse (error);
}

static gboolean
require_running (WhinPhoneClient *client)
{
  if (whin_phone_client_is_running (client))
    return TRUE;
  g_printerr ("%s\n", _ ("The phone isn’t running"));
  return FALSE;
}

int
whin_control_sign_out (const WhinControl *control)
{
  g_autoptr (WhinPhoneClient) client = connect_phone (control);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (client == NULL)
    return WHIN_EXIT_REFUSED;
  if (whin_phone_client_is_running (client))
    done = whin_phone_client_sign_out (client, &error);
  else
    done = whin_stored_account_forget (control->brand, &error);
  return done ? WHIN_EXIT_FINE : refuse (error);
}

int
whin_control_status (const WhinControl *control)
{
  g_autoptr (WhinPhoneClient) client = connect_phone (control);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  if (client == NULL || !require_running (client))
    return WHIN_EXIT_REFUSED;
  json = whin_phone_client_dup_status (client, &error);
  if (json == NULL)
    return refuse (error);
  if (control->json) {
    g_print ("%s\n", json);
    return WHIN_EXIT_FINE;
  }
  text = whin_status_dup_text (json);
  g_print ("%s", text != NULL ? text : "");
  return text != NULL ? WHIN_EXIT_FINE : WHIN_EXIT_REFUSED;
}
