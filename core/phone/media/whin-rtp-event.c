/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-rtp-event.h"

#include <string.h>

#define EVENT_BYTES 4

/* By event number (RFC 4733, table 3). */
static const char digits[] = "0123456789*#ABCD";

char
whin_rtp_event_read (const guint8 *payload, gsize length)
{
  if (length < EVENT_BYTES || payload[0] >= sizeof digits - 1)
    return '\0';
  return digits[payload[0]];
}

int
whin_rtp_event_number (char digit)
{
  const char *found = digit != '\0' ? strchr (digits, digit) : NULL;

  return found != NULL ? (int)(found - digits) : -1;
}
