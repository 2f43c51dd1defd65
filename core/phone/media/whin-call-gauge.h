/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call.h"

G_BEGIN_DECLS

/* The counters of a call's RTP as they stand at one moment. */
typedef struct {
  guint64 packets_received;
  gint64 packets_lost; /* in all; may shrink when late packets come */
  guint64 packets_sent;
  double jitter_ms;
  double remote_loss;   /* share, -1: unknown */
  double round_trip_ms; /* -1: unknown */
  guint remote_report;  /* another number for each report on what we send; 0: none came */
  guint remote_highest; /* the highest sequence number of ours in it (RFC 3550, section 6.4.1) */
  guint64 remote_sent_report; /* when the other side said what it sends, by its clock; 0: never */
} WhinRtpCounters;

#define WHIN_GAUGE_WINDOW 5 /* seconds that count */

/* A report counts for so many seconds. Two are 2 to 6 seconds apart (RFC 3550, section 6.2). */
#define WHIN_GAUGE_REPORT_SECONDS 20

/* Turns one reading a second into an honest quality. */
typedef struct {
  WhinRtpCounters readings[WHIN_GAUGE_WINDOW + 1]; /* ring */
  guint count;
  guint silent_seconds;
  guint unreported_seconds;
  WhinRtpCounters reported; /* as it stood when the last report came */
  gboolean is_unheard;      /* nothing of ours arrived there between its last two reports */
} WhinCallGauge;

void whin_call_gauge_reset (WhinCallGauge *self);

/**
 * whin_call_gauge_read:
 * @expects: whether the other side should be sending
 *
 * One reading a second. Good: under 2 % lost either way, jitter under 30 ms, round trip under 300
 * ms; poor: over 8 %, 80 ms or 800 ms.
 */
WhinCallQuality whin_call_gauge_read (WhinCallGauge *self,
                                      const WhinRtpCounters *now,
                                      gboolean expects,
                                      WhinCallFigures *figures);

G_END_DECLS
