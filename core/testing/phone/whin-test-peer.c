/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-peer.h"

#include "core/testing/whin-test-socket.h"

#include <string.h>

#define MAX_DATAGRAM 65535

char *
whin_test_peer_copy_headers (const char *request, const char *tag)
{
  static const char *const names[] = {"Via:", "From:", "To:", "Call-ID:", "CSeq:", "Record-Route:"};
  g_auto (GStrv) lines = g_strsplit (request, "\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
      if (!g_str_has_prefix (lines[i], names[k]))
        continue;
      g_string_append (text, lines[i]);
      if (k == 2 && strstr (lines[i], "tag=") == NULL)
        g_string_append_printf (text, ";tag=%s", tag);
      g_string_append (text, "\r\n");
    }
  }
  return g_strdup (text->str);
}

static gboolean
on_datagram (GSocket *socket, GIOCondition condition, gpointer data)
{
  WhinTestPeer *self = data;
  g_autofree char *message = g_malloc0 (MAX_DATAGRAM + 1);
  g_autoptr (GSocketAddress) sender = NULL;

  if (g_socket_receive_from (socket, &sender, message, MAX_DATAGRAM, NULL, NULL) <= 0)
    return G_SOURCE_CONTINUE;
  g_set_object (&self->phone, sender);
  g_ptr_array_add (self->received, g_strdup (message));
  if (g_str_has_prefix (message, "REGISTER")) {
    char *contact = whin_test_peer_dup_address (message, "Contact");

    if (contact != NULL) {
      g_free (self->contact);
      self->contact = contact;
    }
  }
  if (!g_str_has_prefix (message, "SIP/2.0") && !g_str_has_prefix (message, "ACK"))
    self->answer (self, message);
  return G_SOURCE_CONTINUE;
}

WhinTestPeer *
whin_test_peer_new (WhinTestPeerAnswer answer)
{
  WhinTestPeer *self = g_new0 (WhinTestPeer, 1);

  self->socket = whin_test_socket_new ("127.0.0.1", &self->port);
  self->audio = whin_test_socket_new ("127.0.0.1", &self->audio_port);
  self->registrar.port = self->port;
  self->answer = answer != NULL ? answer : whin_test_peer_register;
  self->received = g_ptr_array_new_with_free_func (g_free);
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_datagram), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

void
whin_test_peer_free (WhinTestPeer *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_clear_object (&self->phone);
  g_object_unref (self->socket);
  g_object_unref (self->audio);
  if (self->tone != NULL)
    gst_element_set_state (self->tone, GST_STATE_NULL);
  g_clear_object (&self->tone);
  g_ptr_array_unref (self->received);
  g_free (self->contact);
  g_free (self);
}

void
whin_test_peer_vanish (WhinTestPeer *self)
{
  g_autoptr (GError) error = NULL;

  g_source_destroy (self->source);
  g_socket_close (self->socket, &error);
  g_assert_no_error (error);
}

void
whin_test_peer_register (WhinTestPeer *self, const char *request)
{
  if (g_str_has_prefix (request, "REGISTER")) {
    g_autofree char *headers = g_strdup_printf ("Contact: <%s>;expires=600\r\n", self->contact);

    whin_test_peer_reply (self, request, "server", "200 OK", headers, NULL);
  } else if (g_str_has_prefix (request, "OPTIONS")) {
    whin_test_peer_reply (self, request, "server", "200 OK", "", NULL);
  }
}

/* Changes a few bytes, doubles or drops the rest of a line. */
static void
damage (GString *text, GRand *random)
{
  static const char bytes[] = "\r\n:;<>\"@=,*%?/ \t\x01\xff"
                              "0a";

  for (gint i = g_rand_int_range (random, 1, 4); i > 0 && text->len > 0; i--) {
    gsize position = (gsize)g_rand_int_range (random, 0, (gint)text->len);
    const char *line_end = strstr (text->str + position, "\r\n");
    gsize length = line_end != NULL ? (gsize)(line_end - text->str) + 2 - position : 1;
    g_autofree char *line = g_strndup (text->str + position, length);
    char byte = bytes[g_rand_int_range (random, 0, sizeof bytes - 1)];

    switch (g_rand_int_range (random, 0, 4)) {
    case 0:
      text->str[position] = byte;
      break;
    case 1:
      g_string_insert_c (text, (gssize)position, byte);
      break;
    case 2:
      g_string_erase (text, (gssize)position, (gssize)length);
      break;
    default:
      g_string_insert_len (text, (gssize)position, line, -1);
      break;
    }
  }
}

