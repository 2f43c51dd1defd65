/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sdp-exchange.h"

#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>
#include <sys/random.h>

#define DTMF_ENCODING "telephone-event"
#define FIRST_DTMF_PAYLOAD 101
#define DTLS_PROFILE "UDP/TLS/RTP/SAVP"

struct _WhinSdpExchange {
  char *local_address;
  guint rtp_port;
  guint rtcp_port;
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint n_codecs;
  WhinSrtpPolicy sdes;
  WhinSrtpPolicy dtls;
  WhinFingerprint fingerprint; /* ours */
  gboolean has_dtls_profile;   /* the call's descriptions say UDP/TLS/RTP/SAVP */
  gboolean offered_dtls;       /* our last offer held our fingerprint */
  char *ice;                   /* lines that offer it, or NULL */
  gboolean is_held;
  guint64 session_id;
  guint version;
  gboolean offered_keys; /* our last offer held keys */
  gboolean has_keys;
  WhinSdpCrypto cryptos[2]; /* ours: one of each suite */
  gboolean is_decided;      /* encryption and codec were agreed on */
  WhinMediaPlan plan;       /* the last agreement */
};

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA, text);
  return FALSE;
}

/* Keys never come from a generator that can be guessed. */
static gboolean
make_keys (WhinSdpExchange *self)
{
  if (self->has_keys)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (self->cryptos); i++) {
    self->cryptos[i].tag = i + 1;
    self->cryptos[i].suite = i;
    if (getrandom (self->cryptos[i].key, WHIN_SDP_KEY_BYTES, 0) != WHIN_SDP_KEY_BYTES)
      return FALSE;
  }
  self->has_keys = TRUE;
  return TRUE;
}

static void
begin_description (WhinSdpExchange *self, GString *text)
{
  const char *type = strchr (self->local_address, ':') != NULL ? "IP6" : "IP4";

  self->version++;
  g_string_append_printf (text,
                          "v=0\r\no=- %" G_GUINT64_FORMAT " %u IN %s %s\r\ns=-\r\nc=IN %s %s\r\n"
                          "t=0 0\r\n",
                          self->session_id, self->version, type, self->local_address, type,
                          self->local_address);
}

static void
append_crypto (GString *text, guint tag, const WhinSdpCrypto *crypto)
{
  g_autofree char *key = g_base64_encode (crypto->key, WHIN_SDP_KEY_BYTES);

  g_string_append_printf (text, "a=crypto:%u %s inline:%s\r\n", tag,
                          whin_srtp_suite_name (crypto->suite), key);
}

static void
append_dtls (WhinSdpExchange *self, GString *text, const char *setup, gboolean has_rtcp_mux)
{
  g_autofree char *fingerprint = whin_fingerprint_dup_text (&self->fingerprint);

  g_string_append_printf (text, "a=fingerprint:%s\r\na=setup:%s\r\n", fingerprint, setup);
  if (has_rtcp_mux)
    g_string_append (text, "a=rtcp-mux\r\n");
}

static const char *
get_direction_name (WhinSdpDirection direction)
{
  static const char *const names[] = {"inactive", "sendonly", "recvonly", "sendrecv"};

  return names[direction];
}

static void
end_audio (WhinSdpExchange *self, GString *text, WhinSdpDirection direction, gboolean with_ice)
{
  if (with_ice && self->ice != NULL)
    g_string_append (text, self->ice);
  if (self->rtcp_port != self->rtp_port + 1)
    g_string_append_printf (text, "a=rtcp:%u\r\n", self->rtcp_port);
  g_string_append_printf (text, "a=ptime:20\r\na=%s\r\n", get_direction_name (direction));
}

static void
append_codec (GString *text, const WhinCodec *codec, guint payload)
{
  g_string_append_printf (text, "a=rtpmap:%u %s/%u", payload, codec->encoding, codec->clock_rate);
  if (codec->channels > 1)
    g_string_append_printf (text, "/%u", codec->channels);
  g_string_append (text, "\r\n");
  if (codec->fmtp != NULL)
    g_string_append_printf (text, "a=fmtp:%u %s\r\n", payload, codec->fmtp);
}

