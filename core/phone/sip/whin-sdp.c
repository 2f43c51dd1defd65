/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sdp.h"

#include "core/phone/media/whin-codec.h"

#include <gio/gio.h>

#include <string.h>

#define MAX_LINE_BYTES 2048 /* a longer line is skipped */
#define MAX_PORT 65535
#define MAX_PAYLOAD 127
#define DTLS_PREFIX "UDP/TLS/"

/* What is being read: where the lines belong, and the session's values that media inherit. */
typedef struct {
  WhinSdp *sdp;
  gboolean in_audio;
  gboolean in_media;
  char address[64];
  WhinSdpDirection direction;
  WhinFingerprint fingerprint;
  WhinSdpSetup setup;
  WhinIceSide ice;
} Reader;

static const char *const suite_names[] = {"AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"};

static gboolean
read_number (const char *text, guint max, guint *value)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, max, &number, NULL))
    return FALSE;
  *value = (guint)number;
  return TRUE;
}

/* The next word of *@text (which is changed), or NULL. */
static char *
next_word (char **text)
{
  char *word = *text + strspn (*text, " \t");
  gsize length = strcspn (word, " \t");

  if (length == 0)
    return NULL;
  *text = word + length;
  if (**text != '\0')
    *(*text)++ = '\0';
  return word;
}

/* c=IN IP4 192.0.2.1[/ttl] */
static void
read_connection (Reader *reader, char *value)
{
  char *net = next_word (&value);
  char *type = next_word (&value);
  char *address = next_word (&value);
  char *target = reader->in_media ? reader->sdp->address : reader->address;

  if (reader->in_media && !reader->in_audio)
    return;
  if (net == NULL || type == NULL || address == NULL)
    return;
  address[strcspn (address, "/")] = '\0';
  if (g_hostname_is_ip_address (address))
    g_strlcpy (target, address, sizeof reader->address);
}

static void
add_format (WhinSdp *sdp, guint payload)
{
  const WhinCodec *codec = whin_codec_find_static (payload);
  WhinSdpFormat *format = &sdp->formats[sdp->n_formats++];

  *format = (WhinSdpFormat){.payload = payload};
  if (codec != NULL) { /* rtpmap may be left out for these */
    g_strlcpy (format->encoding, codec->encoding, sizeof format->encoding);
    format->clock_rate = codec->clock_rate;
  }
}

/* m=audio 49170[/2] RTP/AVP 0 8 101 */
static gboolean
read_media (Reader *reader, char *value)
{
  WhinSdp *sdp = reader->sdp;
  char *kind = next_word (&value);
  char *port_text = next_word (&value);
  char *protocol = next_word (&value);
  char *format = next_word (&value);
  const char *profile;
  guint port;

  if (sdp->n_media == WHIN_SDP_MAX_MEDIA || format == NULL)
    return FALSE;
  port_text[strcspn (port_text, "/")] = '\0';
  if (!read_number (port_text, MAX_PORT, &port))
    return FALSE;
  g_strlcpy (sdp->media[sdp->n_media].kind, kind, sizeof sdp->media[0].kind);
  g_strlcpy (sdp->media[sdp->n_media].protocol, protocol, sizeof sdp->media[0].protocol);
  g_strlcpy (sdp->media[sdp->n_media].format, format, sizeof sdp->media[0].format);
  reader->in_media = TRUE;
  profile = g_str_has_prefix (protocol, DTLS_PREFIX) ? protocol + strlen (DTLS_PREFIX) : protocol;
  /* The first stream that we could speak on; one that is off counts only where no other is. */
  reader->in_audio = FALSE;
  if (strcmp (kind, "audio") == 0 && g_str_has_prefix (profile, "RTP/") &&
      (sdp->audio == G_MAXUINT || (sdp->port == 0 && port != 0))) {
    reader->in_audio = TRUE;
    sdp->audio = sdp->n_media;
    sdp->port = port;
    sdp->rtcp_port = port < MAX_PORT ? port + 1 : 0;
    sdp->is_secure = g_str_has_prefix (profile, "RTP/SAVP");
    sdp->is_dtls = profile != protocol;
    sdp->fingerprint = reader->fingerprint;
    sdp->setup = reader->setup;
    sdp->ice = reader->ice;
    sdp->has_rtcp_mux = FALSE;
    sdp->direction = reader->direction;
    sdp->n_formats = 0;
    sdp->n_cryptos = 0;
    g_strlcpy (sdp->address, reader->address, sizeof sdp->address);
    for (; format != NULL && sdp->n_formats < WHIN_SDP_MAX_FORMATS; format = next_word (&value)) {
      guint payload;

      if (read_number (format, MAX_PAYLOAD, &payload))
        add_format (sdp, payload);
    }
  }
  sdp->n_media++;
  return TRUE;
}

