/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WhinLine WhinLine;

typedef enum {
  WHIN_CALL_DIALING,  /* out: sent, nothing heard yet */
  WHIN_CALL_RINGING,  /* out: rings over there; the phone plays ringback */
  WHIN_CALL_EARLY,    /* out: the network speaks before the answer (its own ringback, a notice) */
  WHIN_CALL_INCOMING, /* in: rings here */
  WHIN_CALL_ACTIVE,
  WHIN_CALL_HELD, /* by us; the other side may hold as well: "remote-held" */
  WHIN_CALL_REMOTE_HELD,
  WHIN_CALL_ENDED, /* for good; "reason" says why */
} WhinCallState;

typedef enum {
  WHIN_CALL_OUTGOING,
  WHIN_CALL_RECEIVED,
} WhinCallDirection;

/* How the audio is protected on its way to the other side of the signalling. */
typedef enum {
  WHIN_CALL_ENCRYPTION_NONE,
  WHIN_CALL_ENCRYPTION_SDES, /* SRTP, keys in the signalling: as safe as the line is */
  WHIN_CALL_ENCRYPTION_DTLS, /* SRTP, keys agreed end to end */
} WhinCallEncryption;

/* From what RTCP and the jitter buffer report over the last seconds; never a guess. */
typedef enum {
  WHIN_CALL_QUALITY_UNKNOWN, /* nothing measured yet */
  WHIN_CALL_QUALITY_GOOD,
  WHIN_CALL_QUALITY_FAIR, /* some words may be damaged */
  WHIN_CALL_QUALITY_POOR, /* hard to understand */
  WHIN_CALL_QUALITY_LOST, /* nothing has arrived for WHIN_CALL_LOST_SECONDS while it should */
} WhinCallQuality;

#define WHIN_CALL_LOST_SECONDS 5

/* Why an ended call ended, for a symbol and a list; the words are in "reason". */
typedef enum {
  WHIN_CALL_END_NONE,        /* has not ended */
  WHIN_CALL_END_HUNG_UP,     /* was answered and one side hung up */
  WHIN_CALL_END_MISSED,      /* in: the caller gave up */
  WHIN_CALL_END_ELSEWHERE,   /* in: another phone of the same subscriber answered */
  WHIN_CALL_END_DECLINED,    /* in: declined here (or do-not-disturb); out: declined there */
  WHIN_CALL_END_BUSY,        /* out */
  WHIN_CALL_END_NO_ANSWER,   /* out: nobody answered in time */
  WHIN_CALL_END_CANCELLED,   /* out: given up here before the answer */
  WHIN_CALL_END_TRANSFERRED, /* the other side was handed over */
  WHIN_CALL_END_FAILED,      /* unknown number, refused, network, no audio… */
} WhinCallEnd;

/* What can be done with a call at this moment: sensitivity of buttons. */
typedef enum {
  WHIN_CALL_CAN_ANSWER = 1 << 0,
  WHIN_CALL_CAN_DECLINE = 1 << 1,
  WHIN_CALL_CAN_HANG_UP = 1 << 2,
  WHIN_CALL_CAN_HOLD = 1 << 3,
  WHIN_CALL_CAN_RESUME = 1 << 4,
  WHIN_CALL_CAN_MUTE = 1 << 5,
  WHIN_CALL_CAN_SEND_DTMF = 1 << 6,
  WHIN_CALL_CAN_TRANSFER = 1 << 7,
  WHIN_CALL_CAN_CONFERENCE = 1 << 8,
} WhinCallActions;

/* Measured by RTCP (RFC 3550, section 6.4) and the jitter buffer. */
typedef struct {
  double loss;          /* share of packets lost on the way to us in the last seconds, 0 to 1 */
  double remote_loss;   /* the same as the other side reports it; -1: it reported nothing */
  double jitter_ms;     /* of what arrives */
  double round_trip_ms; /* -1: not known */
  guint64 packets_received;
  guint64 packets_sent;
} WhinCallFigures;

/**
 * WhinCall:
 *
 * One call, from the first ring to its end. Abstract: a WhinLine makes outgoing ones, a provider's
 * list gains incoming ones. Ended calls leave the provider's list at once; keep a reference to show
 * how one ended. All methods and signals: main context.
 *
 * Properties, readable and notified:
 *   "line" WhinLine, constant; "direction" uint WhinCallDirection, constant;
 *   "state" uint WhinCallState;
 *   "remote-held" boolean: the other side holds (also while the state is HELD);
 *   "reason" utf8 or NULL: in words, for people; why it ended, or what went wrong without ending
 *      the call;
 *   "end" uint WhinCallEnd; "status" uint: SIP status of the end, 0 when there is none;
 *   "number" utf8: dialled, or the caller's number or address; "" when the caller withholds it;
 *   "display-name" utf8 or NULL: as the network gives it (hostile text: control characters were
 *      removed and it was cut to WHIN_CALL_MAX_NAME characters);
 *   "started-at" GDateTime: dialled or first rang; "answered-at" GDateTime or NULL;
 *   "muted" boolean; "encryption" uint WhinCallEncryption; "codec" utf8 or NULL ("Opus", "G.722",
 *      "G.711 µ-law", "G.711 A-law");
 *   "quality" uint WhinCallQuality (figures: whin_call_get_figures());
 *   "in-conference" boolean; "actions" flags, uint of WhinCallActions.
 *
 * Signals:
 *   "dtmf-received" (const char *digit): one of 0-9 * # A-D
 */