static void
append_dtmf (GString *text, guint payload, guint clock_rate)
{
  g_string_append_printf (text, "a=rtpmap:%u " DTMF_ENCODING "/%u\r\na=fmtp:%u 0-15\r\n", payload,
                          clock_rate, payload);
}

/* The clock rates of the codecs that we offer, each once. */
static guint
list_rates (WhinSdpExchange *self, guint rates[WHIN_N_CODECS])
{
  guint count = 0;

  for (guint i = 0; i < self->n_codecs; i++) {
    guint position = 0;

    while (position < count && rates[position] != self->codecs[i]->clock_rate)
      position++;
    if (position == count)
      rates[count++] = self->codecs[i]->clock_rate;
  }
  return count;
}

static int
find_dtmf (const WhinSdp *sdp, guint clock_rate)
{
  for (guint i = 0; i < sdp->n_formats; i++) {
    if (g_ascii_strcasecmp (sdp->formats[i].encoding, DTMF_ENCODING) == 0 &&
        sdp->formats[i].clock_rate == clock_rate)
      return (int)sdp->formats[i].payload;
  }
  return -1;
}

static const WhinCodec *
find_ours (WhinSdpExchange *self, const WhinSdpFormat *format)
{
  const WhinCodec *codec = whin_codec_find (format->encoding, format->clock_rate);

  for (guint i = 0; i < self->n_codecs; i++) {
    if (self->codecs[i] == codec)
      return codec;
  }
  return NULL;
}

/* The first of their formats that we know: the order of a description is its owner's wish. */
static const WhinSdpFormat *
choose_format (WhinSdpExchange *self, const WhinSdp *sdp)
{
  for (guint i = 0; i < sdp->n_formats; i++) {
    if (find_ours (self, &sdp->formats[i]) != NULL)
      return &sdp->formats[i];
  }
  return NULL;
}

/* Where sound may be sent: to one machine that our socket reaches. Nobody makes this phone talk to
 * itself, to everybody, or to the programs of this machine. */
static gboolean
is_usable_address (GInetAddress *local, GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  gboolean is_ip4 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4;
  static const guint8 mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

  if (g_inet_address_get_family (address) != g_inet_address_get_family (local) ||
      g_inet_address_get_is_multicast (address) ||
      (g_inet_address_get_is_loopback (address) && !g_inet_address_get_is_loopback (local)))
    return FALSE;
  /* "This network", reserved, broadcast (RFC 6890). */
  if (is_ip4)
    return bytes[0] != 0 && bytes[0] < 240;
  return memcmp (bytes, mapped, sizeof mapped) != 0;
}

/* @is_null: it says that nothing is to be sent (RFC 3264, section 8.4). */
static gboolean
read_address (WhinSdpExchange *self, const char *text, gboolean *is_null)
{
  g_autoptr (GInetAddress) local = g_inet_address_new_from_string (self->local_address);
  g_autoptr (GInetAddress) address = NULL;

  *is_null = *text == '\0';
  if (*is_null)
    return TRUE;
  address = g_inet_address_new_from_string (text);
  *is_null = address != NULL && g_inet_address_get_is_any (address);
  return *is_null || (address != NULL && (local == NULL || is_usable_address (local, address)));
}

/* What follows from their description, keys left aside. */
static gboolean
read_theirs (WhinSdpExchange *self,
             const char *text,
             gsize length,
             WhinSdp *sdp,
             WhinMediaPlan *plan,
             GError **error)
{
  const WhinSdpFormat *format;
  gboolean is_null;

  if (!whin_sdp_read (text, length, sdp))
    return fail (error, _ ("The other side’s description of the call makes no sense."));
  if (sdp->audio == sdp->n_media || sdp->port == 0)
    return fail (error, _ ("The other side offers no audio."));
  format = choose_format (self, sdp);
  if (format == NULL)
    return fail (error, _ ("There is no codec that both sides know."));
  if (!read_address (self, sdp->address, &is_null))
    return fail (error, _ ("The other side’s sound has an address that cannot be reached."));
  plan->codec = find_ours (self, format);
  plan->send_payload = format->payload;
  plan->send_dtmf = find_dtmf (sdp, format->clock_rate);
  if (!is_null)
    g_strlcpy (plan->address, sdp->address, sizeof plan->address);
  plan->rtp_port = sdp->port;
  plan->rtcp_port = sdp->rtcp_port;
  if (self->ice != NULL)
    plan->ice = sdp->ice;
  /* Their bits are turned round: what they receive, we send. */
  plan->is_remote_held = is_null || !(sdp->direction & WHIN_SDP_RECVONLY);
  plan->is_held = self->is_held;
  plan->sends = !plan->is_remote_held && !self->is_held;
  plan->receives = (sdp->direction & WHIN_SDP_SENDONLY) && !self->is_held && !is_null;
  return TRUE;
}