void
whin_test_peer_send (WhinTestPeer *self, const char *text)
{
  g_autoptr (GString) message = g_string_new (text);

  if (self->random != NULL && g_rand_boolean (self->random))
    damage (message, self->random);
  g_assert_cmpint (
      g_socket_send_to (self->socket, self->phone, message->str, message->len, NULL, NULL), ==,
      message->len);
}

void
whin_test_peer_reply (WhinTestPeer *self,
                      const char *request,
                      const char *tag,
                      const char *status,
                      const char *headers,
                      const char *body)
{
  g_autofree char *copied = whin_test_peer_copy_headers (request, tag);
  g_autofree char *text =
      g_strdup_printf ("SIP/2.0 %s\r\n%s%s%sContent-Length: %u\r\n\r\n%s", status, copied, headers,
                       body != NULL ? "Content-Type: application/sdp\r\n" : "",
                       body != NULL ? (guint)strlen (body) : 0, body != NULL ? body : "");

  whin_test_peer_send (self, text);
}

char *
whin_test_peer_make_contact (WhinTestPeer *self, const char *user, const char *more)
{
  return g_strdup_printf ("Contact: <sip:%s@127.0.0.1:%u>\r\n%s", user, self->port, more);
}

void
whin_test_peer_say_yes (WhinTestPeer *self, const char *invite, const char *tag, const char *more)
{
  g_autofree char *description = whin_test_peer_make_description (self, "");
  g_autofree char *headers = whin_test_peer_make_contact (self, tag, more);

  whin_test_peer_reply (self, invite, tag, "200 OK", headers, description);
}

void
whin_test_peer_answer_all (WhinTestPeer *self, const char *request)
{
  whin_test_peer_register (self, request);
  if (g_str_has_prefix (request, "INVITE sip:")) {
    const char *number = request + strlen ("INVITE sip:");
    g_autofree char *tag = g_strndup (number, strcspn (number, "@"));

    whin_test_peer_say_yes (self, request, tag,
                            "Allow: INVITE, ACK, BYE, CANCEL, INFO, REFER, NOTIFY\r\n");
  } else if (g_str_has_prefix (request, "REFER")) {
    whin_test_peer_reply (self, request, "bob", "202 Accepted", "", NULL);
  } else if (!g_str_has_prefix (request, "REGISTER") && !g_str_has_prefix (request, "OPTIONS")) {
    whin_test_peer_reply (self, request, "bob", "200 OK", "", NULL);
  }
}

void
whin_test_peer_answer_early (WhinTestPeer *self, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *description = whin_test_peer_make_description (self, "");
    g_autofree char *headers = whin_test_peer_make_contact (self, "bob", "");

    whin_test_peer_reply (self, request, "bob", "183 Session Progress", headers, description);
  } else {
    whin_test_peer_answer_all (self, request);
  }
}

const char *
whin_test_peer_find (WhinTestPeer *self, const char *start, guint n)
{
  for (guint i = 0; i < self->received->len; i++) {
    const char *message = g_ptr_array_index (self->received, i);

    if (g_str_has_prefix (message, start) && n-- == 0)
      return message;
  }
  return NULL;
}

guint
whin_test_peer_count (WhinTestPeer *self, const char *start)
{
  guint n = 0;

  while (whin_test_peer_find (self, start, n) != NULL)
    n++;
  return n;
}

char *
whin_test_peer_dup_header (const char *message, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s:", name);
  const char *end = strstr (message, "\r\n\r\n");
  const char *found = strstr (message, start);

  if (found == NULL || end == NULL || found > end)
    return NULL;
  found += strlen (start);
  return g_strstrip (g_strndup (found, strcspn (found, "\r")));
}

char *
whin_test_peer_dup_address (const char *message, const char *name)
{
  g_autofree char *value = whin_test_peer_dup_header (message, name);
  const char *begin = value != NULL ? strchr (value, '<') : NULL;

  return begin != NULL ? g_strndup (begin + 1, strcspn (begin + 1, ">")) : NULL;
}

guint
whin_test_peer_get_audio_port (const char *message)
{
  const char *line = strstr (message, "\r\nm=audio ");

  return line != NULL ? (guint)g_ascii_strtoull (line + strlen ("\r\nm=audio "), NULL, 10) : 0;
}

