/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-media-session.h"
#include "core/phone/sip/whin-sdp-exchange.h"
#include "core/phone/sip/whin-sip-call.h"
#include "core/phone/sip/whin-sip-line-private.h"
#include "core/phone/whin-call-private.h"

G_BEGIN_DECLS

/* What the files of WhinSipCall share. */

struct _WhinSipCall {
  WhinCall parent_instance;
  WhinSipLine *line; /* the base class holds the reference */
  nua_handle_t *handle;
  WhinSdpExchange *exchange;
  WhinMediaSession *media;
  WhinMediaPlan plan;
  gboolean has_plan;
  GBytes *offer;           /* of an incoming call, until our ports are known */
  gboolean awaits_ports;   /* the INVITE, or the answer, leaves when they are */
  char *answer;            /* to an incoming call's offer, ready for the person's yes */
  gboolean is_established; /* the INVITE was accepted */
  gboolean is_challenged;
  gboolean is_update_challenged;
  gboolean is_refer_challenged;
  gboolean is_info_challenged;
  gboolean is_direct;     /* the dialog's requests don't go to the account's server */
  gboolean has_offered;   /* in an INVITE of ours */
  gboolean awaits_ack;    /* to our 200 */
  gboolean is_late_offer; /* our offer went out in a 2xx; the answer comes with the ACK */
  gboolean is_changing;   /* a re-INVITE of ours is under way */
  gboolean is_change_due; /* another one must follow */
  gboolean wants_hold;
  gboolean awaits_bye; /* once it has ended, the other side says so first */
  gboolean is_refer_accepted;
  gboolean takes_info; /* the other side allows INFO */
  guint glare_id;
  guint redirects;
  char *dialled;               /* what the person's number became */
  WhinSipCall *replaced;       /* the held call whose place this one takes when it is answered */
  WhinSipCall *transfer_other; /* of an attended transfer */
  guint transfer_id;
};

/* Whatever the call was doing, it has ended; a BYE or CANCEL leaves when it is due. */
void whin_sip_call_end (WhinSipCall *self, WhinCallEnd kind, guint status, const char *reason);
void whin_sip_call_end_by_status (WhinSipCall *self, guint status, const char *phrase);

/* Takes the message's session description, which answers ours, and makes the audio so. Errors:
 * WHIN_PHONE_ERROR_MEDIA. */
gboolean whin_sip_call_take_answer (WhinSipCall *self, const sip_t *sip, GError **error);

/* Makes the audio what the plan says, but for what the person wants meanwhile. Errors: as above. */
gboolean whin_sip_call_apply_plan (WhinSipCall *self, GError **error);

/* whin_sip_line_authenticate(), unless the dialog goes past the server. */
gboolean whin_sip_call_authenticate (WhinSipCall *self,
                                     const sip_t *sip,
                                     gboolean is_repeated,
                                     const char **reason);

/* The state of an established call. */
void whin_sip_call_show_state (WhinSipCall *self);
void whin_sip_call_note_abilities (WhinSipCall *self, const sip_t *sip);

/* whin-sip-invite.c: our INVITEs and what comes back. */
void whin_sip_call_send_invite (WhinSipCall *self);

/* Tells the other side what the person wants (hold or resume). */
void whin_sip_call_change (WhinSipCall *self);
void whin_sip_call_on_invite_answer (WhinSipCall *self,
                                     int status,
                                     const char *phrase,
                                     const sip_t *sip);

/* To the stack's UPDATE that refreshes the session. */
void whin_sip_call_on_update_answer (WhinSipCall *self, int status, const sip_t *sip);

/* whin-sip-transfer.c: REFER and what comes of it. */
void
whin_sip_call_transfer_async (WhinCall *call, const char *number, WhinCall *other, GTask *task);

/* They hung up while the transfer was under way. */
void whin_sip_call_leave_transfer (WhinSipCall *self);
void whin_sip_call_end_transfer (WhinSipCall *self, guint status);
void whin_sip_call_on_notify (WhinSipCall *self, const sip_t *sip);
void whin_sip_call_on_refer_answer (WhinSipCall *self, int status, const sip_t *sip);

G_END_DECLS