WhinSdpExchange *
whin_sdp_exchange_new (const char *local_address,
                       guint rtp_port,
                       guint rtcp_port,
                       const WhinCodec *const *codecs,
                       guint n_codecs,
                       WhinSrtpPolicy sdes)
{
  WhinSdpExchange *self = g_new0 (WhinSdpExchange, 1);

  self->local_address = g_strdup (local_address);
  self->rtp_port = rtp_port;
  self->rtcp_port = rtcp_port;
  self->n_codecs = MIN (n_codecs, WHIN_N_CODECS);
  for (guint i = 0; i < self->n_codecs; i++)
    self->codecs[i] = codecs[i];
  self->sdes = sdes;
  self->session_id = g_random_int ();
  return self;
}

void
whin_sdp_exchange_free (WhinSdpExchange *self)
{
  g_free (self->local_address);
  g_free (self->ice);
  explicit_bzero (self->cryptos, sizeof self->cryptos);
  explicit_bzero (&self->plan, sizeof self->plan);
  g_free (self);
}

void
whin_sdp_exchange_allow_dtls (WhinSdpExchange *self,
                              WhinSrtpPolicy dtls,
                              const WhinFingerprint *fingerprint)
{
  self->dtls = dtls;
  self->fingerprint = *fingerprint;
}

void
whin_sdp_exchange_set_address (
    WhinSdpExchange *self, const char *address, guint rtp_port, guint rtcp_port, const char *ice)
{
  g_free (self->local_address);
  self->local_address = g_strdup (address);
  self->rtp_port = rtp_port;
  self->rtcp_port = rtcp_port;
  g_free (self->ice);
  self->ice = g_strdup (ice);
}

void
whin_sdp_exchange_set_held (WhinSdpExchange *self, gboolean held)
{
  self->is_held = held;
}

char *
whin_sdp_exchange_make_offer (WhinSdpExchange *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint rates[WHIN_N_CODECS];
  guint n_rates = list_rates (self, rates);
  const char *profile = "RTP/AVP";

  /* Within a call the encryption stays what it is. */
  if (self->is_decided) {
    self->offered_dtls = self->plan.is_dtls;
    self->offered_keys = self->plan.is_encrypted && !self->plan.is_dtls;
  } else {
    self->has_dtls_profile = self->dtls == WHIN_SRTP_REQUIRED;
    self->offered_dtls = self->has_dtls_profile ||
                         (self->dtls == WHIN_SRTP_ENABLED && self->sdes != WHIN_SRTP_REQUIRED);
    self->offered_keys = self->sdes != WHIN_SRTP_OFF && !self->has_dtls_profile && make_keys (self);
  }
  if (self->offered_dtls && self->has_dtls_profile)
    profile = DTLS_PROFILE;
  else if (self->offered_keys && self->sdes == WHIN_SRTP_REQUIRED)
    profile = "RTP/SAVP";
  begin_description (self, text);
  g_string_append_printf (text, "m=audio %u %s", self->rtp_port, profile);
  for (guint i = 0; i < self->n_codecs; i++)
    g_string_append_printf (text, " %u", self->codecs[i]->payload);
  for (guint i = 0; i < n_rates; i++)
    g_string_append_printf (text, " %u", FIRST_DTMF_PAYLOAD + i);
  g_string_append (text, "\r\n");
  for (guint i = 0; i < self->n_codecs; i++)
    append_codec (text, self->codecs[i], self->codecs[i]->payload);
  for (guint i = 0; i < n_rates; i++)
    append_dtmf (text, FIRST_DTMF_PAYLOAD + i, rates[i]);
  if (self->offered_keys) {
    for (guint i = 0; i < G_N_ELEMENTS (self->cryptos); i++) {
      if (!self->is_decided || self->cryptos[i].suite == self->plan.suite)
        append_crypto (text, self->cryptos[i].tag, &self->cryptos[i]);
    }
  }
  if (self->offered_dtls)
    append_dtls (self, text, "actpass", TRUE);
  end_audio (self, text, self->is_held ? WHIN_SDP_SENDONLY : WHIN_SDP_SENDRECV, TRUE);
  return g_strdup (text->str);
}

