/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-stun.h"

#include "core/testing/whin-test-socket.h"

#include <string.h>

#define HEADER_BYTES 20
#define MAPPED_ADDRESS 0x0001
#define XOR_MAPPED_ADDRESS 0x0020

struct _WhinTestStun {
  GSocket *socket;
  GSource *source;
  guint number;
  guint8 address[4];
  guint port;
};

static void
put_16 (guint8 *at, guint value)
{
  at[0] = (guint8)(value >> 8);
  at[1] = (guint8)value;
}

static gboolean
on_packet (GSocket *socket, GIOCondition condition, gpointer data)
{
  WhinTestStun *self = data;
  g_autoptr (GSocketAddress) from = NULL;
  static const guint8 cookie[4] = {0x21, 0x12, 0xA4, 0x42};
  gboolean has_cookie;
  guint8 packet[2048];
  guint8 answer[HEADER_BYTES + 12];
  gssize length = g_socket_receive_from (socket, &from, (char *)packet, sizeof packet, NULL, NULL);

  if (length < HEADER_BYTES || packet[0] != 0 || packet[1] != 1)
    return G_SOURCE_CONTINUE;
  memcpy (answer, packet, HEADER_BYTES);
  put_16 (answer, 0x0101);
  put_16 (answer + 2, 12);
  /* Older clients (RFC 3489) send no cookie, and know the address in clear alone. */
  has_cookie = memcmp (packet + 4, cookie, sizeof cookie) == 0;
  put_16 (answer + HEADER_BYTES, has_cookie ? XOR_MAPPED_ADDRESS : MAPPED_ADDRESS);
  put_16 (answer + HEADER_BYTES + 2, 8);
  put_16 (answer + HEADER_BYTES + 4, 1);
  put_16 (answer + HEADER_BYTES + 6,
          has_cookie ? self->port ^ (cookie[0] << 8 | cookie[1]) : self->port);
  for (guint i = 0; i < 4; i++)
    answer[HEADER_BYTES + 8 + i] = has_cookie ? self->address[i] ^ cookie[i] : self->address[i];
  g_socket_send_to (socket, from, (char *)answer, sizeof answer, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

WhinTestStun *
whin_test_stun_new (const char *address, guint port)
{
  WhinTestStun *self = g_new0 (WhinTestStun, 1);
  g_autoptr (GInetAddress) told = g_inet_address_new_from_string (address);

  memcpy (self->address, g_inet_address_to_bytes (told), sizeof self->address);
  self->port = port;
  self->socket = whin_test_socket_new ("127.0.0.1", &self->number);
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_packet), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

void
whin_test_stun_free (WhinTestStun *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->socket);
  g_free (self);
}

guint
whin_test_stun_get_port (WhinTestStun *self)
{
  return self->number;
}
