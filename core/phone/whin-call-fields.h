/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call-private.h"

G_BEGIN_DECLS

typedef struct _WhinPhoneProvider WhinPhoneProvider;

/* What the two files of WhinCall share. */

typedef struct {
  WhinLine *line;
  WhinCallDirection direction;
  WhinCallState state;
  gboolean remote_held;
  char *reason;
  WhinCallEnd end;
  guint status;
  char *number;
  char *passed_on_to; /* or NULL */
  char *display_name;
  char *known_name;
  GDateTime *started_at;
  GDateTime *answered_at;
  gint64 answered_us; /* monotonic; 0 before */
  gint64 ended_us;
  gboolean is_ended_here; /* the person wanted its end */
  gboolean muted;
  WhinCallEncryption encryption;
  char *codec;
  WhinCallQuality quality;
  WhinCallFigures figures;
  GPtrArray *conference; /* shared by its members, of unowned WhinCall; NULL in none */
  WhinCallActions actions;
  GTask *transfer;
  gulong transfer_cancelled_id;
  GString *digits; /* waiting to be sent */
  guint digits_id;
} WhinCallPrivate;

WhinCallPrivate *whin_call_get_fields (WhinCall *self);
WhinPhoneProvider *whin_call_get_provider (WhinCall *self); /* NULL after its end */
gboolean whin_call_can (WhinCall *self, WhinCallActions action);
void whin_call_update_actions (WhinCall *self);
void whin_call_leave_conference (WhinCall *self);
void whin_call_stop_digits (WhinCall *self);

G_END_DECLS