static int
get_own_dtmf (WhinSdpExchange *self, guint clock_rate)
{
  guint rates[WHIN_N_CODECS];
  guint n_rates = list_rates (self, rates);

  for (guint i = 0; i < n_rates; i++) {
    if (rates[i] == clock_rate)
      return (int)(FIRST_DTMF_PAYLOAD + i);
  }
  return -1;
}

static void
take_keys (WhinMediaPlan *plan, const WhinSdpCrypto *ours, const WhinSdpCrypto *theirs)
{
  plan->is_encrypted = TRUE;
  plan->suite = theirs->suite;
  memcpy (plan->send_key, ours->key, WHIN_SDP_KEY_BYTES);
  memcpy (plan->receive_key, theirs->key, WHIN_SDP_KEY_BYTES);
}

static void
take_dtls (WhinMediaPlan *plan, const WhinSdp *theirs, gboolean is_client)
{
  plan->is_encrypted = TRUE;
  plan->is_dtls = TRUE;
  plan->is_dtls_client = is_client;
  plan->has_rtcp_mux = theirs->has_rtcp_mux;
  plan->fingerprint = theirs->fingerprint;
}

gboolean
whin_sdp_exchange_take_answer (
    WhinSdpExchange *self, const char *text, gsize length, WhinMediaPlan *plan, GError **error)
{
  WhinMediaPlan next = {0};
  WhinSdp sdp;
  gboolean must_use_dtls = self->is_decided ? self->plan.is_dtls : self->dtls == WHIN_SRTP_REQUIRED;
  gboolean must_encrypt = must_use_dtls || self->sdes == WHIN_SRTP_REQUIRED ||
                          (self->is_decided && self->plan.is_encrypted);

  if (!read_theirs (self, text, length, &sdp, &next, error))
    return FALSE;
  next.receive_payload = next.codec->payload;
  next.receive_dtmf = get_own_dtmf (self, next.codec->clock_rate);
  if (self->offered_dtls && sdp.fingerprint.length > 0) {
    /* Who answers chooses; who doesn't, begins. */
    take_dtls (&next, &sdp, sdp.setup == WHIN_SDP_SETUP_PASSIVE);
  } else if (self->offered_keys && sdp.n_cryptos > 0) {
    /* One line, with the tag of the offered one that was chosen. */
    for (guint i = 0; i < G_N_ELEMENTS (self->cryptos); i++) {
      if (self->cryptos[i].tag == sdp.cryptos[0].tag &&
          self->cryptos[i].suite == sdp.cryptos[0].suite)
        take_keys (&next, &self->cryptos[i], &sdp.cryptos[0]);
    }
  }
  if ((must_encrypt && !next.is_encrypted) || (must_use_dtls && !next.is_dtls))
    return fail (error, _ ("The other side cannot encrypt, and the account wants it."));
  if (sdp.is_secure && !next.is_encrypted)
    return fail (error, _ ("The other side’s encryption is not what was offered."));
  self->plan = next;
  self->is_decided = TRUE;
  *plan = next;
  return TRUE;
}

/* Whether we take the offered fingerprint. */
static gboolean
chooses_dtls (WhinSdpExchange *self, const WhinSdp *sdp)
{
  gboolean wants = self->is_decided ? self->plan.is_dtls : self->dtls != WHIN_SRTP_OFF;

  return wants && sdp->fingerprint.length > 0;
}

