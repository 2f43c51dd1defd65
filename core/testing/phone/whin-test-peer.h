/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/testing/phone/whin-test-registrar.h"

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * WhinTestPeer:
 *
 * A SIP server and other side in one (UDP, loopback) that says what a test wants, when the test
 * wants it. It lives in the test's own main loop, so that what happens is always in one order.
 */
typedef struct WhinTestPeer WhinTestPeer;
typedef void (*WhinTestPeerAnswer) (WhinTestPeer *peer, const char *request);

struct WhinTestPeer {
  GSocket *socket;
  GSource *source;
  guint port;
  WhinTestRegistrar registrar; /* for whin_test_phone_new() */
  GSocketAddress *phone;       /* who wrote last */
  WhinTestPeerAnswer answer;   /* gets every request but ACK, retransmissions included */
  gpointer data;               /* the test's */
  GPtrArray *received;         /* every message's text, in order */
  char *contact;               /* of the last REGISTER */
  guint requests;              /* sent so far */
  GRand *random;               /* unowned; where there is one, every other message is damaged */
  GSocket *audio;              /* takes sound and does nothing with it */
  guint audio_port;
  GstElement *tone; /* or NULL */
};

/* @answer: NULL for whin_test_peer_register(). */
WhinTestPeer *whin_test_peer_new (WhinTestPeerAnswer answer);
void whin_test_peer_free (WhinTestPeer *self);

/* Its port is unreachable from now on; only its audio stays. Nothing may be sent afterwards. */
void whin_test_peer_vanish (WhinTestPeer *self);

/* Answers REGISTER and OPTIONS with 200; every other request is left alone. */
void whin_test_peer_register (WhinTestPeer *self, const char *request);

void whin_test_peer_send (WhinTestPeer *self, const char *text);

/* Answers @request; where its To has no tag, with @tag. @headers: whole lines, or "". @body: or
 * NULL; a session description. */
void whin_test_peer_reply (WhinTestPeer *self,
                           const char *request,
                           const char *tag,
                           const char *status,
                           const char *headers,
                           const char *body);

/* (transfer full): the peer's Contact as @user, and @more: whole lines, or "". */
char *whin_test_peer_make_contact (WhinTestPeer *self, const char *user, const char *more);

/* Takes the call with whin_test_peer_make_description(). @tag: also the user of the Contact. @more:
 * as whin_test_peer_make_contact(). */
void
whin_test_peer_say_yes (WhinTestPeer *self, const char *invite, const char *tag, const char *more);

/* Says yes to whatever is asked; to an INVITE with the number called as the tag. */
void whin_test_peer_answer_all (WhinTestPeer *self, const char *request);

/* The same, but an INVITE only gets sound before the answer: a 183 with the tag "bob". */
void whin_test_peer_answer_early (WhinTestPeer *self, const char *request);

/* (transfer full): the lines of @request that its answer repeats. */
char *whin_test_peer_copy_headers (const char *request, const char *tag);

/* The message number @n, from 0, of those that begin with @start; NULL: there is none. */
const char *whin_test_peer_find (WhinTestPeer *self, const char *start, guint n);
guint whin_test_peer_count (WhinTestPeer *self, const char *start);

/* (transfer full): the value of the message's first header of that name, or NULL. */
char *whin_test_peer_dup_header (const char *message, const char *name);

/* (transfer full): the address between the angle brackets of that header. */
char *whin_test_peer_dup_address (const char *message, const char *name);

/* The port of the message's audio, or 0. */
guint whin_test_peer_get_audio_port (const char *message);

/* One dialog as the peer knows it. */
typedef struct {
  WhinTestPeer *peer;
  char *call_id;
  char *local;   /* value of our From, with tag */
  char *remote;  /* value of our To */
  char *target;  /* the phone's contact */
  char *branch;  /* of the last INVITE */
  char *contact; /* value of our Contact, or NULL for the usual one */
  guint cseq;
} WhinTestDialog;

/* Of an INVITE that the phone sent, whose 200 bears @tag. */
WhinTestDialog *whin_test_dialog_called (WhinTestPeer *peer, const char *invite, const char *tag);

/* Of an INVITE that the peer will send to the phone, as "Eve". */
WhinTestDialog *whin_test_dialog_calling (WhinTestPeer *peer);
void whin_test_dialog_free (WhinTestDialog *self);

/* The phone's answer to our INVITE: its tag and contact count from here on. */
void whin_test_dialog_answered (WhinTestDialog *self, const char *response);

/* Sends a request of the dialog. ACK and CANCEL bear the last INVITE's number, all others a new
 * one. @headers, @body: as whin_test_peer_reply(), but where @headers holds a Content-Type. */
void whin_test_dialog_send (WhinTestDialog *self,
                            const char *method,
                            const char *headers,
                            const char *body);

/* The ACK to a refusal of our last INVITE. */
void whin_test_dialog_accept_refusal (WhinTestDialog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinTestDialog, whin_test_dialog_free)

/* (transfer full): a session description: G.711 µ-law to the peer's audio port. @lines: more of it,
 * or "". */
char *whin_test_peer_make_description (WhinTestPeer *self, const char *lines);

/* Sends the phone a tone as RTP from here on. */
void whin_test_peer_play (WhinTestPeer *self, guint hz, guint port);

G_END_DECLS