/* a=rtpmap:101 telephone-event/8000[/1] */
static void
read_rtpmap (WhinSdp *sdp, char *value)
{
  char *payload_text = next_word (&value);
  char *encoding = next_word (&value);
  char *rate_text;
  guint payload, rate;

  if (encoding == NULL || !read_number (payload_text, MAX_PAYLOAD, &payload))
    return;
  rate_text = strchr (encoding, '/');
  if (rate_text == NULL)
    return;
  *rate_text++ = '\0';
  rate_text[strcspn (rate_text, "/")] = '\0';
  if (!read_number (rate_text, 1000000, &rate) ||
      strlen (encoding) >= sizeof sdp->formats[0].encoding)
    return;
  for (guint i = 0; i < sdp->n_formats; i++) {
    if (sdp->formats[i].payload == payload) {
      g_strlcpy (sdp->formats[i].encoding, encoding, sizeof sdp->formats[i].encoding);
      sdp->formats[i].clock_rate = rate;
    }
  }
}

/* RFC 4568, section 9.1: a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:BASE64[|lifetime][|mki:length]
 * [parameters]; with an MKI or parameters that change the protection the line is skipped. */
static void
read_crypto (WhinSdp *sdp, char *value)
{
  char *tag_text = next_word (&value);
  char *suite = next_word (&value);
  char *key = next_word (&value);
  WhinSdpCrypto crypto = {0};
  g_autofree guchar *bytes = NULL;
  gsize length = 0;
  char *lifetime;

  if (key == NULL || next_word (&value) != NULL || sdp->n_cryptos == WHIN_SDP_MAX_CRYPTOS ||
      !read_number (tag_text, 999999999, &crypto.tag) || !g_str_has_prefix (key, "inline:"))
    return;
  for (;; crypto.suite++) {
    if (crypto.suite == G_N_ELEMENTS (suite_names))
      return;
    if (strcmp (suite_names[crypto.suite], suite) == 0)
      break;
  }
  key += strlen ("inline:");
  lifetime = strchr (key, '|');
  if (lifetime != NULL) {
    *lifetime++ = '\0';
    if (strchr (lifetime, ':') != NULL)
      return;
  }
  if (*key == '\0')
    return;
  bytes = g_base64_decode (key, &length);
  if (length != WHIN_SDP_KEY_BYTES)
    return;
  memcpy (crypto.key, bytes, WHIN_SDP_KEY_BYTES);
  sdp->cryptos[sdp->n_cryptos++] = crypto;
}

/* May stand for the session or for one stream. FALSE: it is another attribute. */
static gboolean
read_dtls (Reader *reader, const char *value)
{
  static const char *const setups[] = {"", "actpass", "active", "passive"};
  WhinFingerprint *fingerprint =
      reader->in_audio ? &reader->sdp->fingerprint : &reader->fingerprint;
  WhinSdpSetup *setup = reader->in_audio ? &reader->sdp->setup : &reader->setup;

  if (g_str_has_prefix (value, "fingerprint:")) {
    WhinFingerprint read;

    /* Of several the last that can be used; a stream's own before the session's. */
    if (whin_fingerprint_read (value + strlen ("fingerprint:"), &read))
      *fingerprint = read;
    return TRUE;
  }
  if (!g_str_has_prefix (value, "setup:"))
    return FALSE;
  *setup = WHIN_SDP_SETUP_NONE;
  for (guint i = 1; i < G_N_ELEMENTS (setups); i++) {
    if (strcmp (value + strlen ("setup:"), setups[i]) == 0)
      *setup = i;
  }
  return TRUE;
}

