/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * whin_age_text:
 * @then: when it happened; a time ahead of @now (a clock that was set back) counts as now
 *
 * Returns: (transfer full): "just now", "2 min ago", "3 h ago", "4 days ago", in the person's
 * language.
 */
char *whin_age_text (GDateTime *then, GDateTime *now);

G_END_DECLS
