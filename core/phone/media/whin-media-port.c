/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-media-port.h"

#include "core/phone/media/whin-media-session.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

#define ATTEMPTS 64

static GSocket *
bind_port (GInetAddress *address, guint number)
{
  g_autoptr (GSocket) socket = g_socket_new (g_inet_address_get_family (address),
                                             G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSocketAddress) local = g_inet_socket_address_new (address, (guint16)number);

  if (socket == NULL || !g_socket_bind (socket, local, FALSE, NULL))
    return NULL;
  return g_steal_pointer (&socket);
}

WhinMediaPort *
whin_media_port_new (const char *local_address, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (local_address);

  for (guint i = 0; address != NULL && i < ATTEMPTS; i++) {
    guint number =
        (guint)g_random_int_range (WHIN_MEDIA_FIRST_PORT / 2, (WHIN_MEDIA_LAST_PORT + 1) / 2) * 2;
    g_autoptr (GSocket) rtp = bind_port (address, number);
    g_autoptr (GSocket) rtcp = rtp != NULL ? bind_port (address, number + 1) : NULL;

    if (rtcp != NULL) {
      WhinMediaPort *self = g_new0 (WhinMediaPort, 1);

      self->references = 1;
      self->rtp = g_steal_pointer (&rtp);
      self->rtcp = g_steal_pointer (&rtcp);
      self->rtp_number = number;
      self->rtcp_number = number + 1;
      return self;
    }
  }
  g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                       _ ("No network port is free for the call’s audio."));
  return NULL;
}

WhinMediaPort *
whin_media_port_ref (WhinMediaPort *self)
{
  self->references++;
  return self;
}

void
whin_media_port_unref (WhinMediaPort *self)
{
  if (--self->references > 0)
    return;
  g_socket_close (self->rtp, NULL);
  g_socket_close (self->rtcp, NULL);
  g_object_unref (self->rtp);
  g_object_unref (self->rtcp);
  g_free (self);
}