#define WHIN_TYPE_CALL (whin_call_get_type ())
G_DECLARE_DERIVABLE_TYPE (WhinCall, whin_call, WHIN, CALL, GObject)

#define WHIN_CALL_MAX_NUMBER 255 /* bytes */
#define WHIN_CALL_MAX_NAME 128   /* characters */

struct _WhinCallClass {
  GObjectClass parent_class;

  /* Called only when "actions" allows it; each reports its effect through the state. */
  void (*answer) (WhinCall *self);
  void (*decline) (WhinCall *self);
  void (*hang_up) (WhinCall *self);
  void (*hold) (WhinCall *self);
  void (*resume) (WhinCall *self);
  void (*set_muted) (WhinCall *self, gboolean muted);
  void (*send_dtmf) (WhinCall *self, char digit);
  void (*transfer_async) (WhinCall *self, const char *number, WhinCall *other, GTask *task);
  gboolean (*join) (WhinCall *self, WhinCall *other, GError **error);
  void (*leave) (WhinCall *self);
};

WhinLine *whin_call_get_line (WhinCall *self); /* (transfer none) */
WhinCallDirection whin_call_get_direction (WhinCall *self);
WhinCallState whin_call_get_state (WhinCall *self);
gboolean whin_call_get_remote_held (WhinCall *self);
const char *whin_call_get_reason (WhinCall *self);
WhinCallEnd whin_call_get_end (WhinCall *self);
guint whin_call_get_status (WhinCall *self);

/* The number that an ended outgoing call would have gone on to, had the person said yes; it may
 * cost more, or be another server's (whin_dial_rule_follows()). NULL: there is none. Clean as a
 * number, and hostile all the same. */
const char *whin_call_get_passed_on_to (WhinCall *self);
const char *whin_call_get_number (WhinCall *self);
const char *whin_call_get_display_name (WhinCall *self);
GDateTime *whin_call_get_started_at (WhinCall *self);
GDateTime *whin_call_get_answered_at (WhinCall *self);
gboolean whin_call_get_muted (WhinCall *self);
WhinCallEncryption whin_call_get_encryption (WhinCall *self);
const char *whin_call_get_codec (WhinCall *self);
WhinCallQuality whin_call_get_quality (WhinCall *self);
void whin_call_get_figures (WhinCall *self, WhinCallFigures *figures);
gboolean whin_call_get_in_conference (WhinCall *self);

/* (nullable): by which the person knows the number, as the screen found it ("known-name"). It
 * stands before what the network calls itself, which anybody may choose. */
const char *whin_call_get_known_name (WhinCall *self);
void whin_call_set_known_name (WhinCall *self, const char *name);
WhinCallActions whin_call_get_actions (WhinCall *self);

/* Seconds since the answer, up to the end; 0 before the answer. Counts on the monotonic clock; show
 * it with a timer of your own, it isn't notified. */
guint whin_call_get_duration (WhinCall *self);

/* "dialing", "ringing", "early", "incoming", "active", "held", "remote-held", "ended". */
const char *whin_call_state_name (WhinCallState state);

/* These do nothing when "actions" doesn't allow them. Answering or resuming a call holds the other
 * active ones of the provider that are in no conference with it. */
void whin_call_answer (WhinCall *self);
void whin_call_decline (WhinCall *self); /* busy: the caller may reach the voicemail */
void whin_call_hang_up (WhinCall *self); /* also gives up an outgoing one, and declines */
void whin_call_hold (WhinCall *self);
void whin_call_resume (WhinCall *self);
void whin_call_set_muted (WhinCall *self, gboolean muted);

/* Sends each digit of @digits (0-9 * # A-D, any case; ',' waits two seconds) one after the other;
 * FALSE, and nothing is sent, when another character is among them or there are more than
 * WHIN_CALL_MAX_DIGITS waiting. */
#define WHIN_CALL_MAX_DIGITS 64
gboolean whin_call_send_dtmf (WhinCall *self, const char *digits);

/**
 * whin_call_transfer_async:
 *
 * Hands the other side over to @number without asking there first (blind transfer). The operation
 * ends when the new party has answered (this call then has ended), or with an error, after which
 * this call is as it was.
 *
 * Errors: WHIN_PHONE_ERROR_NOT_NOW, _BAD_NUMBER, _REFUSED.
 */
void whin_call_transfer_async (WhinCall *self,
                               const char *number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Connects the other sides of @self and @other with each other (attended transfer); as above, and
 * both calls end. */
void whin_call_transfer_to_call_async (WhinCall *self,
                                       WhinCall *other,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean whin_call_transfer_finish (WhinCall *self, GAsyncResult *result, GError **error);

/* Whether its transfer is under way; "actions" is notified when that changes. */
gboolean whin_call_is_in_transfer (WhinCall *self);

/**
 * whin_call_join:
 *
 * Makes a conference: both calls are resumed and their audio is mixed in this phone, so that all
 * hear each other. A further call may join any member, up to WHIN_CALL_MAX_CONFERENCE calls.
 *
 * Errors: WHIN_PHONE_ERROR_NOT_NOW, _TOO_MANY.
 */
#define WHIN_CALL_MAX_CONFERENCE 4
gboolean whin_call_join (WhinCall *self, WhinCall *other, GError **error);

/* Takes the call out of its conference and holds it; the others go on. */
void whin_call_leave (WhinCall *self);

G_END_DECLS
