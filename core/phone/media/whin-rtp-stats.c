/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-rtp-stats.h"

/* What a source of the other side says. Of several, as after a change of theirs, the one speaks
 * that spoke last, and for itself alone. */
static void
read_reports (const GstStructure *stats, WhinRtpCounters *counters)
{
  gboolean has_sent = FALSE, has_report = FALSE;
  guint round_trip = 0, fraction = 0, last_report = 0, delay = 0;
  guint64 sent = 0;

  gst_structure_get_boolean (stats, "have-sr", &has_sent);
  if (has_sent)
    gst_structure_get_uint64 (stats, "sr-ntptime", &sent);
  if (sent < counters->remote_sent_report)
    return;
  counters->remote_sent_report = sent;
  counters->remote_report = counters->remote_highest = 0;
  counters->remote_loss = counters->round_trip_ms = -1;
  gst_structure_get_boolean (stats, "have-rb", &has_report);
  if (!has_report)
    return;
  if (gst_structure_get_uint (stats, "rb-fractionlost", &fraction))
    counters->remote_loss = fraction / 256.0;
  if (gst_structure_get_uint (stats, "rb-round-trip", &round_trip))
    counters->round_trip_ms = round_trip * 1000.0 / 65536;
  if (gst_structure_get_uint (stats, "rb-lsr", &last_report) &&
      gst_structure_get_uint (stats, "rb-dlsr", &delay) &&
      gst_structure_get_uint (stats, "rb-exthighestseq", &counters->remote_highest))
    counters->remote_report = (last_report ^ delay) | 1;
}

/* One source of the session, ours or theirs. */
static void
count_source (const GstStructure *stats, guint clock_rate, WhinRtpCounters *counters)
{
  gboolean is_internal = FALSE;
  guint64 packets = 0;
  guint jitter = 0;
  int lost = 0;

  gst_structure_get_boolean (stats, "internal", &is_internal);
  if (is_internal) {
    gst_structure_get_uint64 (stats, "packets-sent", &packets);
    counters->packets_sent += packets;
    return;
  }
  gst_structure_get_uint64 (stats, "packets-received", &packets);
  gst_structure_get_int (stats, "packets-lost", &lost);
  gst_structure_get_uint (stats, "jitter", &jitter);
  counters->packets_received += packets;
  counters->packets_lost += lost;
  if (packets > 0)
    counters->jitter_ms = MAX (counters->jitter_ms, jitter * 1000.0 / clock_rate);
  read_reports (stats, counters);
}

void
whin_rtp_stats_read (GstElement *bin, guint clock_rate, WhinRtpCounters *counters)
{
  g_autoptr (GObject) session = NULL;
  g_autoptr (GstStructure) stats = NULL;
  const GValue *value;
  GValueArray *sources;

  *counters = (WhinRtpCounters){.remote_loss = -1, .round_trip_ms = -1};
  g_signal_emit_by_name (bin, "get-internal-session", 0, &session);
  if (session == NULL)
    return;
  g_object_get (session, "stats", &stats, NULL);
  value = stats != NULL ? gst_structure_get_value (stats, "source-stats") : NULL;
  if (value == NULL)
    return;
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  sources = g_value_get_boxed (value);
  for (guint i = 0; sources != NULL && i < sources->n_values; i++)
    count_source (g_value_get_boxed (&sources->values[i]), clock_rate, counters);
  G_GNUC_END_IGNORE_DEPRECATIONS
}