/* As above. */
static gboolean
read_ice (Reader *reader, const char *value)
{
  WhinIceSide *ice = reader->in_audio ? &reader->sdp->ice : &reader->ice;

  if (g_str_has_prefix (value, "ice-ufrag:")) {
    g_strlcpy (ice->name, value + strlen ("ice-ufrag:"), sizeof ice->name);
  } else if (g_str_has_prefix (value, "ice-pwd:")) {
    g_strlcpy (ice->password, value + strlen ("ice-pwd:"), sizeof ice->password);
  } else if (strcmp (value, "ice-lite") == 0) {
    ice->is_lite = TRUE;
  } else if (g_str_has_prefix (value, "candidate:")) {
    const char *candidate = value + strlen ("candidate:");

    if (reader->in_audio && ice->n_candidates < WHIN_ICE_MAX_CANDIDATES &&
        strlen (candidate) < sizeof ice->candidates[0])
      g_strlcpy (ice->candidates[ice->n_candidates++], candidate, sizeof ice->candidates[0]);
  } else {
    return FALSE;
  }
  return TRUE;
}

static void
read_attribute (Reader *reader, char *value)
{
  static const char *const directions[] = {"inactive", "sendonly", "recvonly", "sendrecv"};
  WhinSdp *sdp = reader->sdp;

  if (reader->in_media && !reader->in_audio)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++) {
    if (strcmp (value, directions[i]) == 0) {
      if (reader->in_audio)
        sdp->direction = i;
      else
        reader->direction = i;
      return;
    }
  }
  if (read_dtls (reader, value) || read_ice (reader, value) || !reader->in_audio)
    return;
  if (strcmp (value, "rtcp-mux") == 0) {
    sdp->has_rtcp_mux = TRUE;
  } else if (g_str_has_prefix (value, "rtpmap:")) {
    read_rtpmap (sdp, value + strlen ("rtpmap:"));
  } else if (g_str_has_prefix (value, "crypto:")) {
    read_crypto (sdp, value + strlen ("crypto:"));
  } else if (g_str_has_prefix (value, "rtcp:")) { /* RFC 3605 */
    char *rest = value + strlen ("rtcp:");
    guint port;

    if (read_number (next_word (&rest), MAX_PORT, &port) && port != 0)
      sdp->rtcp_port = port;
  }
}

static gboolean
read_line (Reader *reader, char *line)
{
  switch (line[0]) {
  case 'c':
    read_connection (reader, line + 2);
    return TRUE;
  case 'm':
    return read_media (reader, line + 2);
  case 'a':
    read_attribute (reader, line + 2);
    return TRUE;
  default:
    return TRUE;
  }
}

gboolean
whin_sdp_read (const char *text, gsize length, WhinSdp *sdp)
{
  Reader reader = {.sdp = sdp, .direction = WHIN_SDP_SENDRECV};
  const char *end = text + length;
  gboolean has_version = FALSE;

  *sdp = (WhinSdp){.audio = G_MAXUINT};
  if (length > WHIN_SDP_MAX_BYTES || (length > 0 && memchr (text, '\0', length) != NULL))
    return FALSE;
  while (text < end) {
    const char *line_end = memchr (text, '\n', (gsize)(end - text));
    gsize line_length = (gsize)((line_end != NULL ? line_end : end) - text);
    char line[MAX_LINE_BYTES];

    if (line_length > 0 && text[line_length - 1] == '\r')
      line_length--;
    if (line_length >= 2 && text[1] != '=')
      return FALSE;
    if (line_length >= 2 && line_length < sizeof line) {
      memcpy (line, text, line_length);
      line[line_length] = '\0';
      has_version |= strcmp (line, "v=0") == 0;
      if (!read_line (&reader, line))
        return FALSE;
    }
    text = line_end != NULL ? line_end + 1 : end;
  }
  if (sdp->audio == G_MAXUINT)
    sdp->audio = sdp->n_media;
  if (*sdp->ice.name == '\0' || *sdp->ice.password == '\0')
    sdp->ice.n_candidates = 0;
  return has_version;
}

const char *
whin_srtp_suite_name (WhinSrtpSuite suite)
{
  return suite_names[suite];
}
