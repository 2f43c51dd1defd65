/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads the payload of an RTP packet of DTMF (RFC 4733, section 2.3); the digit (0-9 * # A-D) or
 * '\0' when it is none. */
char whin_rtp_event_read (const guint8 *payload, gsize length);

/* The event number of a digit, or -1. */
int whin_rtp_event_number (char digit);

G_END_DECLS
