/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/dummy/whin-dummy-call.h"
#include "core/phone/dummy/whin-dummy-line.h"

G_BEGIN_DECLS

WhinDummyLine *whin_dummy_line_new (void);

/* What was set for @number. */
WhinDummyOutcome whin_dummy_line_get_outcome (WhinDummyLine *self, const char *number);

/* @display_name: of an incoming call. The call is in the provider's list; (transfer full). */
WhinDummyCall *whin_dummy_call_new (WhinDummyLine *line,
                                    WhinCallDirection direction,
                                    const char *number,
                                    const char *display_name);

G_END_DECLS
