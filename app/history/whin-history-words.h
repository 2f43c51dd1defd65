/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/call-log/whin-call-record.h"

G_BEGIN_DECLS

/* What the History tab says of a call, in the person's language. */

/* When: "14:05" today, then "Yesterday", the weekday within a week, the date before; (transfer
 * full). @now tells the time zone. A time ahead of @now (a clock that was set back) is today's. */
char *whin_history_words_dup_time (GDateTime *then, GDateTime *now);

/* What came of it: "Incoming, 0:45", "Missed", "Busy"; (transfer full). */
char *whin_history_words_dup_outcome (WhinCallRecord *record);

/* An icon's name that tells the same. */
const char *whin_history_words_get_icon (WhinCallRecord *record);

/* Who: @known (nullable), by which the person knows the number, before what the network said;
 * belongs to either. */
const char *whin_history_words_get_name (WhinCallRecord *record, const char *known);

G_END_DECLS
