/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-wire.h"

#include "core/testing/whin-test-socket.h"

#include <math.h>
#include <string.h>

#define RATE 8000
#define HEADER_BYTES 12
#define MAX_PACKET 2048
#define SEED 7

typedef enum { RTP, RTCP, N_KINDS } Kind;

typedef struct {
  WhinTestWire *wire;
  WhinTestSide side; /* what comes here comes from */
  Kind kind;
  GSocket *socket;
  GSource *source;
  guint number;
  guint target; /* port of that side */
} Port;

struct _WhinTestWire {
  Port ports[2][N_KINDS]; /* by side */
  guint loss[2];          /* percent */
  GRand *random;
  GByteArray *payload[2]; /* of RTP */
  GByteArray *reports[2]; /* RTCP */
  guint count[2];
  guint n_reports[2];
};

static void
send_on (WhinTestWire *self, Port *from, const char *data, gsize length)
{
  Port *other = &self->ports[1 - from->side][from->kind];
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = NULL;

  if (other->target == 0)
    return;
  address = g_inet_socket_address_new (loopback, (guint16)other->target);
  g_socket_send_to (other->socket, address, data, length, NULL, NULL);
}

static gboolean
on_packet (GSocket *socket, GIOCondition condition, gpointer data)
{
  Port *port = data;
  WhinTestWire *self = port->wire;
  char packet[MAX_PACKET];
  gssize length = g_socket_receive (socket, packet, sizeof packet, NULL, NULL);

  if (length <= 0)
    return G_SOURCE_CONTINUE;
  if (port->kind == RTCP) {
    self->n_reports[port->side]++;
    g_byte_array_append (self->reports[port->side], (guint8 *)packet, (guint)length);
  } else {
    self->count[port->side]++;
    if (length > HEADER_BYTES)
      g_byte_array_append (self->payload[port->side], (guint8 *)packet + HEADER_BYTES,
                           (guint)length - HEADER_BYTES);
    if (self->loss[port->side] > 0 &&
        g_rand_int_range (self->random, 0, 100) < (gint32)self->loss[port->side])
      return G_SOURCE_CONTINUE;
  }
  send_on (self, port, packet, (gsize)length);
  return G_SOURCE_CONTINUE;
}

static void
open_port (WhinTestWire *self, WhinTestSide side, Kind kind)
{
  Port *port = &self->ports[side][kind];

  port->wire = self;
  port->side = side;
  port->kind = kind;
  port->socket = whin_test_socket_new ("127.0.0.1", &port->number);
  port->source = g_socket_create_source (port->socket, G_IO_IN, NULL);
  g_source_set_callback (port->source, G_SOURCE_FUNC (on_packet), port, NULL);
  g_source_set_priority (port->source, G_PRIORITY_HIGH);
  g_source_attach (port->source, NULL);
}

/* ITU-T G.711, table 2a. */
static double
read_mulaw (guint8 byte)
{
  guint value = ~byte & 0xffu;
  int magnitude = (int)((((value & 0x0f) << 3) + 0x84) << ((value & 0x70) >> 4)) - 0x84;

  return value & 0x80 ? -magnitude : magnitude;
}

WhinTestWire *
whin_test_wire_new (void)
{
  WhinTestWire *self = g_new0 (WhinTestWire, 1);

  self->random = g_rand_new_with_seed (SEED);
  for (guint side = 0; side < 2; side++) {
    self->payload[side] = g_byte_array_new ();
    self->reports[side] = g_byte_array_new ();
    open_port (self, side, RTP);
    open_port (self, side, RTCP);
  }
  return self;
}

void
whin_test_wire_free (WhinTestWire *self)
{
  for (guint side = 0; side < 2; side++) {
    for (guint kind = 0; kind < N_KINDS; kind++) {
      g_source_destroy (self->ports[side][kind].source);
      g_source_unref (self->ports[side][kind].source);
      g_object_unref (self->ports[side][kind].socket);
    }
    g_byte_array_unref (self->payload[side]);
    g_byte_array_unref (self->reports[side]);
  }
  g_rand_free (self->random);
  g_free (self);
}

guint
whin_test_wire_get_rtp_port (WhinTestWire *self, WhinTestSide side)
{
  return self->ports[side][RTP].number;
}

guint
whin_test_wire_get_rtcp_port (WhinTestWire *self, WhinTestSide side)
{
  return self->ports[side][RTCP].number;
}

void
whin_test_wire_connect (WhinTestWire *self, WhinTestSide side, guint rtp_port, guint rtcp_port)
{
  self->ports[side][RTP].target = rtp_port;
  self->ports[side][RTCP].target = rtcp_port;
}

void
whin_test_wire_lose (WhinTestWire *self, WhinTestSide side, guint percent)
{
  self->loss[side] = percent;
}

void
whin_test_wire_clear (WhinTestWire *self)
{
  for (guint side = 0; side < 2; side++) {
    g_byte_array_set_size (self->payload[side], 0);
    g_byte_array_set_size (self->reports[side], 0);
    self->count[side] = 0;
    self->n_reports[side] = 0;
  }
}

guint
whin_test_wire_count (WhinTestWire *self, WhinTestSide side)
{
  return self->count[side];
}

double
whin_test_wire_measure (WhinTestWire *self, WhinTestSide side, guint hz)
{
  double s1 = 0, s2 = 0, energy = 0;
  double k = 2 * cos (2 * G_PI * hz / RATE);
  guint count = self->payload[side]->len;

  for (guint i = 0; i < count; i++) {
    double sample = read_mulaw (self->payload[side]->data[i]);
    double s = sample + k * s1 - s2;

    s2 = s1;
    s1 = s;
    energy += sample * sample;
  }
  return energy > 0 ? (s1 * s1 + s2 * s2 - k * s1 * s2) * 2 / (count * energy) : 0;
}

guint
whin_test_wire_count_reports (WhinTestWire *self, WhinTestSide side)
{
  return self->n_reports[side];
}

gboolean
whin_test_wire_has_text (WhinTestWire *self, WhinTestSide side, const char *text)
{
  GByteArray *reports = self->reports[side];
  GByteArray *payload = self->payload[side];

  return (reports->len > 0 && memmem (reports->data, reports->len, text, strlen (text)) != NULL) ||
         (payload->len > 0 && memmem (payload->data, payload->len, text, strlen (text)) != NULL);
}
