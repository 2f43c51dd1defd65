/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-call-gauge.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* What the first session of @bin (an rtpbin) counted up to now. @clock_rate: of its time stamps. */
void whin_rtp_stats_read (GstElement *bin, guint clock_rate, WhinRtpCounters *counters);

G_END_DECLS
