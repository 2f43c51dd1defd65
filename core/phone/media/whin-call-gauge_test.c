/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-call-gauge.h"

#define PACKETS 50 /* a second, each way */

typedef struct {
  WhinCallGauge gauge;
  WhinRtpCounters counters;
  WhinCallFigures figures;
} Call;

static WhinCallQuality
pass_second (Call *call)
{
  call->counters.packets_sent += PACKETS;
  call->counters.packets_received += PACKETS;
  return whin_call_gauge_read (&call->gauge, &call->counters, TRUE, &call->figures);
}

/* The other side says what it sends; and with @highest what it got of us, or not a word of that. */
static void
report (Call *call, guint highest)
{
  call->counters.remote_sent_report++;
  if (highest == 0)
    return;
  call->counters.remote_report += 2;
  call->counters.remote_highest = highest;
  call->counters.remote_loss = 0;
}

static Call
start (void)
{
  Call call = {.counters = {.remote_loss = -1, .round_trip_ms = -1}};

  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_UNKNOWN);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_GOOD);
  g_assert_cmpfloat (call.figures.remote_loss, ==, -1);
  report (&call, 100);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_GOOD);
  g_assert_cmpfloat (call.figures.remote_loss, ==, 0);
  return call;
}

static void
pass_quietly (Call *call)
{
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (pass_second (call), ==, WHIN_CALL_QUALITY_GOOD);
}

/* It got nothing since its last report, as it says; and then it gets something again. */
static void
test_same_highest (void)
{
  Call call = start ();

  pass_quietly (&call);
  report (&call, 100);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_POOR);
  g_assert_cmpfloat (call.figures.remote_loss, ==, 1);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_POOR);
  report (&call, 150);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_GOOD);
  g_assert_cmpfloat (call.figures.remote_loss, ==, 0);
}

/* A side that forgot about us reports on nothing (RFC 3550, section 6.4.1). */
static void
test_left_out (void)
{
  Call call = start ();

  pass_quietly (&call);
  report (&call, 0);
  pass_second (&call);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_POOR);
  g_assert_cmpfloat (call.figures.remote_loss, ==, 1);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_POOR);
  report (&call, 200);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_GOOD);
}

/* What it said long ago says nothing of now. */
static void
test_outdated (void)
{
  Call call = start ();
  guint seconds = 0;

  pass_quietly (&call);
  report (&call, 100);
  while (pass_second (&call) == WHIN_CALL_QUALITY_POOR)
    g_assert_cmpuint (++seconds, <=, WHIN_GAUGE_REPORT_SECONDS + 1);
  g_assert_cmpuint (seconds, ==, WHIN_GAUGE_REPORT_SECONDS + 1);
  g_assert_cmpfloat (call.figures.remote_loss, ==, -1);
  report (&call, 100);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_POOR);
}

/* The two halves of one report, read before and after it is taken in. */
static void
test_halves (void)
{
  Call call = start ();

  pass_quietly (&call);
  report (&call, 0);
  g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_GOOD);
  call.counters.remote_report += 2;
  call.counters.remote_highest = 300;
  pass_quietly (&call);
}

/* Who was never reported on, or sends nothing while the call is held, isn't unheard. */
static void
test_nothing_to_report (void)
{
  Call call = {.counters = {.remote_loss = -1, .round_trip_ms = -1}};

  pass_second (&call);
  for (guint i = 0; i < 4; i++) {
    report (&call, 0);
    pass_quietly (&call);
  }
  call = start ();
  for (guint i = 0; i < 9; i++) {
    if (i % 3 == 0)
      report (&call, 0);
    call.counters.packets_sent -= PACKETS;
    g_assert_cmpint (pass_second (&call), ==, WHIN_CALL_QUALITY_GOOD);
  }
  pass_quietly (&call);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/gauge/same-highest", test_same_highest);
  g_test_add_func ("/phone/gauge/left-out", test_left_out);
  g_test_add_func ("/phone/gauge/outdated", test_outdated);
  g_test_add_func ("/phone/gauge/halves", test_halves);
  g_test_add_func ("/phone/gauge/nothing-to-report", test_nothing_to_report);
  return g_test_run ();
}
