/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-call-gauge.h"

#define UNHEARD_PACKETS 50 /* sent between two reports */

static WhinCallQuality
grade (double value, double good, double fair)
{
  if (value < good)
    return WHIN_CALL_QUALITY_GOOD;
  return value < fair ? WHIN_CALL_QUALITY_FAIR : WHIN_CALL_QUALITY_POOR;
}

/* A receiver to whom nothing comes counts no loss: it doesn't know that there was something. It
 * tells the same highest number again, and soon nothing of us at all (RFC 3550, section 6.3.5).
 * What it says of its own sending has then stood for a second without a report on ours, as the two
 * aren't read at one moment. */
static void
read_report (WhinCallGauge *self, const WhinRtpCounters *last, const WhinRtpCounters *now)
{
  const WhinRtpCounters *before = &self->reported;
  gboolean is_new = now->remote_report != before->remote_report;
  gboolean is_left_out = now->remote_sent_report != before->remote_sent_report &&
                         now->remote_sent_report == last->remote_sent_report;
  const WhinRtpCounters *then = is_new ? now : last;

  self->unreported_seconds++;
  if (now->remote_report == 0 || (!is_new && !is_left_out))
    return;
  if (before->remote_report != 0 && then->packets_sent > before->packets_sent + UNHEARD_PACKETS)
    self->is_unheard = then->remote_highest == before->remote_highest;
  else if (is_new)
    self->is_unheard = FALSE;
  self->reported = *then;
  self->unreported_seconds = 0;
}

static double
get_remote_loss (const WhinCallGauge *self, const WhinRtpCounters *now)
{
  if (self->unreported_seconds > WHIN_GAUGE_REPORT_SECONDS)
    return -1;
  return self->is_unheard ? 1 : now->remote_loss;
}

void
whin_call_gauge_reset (WhinCallGauge *self)
{
  *self = (WhinCallGauge){0};
}

WhinCallQuality
whin_call_gauge_read (WhinCallGauge *self,
                      const WhinRtpCounters *now,
                      gboolean expects,
                      WhinCallFigures *figures)
{
  const guint size = WHIN_GAUGE_WINDOW + 1;
  const WhinRtpCounters *last = &self->readings[(self->count + size - 1) % size];
  const WhinRtpCounters *first =
      self->count < size ? &self->readings[0] : &self->readings[self->count % size];
  WhinCallQuality quality;
  gint64 received, lost;

  if (self->count > 0 && now->packets_received < last->packets_received) {
    /* Another stream began. */
    whin_call_gauge_reset (self);
  }
  if (self->count == 0)
    first = last = now;
  received = (gint64)(now->packets_received - first->packets_received);
  lost = MAX (0, now->packets_lost - first->packets_lost);
  self->silent_seconds =
      expects && now->packets_received == last->packets_received ? self->silent_seconds + 1 : 0;
  self->readings[self->count % size] = *now;
  read_report (self, last, now);
  self->count++;
  *figures = (WhinCallFigures){
      .loss = received + lost > 0 ? (double)lost / (double)(received + lost) : 0,
      .remote_loss = get_remote_loss (self, now),
      .jitter_ms = now->jitter_ms,
      .round_trip_ms = now->round_trip_ms,
      .packets_received = now->packets_received,
      .packets_sent = now->packets_sent,
  };
  if (self->silent_seconds >= WHIN_CALL_LOST_SECONDS) {
    figures->loss = 1;
    return WHIN_CALL_QUALITY_LOST;
  }
  if (received == 0)
    return WHIN_CALL_QUALITY_UNKNOWN;
  quality = grade (figures->loss, 0.02, 0.08);
  quality = MAX (quality, grade (figures->remote_loss, 0.02, 0.08));
  quality = MAX (quality, grade (figures->jitter_ms, 30, 80));
  return MAX (quality, grade (figures->round_trip_ms, 300, 800));
}
