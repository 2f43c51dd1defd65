/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where a notice stands: where it hides no button that matters. */
typedef enum {
  WHIN_NOTICE_BOTTOM,
  WHIN_NOTICE_ABOVE_BAR, /* of tabs */
  WHIN_NOTICE_TOP,       /* under the header */
} WhinNoticePlace;

/**
 * WhinNotice:
 *
 * One quiet line that goes by itself, laid over a window. A new one takes the place of the old one:
 * the newest is the one that matters. It looks as AdwToast does, which knows one place only, one
 * line of text, and in libadwaita 1.2 crashes when it is dismissed in the frame that shows it.
 */
#define WHIN_TYPE_NOTICE (whin_notice_get_type ())
G_DECLARE_FINAL_TYPE (WhinNotice, whin_notice, WHIN, NOTICE, AdwBin)

#define WHIN_NOTICE_SECONDS 4

void whin_notice_show (WhinNotice *self, const char *text);
void whin_notice_hide (WhinNotice *self);
void whin_notice_set_place (WhinNotice *self, WhinNoticePlace place);

G_END_DECLS