WhinTestDialog *
whin_test_dialog_called (WhinTestPeer *peer, const char *invite, const char *tag)
{
  WhinTestDialog *self = g_new0 (WhinTestDialog, 1);
  g_autofree char *to = whin_test_peer_dup_header (invite, "To");

  self->peer = peer;
  self->call_id = whin_test_peer_dup_header (invite, "Call-ID");
  self->local = g_strdup_printf ("%s;tag=%s", to, tag);
  self->remote = whin_test_peer_dup_header (invite, "From");
  self->target = whin_test_peer_dup_address (invite, "Contact");
  return self;
}

WhinTestDialog *
whin_test_dialog_calling (WhinTestPeer *peer)
{
  WhinTestDialog *self = g_new0 (WhinTestDialog, 1);
  guint number = ++peer->requests;

  self->peer = peer;
  self->call_id = g_strdup_printf ("call-%u-%u", peer->port, number);
  self->local = g_strdup_printf ("\"Eve\" <sip:+420123456789@example.com>;tag=eve%u", number);
  self->remote = g_strdup ("<sip:alice@localhost>");
  self->target = g_strdup (peer->contact);
  return self;
}

void
whin_test_dialog_free (WhinTestDialog *self)
{
  g_free (self->call_id);
  g_free (self->local);
  g_free (self->remote);
  g_free (self->target);
  g_free (self->branch);
  g_free (self->contact);
  g_free (self);
}

void
whin_test_dialog_answered (WhinTestDialog *self, const char *response)
{
  char *contact = whin_test_peer_dup_address (response, "Contact");

  g_free (self->remote);
  self->remote = whin_test_peer_dup_header (response, "To");
  if (contact != NULL) {
    g_free (self->target);
    self->target = contact;
  }
}

static void
send_request (WhinTestDialog *self,
              const char *method,
              const char *branch,
              const char *headers,
              const char *body)
{
  gboolean has_type = strstr (headers, "Content-Type:") != NULL;
  g_autofree char *contact = self->contact != NULL
                                 ? g_strdup (self->contact)
                                 : g_strdup_printf ("<sip:eve@127.0.0.1:%u>", self->peer->port);
  g_autofree char *text = g_strdup_printf (
      "%s %s SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=%s\r\nMax-Forwards: 70\r\n"
      "From: %s\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %u %s\r\nContact: %s\r\n"
      "%s%sContent-Length: %u\r\n\r\n%s",
      method, self->target, self->peer->port, branch, self->local, self->remote, self->call_id,
      self->cseq, method, contact, headers,
      body != NULL && !has_type ? "Content-Type: application/sdp\r\n" : "",
      body != NULL ? (guint)strlen (body) : 0, body != NULL ? body : "");

  whin_test_peer_send (self->peer, text);
}

void
whin_test_dialog_send (WhinTestDialog *self,
                       const char *method,
                       const char *headers,
                       const char *body)
{
  g_autofree char *branch = NULL;

  if (strcmp (method, "CANCEL") == 0) {
    send_request (self, method, self->branch, headers, body);
    return;
  }
  if (strcmp (method, "ACK") != 0)
    self->cseq++;
  branch = g_strdup_printf ("z9hG4bK%u-%u", self->peer->port, ++self->peer->requests);
  send_request (self, method, branch, headers, body);
  if (strcmp (method, "INVITE") == 0) {
    g_free (self->branch);
    self->branch = g_steal_pointer (&branch);
  }
}

void
whin_test_dialog_accept_refusal (WhinTestDialog *self)
{
  send_request (self, "ACK", self->branch, "", NULL);
}

char *
whin_test_peer_make_description (WhinTestPeer *self, const char *lines)
{
  return g_strdup_printf (
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
      "m=audio %u RTP/AVP 0\r\n%s",
      self->audio_port, lines);
}

void
whin_test_peer_play (WhinTestPeer *self, guint hz, guint port)
{
  g_autofree char *text = g_strdup_printf (
      "audiotestsrc is-live=true freq=%u volume=0.5 samplesperbuffer=160 ! "
      "audio/x-raw,rate=8000,channels=1 ! mulawenc ! "
      "rtppcmupay min-ptime=20000000 max-ptime=20000000 ! udpsink host=127.0.0.1 port=%u",
      hz, port);
  g_autoptr (GError) error = NULL;

  g_assert_null (self->tone);
  gst_init (NULL, NULL);
  self->tone = gst_parse_launch (text, &error);
  g_assert_no_error (error);
  gst_element_set_state (self->tone, GST_STATE_PLAYING);
}
