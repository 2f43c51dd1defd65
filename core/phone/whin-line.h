/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_LINE_OFF,           /* no line in the account, or switched off; "reason" says which */
  WHIN_LINE_NO_NETWORK,    /* waits for a network; tries again by itself */
  WHIN_LINE_REGISTERING,   /* also while a lost registration is being renewed */
  WHIN_LINE_REGISTERED,    /* calls are possible */
  WHIN_LINE_UNREGISTERING, /* on the way to OFF */
  WHIN_LINE_WAITING, /* the server can't be reached or has a fault; tries again at "retry-at" */
  WHIN_LINE_REFUSED, /* password, certificate, settings: only a change or a person's retry helps */
} WhinLineState;

/**
 * WhinLine:
 *
 * One registration at a SIP server: where calls go out and come in. Abstract. All methods and
 * signals: main context.
 *
 * Properties, readable and notified:
 *   "state" uint WhinLineState; "reason" utf8 or NULL: a short sentence for people on why the state
 *      is not REGISTERED ("The password was refused.");
 *   "retry-at" GDateTime or NULL: the next attempt, in WAITING;
 *   "address" utf8 or NULL: "alice@example.com";
 *   "secure" boolean: the signalling is encrypted and the server's name was verified;
 *   "voicemail-waiting" boolean; "voicemail-new", "voicemail-old" uint (0 when the server gives no
 *      count: then only "voicemail-waiting" tells); "voicemail-number" utf8 or NULL: to be dialled
 *      with one click.
 */
#define WHIN_TYPE_LINE (whin_line_get_type ())
G_DECLARE_DERIVABLE_TYPE (WhinLine, whin_line, WHIN, LINE, GObject)

struct _WhinLineClass {
  GObjectClass parent_class;

  /* @number is valid, the line registered, and there is room for a call. @target is what the
   * provider's rules make of it, and what is called. */
  WhinCall *(*dial) (WhinLine *self, const char *number, const char *target, GError **error);
  void (*retry) (WhinLine *self);
};

WhinLineState whin_line_get_state (WhinLine *self);
const char *whin_line_get_reason (WhinLine *self);
GDateTime *whin_line_get_retry_at (WhinLine *self);
const char *whin_line_get_address (WhinLine *self);
gboolean whin_line_get_secure (WhinLine *self);
gboolean whin_line_get_voicemail_waiting (WhinLine *self);
guint whin_line_get_voicemail_new (WhinLine *self);
guint whin_line_get_voicemail_old (WhinLine *self);
const char *whin_line_get_voicemail_number (WhinLine *self);

/* "off", "no-network", "registering", "registered", "unregistering", "waiting", "refused". */
const char *whin_line_state_name (WhinLineState state);

/**
 * whin_line_dial:
 * @number: a number ("+420123456789", "*911"; separators - ( ) . / and spaces are dropped) or an
 *   address ("alice@example.com", with or without sip: or tel:; with sips: only over TLS)
 *
 * Calls @number, as the provider's WhinNumberRewriting makes it; the call bears @number itself.
 * Rules that lead to an emergency number or a code are refused. The other active calls are held
 * first. Only a person's act may lead here; a link asks before (command-uris, section 3).
 *
 * Returns: (transfer full): the call, which is in the provider's list as well; NULL on failure
 * Errors: WHIN_PHONE_ERROR_NO_LINE, _BAD_NUMBER, _TOO_MANY, _MEDIA.
 */
WhinCall *whin_line_dial (WhinLine *self, const char *number, GError **error);

/* The same without the provider's rules: @number is the network's own way to write it, as
 * whin_call_get_passed_on_to(). */
WhinCall *whin_line_dial_as_written (WhinLine *self, const char *number, GError **error);

/* (transfer full): what whin_line_dial() would dial, or NULL when @number can't be dialled. Of a
 * scheme only "sips:" stays. */
char *whin_line_clean_number (const char *number);

/* Whether @number begins with "sips:": all of the way to the other side's server is to be TLS (RFC
 * 3261, section 26.2.2). */
gboolean whin_line_wants_secure (const char *number);

/* Tries to register now, whatever was being waited for; nothing when registered or switched off. */
void whin_line_retry (WhinLine *self);

G_END_DECLS
