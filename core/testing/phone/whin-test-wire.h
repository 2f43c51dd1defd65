/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinTestWire:
 *
 * The wire between the audio of two phones: two pairs of UDP ports on loopback, which hand on what
 * comes, keep it and lose some of it. Each side sends to the ports of its own side.
 */
typedef struct _WhinTestWire WhinTestWire;

typedef enum { WHIN_TEST_NEAR, WHIN_TEST_FAR } WhinTestSide;

WhinTestWire *whin_test_wire_new (void);
void whin_test_wire_free (WhinTestWire *self);

/* Where @side sends to. */
guint whin_test_wire_get_rtp_port (WhinTestWire *self, WhinTestSide side);
guint whin_test_wire_get_rtcp_port (WhinTestWire *self, WhinTestSide side);

/* Where what is for @side goes. */
void
whin_test_wire_connect (WhinTestWire *self, WhinTestSide side, guint rtp_port, guint rtcp_port);

/* From now on about @percent of the RTP packets from @side are lost: always the same ones. */
void whin_test_wire_lose (WhinTestWire *self, WhinTestSide side, guint percent);

/* Forgets what came so far. */
void whin_test_wire_clear (WhinTestWire *self);

/* RTP packets from @side that came, lost ones included. */
guint whin_test_wire_count (WhinTestWire *self, WhinTestSide side);

/* Share of the energy at @hz in what came from @side, read as G.711 µ-law as anybody on the way
 * would, 0 to 1. */
double whin_test_wire_measure (WhinTestWire *self, WhinTestSide side, guint hz);

/* How many packets came from @side at the port of RTCP, and whether @text could be read in any. */
guint whin_test_wire_count_reports (WhinTestWire *self, WhinTestSide side);
gboolean whin_test_wire_has_text (WhinTestWire *self, WhinTestSide side, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinTestWire, whin_test_wire_free)

G_END_DECLS