/* Once begun, the handshake's sides stay what they are. */
static gboolean
is_client_of (WhinSdpExchange *self, const WhinSdp *sdp)
{
  if (self->is_decided && whin_fingerprint_equal (&self->plan.fingerprint, &sdp->fingerprint))
    return self->plan.is_dtls_client;
  return sdp->setup != WHIN_SDP_SETUP_ACTIVE;
}

/* Which of the offered keys we take; NULL for none. */
static const WhinSdpCrypto *
choose_crypto (WhinSdpExchange *self, const WhinSdp *sdp)
{
  gboolean wants = self->sdes != WHIN_SRTP_OFF || (self->is_decided && self->plan.is_encrypted);

  return wants && sdp->n_cryptos > 0 ? &sdp->cryptos[0] : NULL;
}

static char *
make_answer (WhinSdpExchange *self,
             const WhinSdp *offer,
             const WhinMediaPlan *plan,
             const WhinSdpCrypto *crypto)
{
  g_autoptr (GString) text = g_string_new (NULL);
  WhinSdpDirection direction = WHIN_SDP_INACTIVE;

  if (offer->direction & WHIN_SDP_RECVONLY)
    direction |= WHIN_SDP_SENDONLY;
  if ((offer->direction & WHIN_SDP_SENDONLY) && !self->is_held)
    direction |= WHIN_SDP_RECVONLY;
  begin_description (self, text);
  for (guint i = 0; i < offer->n_media; i++) {
    const char *protocol = offer->media[i].protocol;

    if (i != offer->audio) {
      g_string_append_printf (text, "m=%s 0 %s %s\r\n", offer->media[i].kind, protocol,
                              offer->media[i].format);
      continue;
    }
    g_string_append_printf (text, "m=audio %u %s %u", self->rtp_port, protocol,
                            plan->receive_payload);
    if (plan->receive_dtmf >= 0)
      g_string_append_printf (text, " %d", plan->receive_dtmf);
    g_string_append (text, "\r\n");
    append_codec (text, plan->codec, plan->receive_payload);
    if (plan->receive_dtmf >= 0)
      append_dtmf (text, (guint)plan->receive_dtmf, plan->codec->clock_rate);
    if (crypto != NULL)
      append_crypto (text, crypto->tag, &self->cryptos[crypto->suite]);
    if (plan->is_dtls)
      append_dtls (self, text, plan->is_dtls_client ? "active" : "passive", plan->has_rtcp_mux);
    end_audio (self, text, direction, plan->ice.n_candidates > 0);
  }
  return g_strdup (text->str);
}

char *
whin_sdp_exchange_take_offer (
    WhinSdpExchange *self, const char *text, gsize length, WhinMediaPlan *plan, GError **error)
{
  WhinMediaPlan next = {0};
  WhinSdp sdp;
  const WhinSdpCrypto *crypto;

  if (!read_theirs (self, text, length, &sdp, &next, error))
    return NULL;
  /* The offerer's numbers are used both ways. */
  next.receive_payload = next.send_payload;
  next.receive_dtmf = next.send_dtmf;
  crypto = chooses_dtls (self, &sdp) ? NULL : choose_crypto (self, &sdp);
  if (chooses_dtls (self, &sdp))
    take_dtls (&next, &sdp, is_client_of (self, &sdp));
  else if (crypto != NULL && make_keys (self))
    take_keys (&next, &self->cryptos[crypto->suite], crypto);
  if (!next.is_dtls && (self->is_decided ? self->plan.is_dtls : self->dtls == WHIN_SRTP_REQUIRED)) {
    fail (error, _ ("The other side does not encrypt, and the account wants it."));
    return NULL;
  }
  if (!next.is_encrypted &&
      (self->sdes == WHIN_SRTP_REQUIRED || (self->is_decided && self->plan.is_encrypted))) {
    fail (error, _ ("The other side does not encrypt, and the account wants it."));
    return NULL;
  }
  if ((!next.is_encrypted && sdp.is_secure) || (!next.is_dtls && sdp.is_dtls)) {
    fail (error, _ ("The other side wants an encryption that the account does not allow."));
    return NULL;
  }
  self->has_dtls_profile = sdp.is_dtls;
  self->plan = next;
  self->is_decided = TRUE;
  *plan = next;
  return make_answer (self, &sdp, &next, crypto);
}
