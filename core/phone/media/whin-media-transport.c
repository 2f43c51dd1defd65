/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-media-transport.h"

#include "core/phone/media/whin-media-gate.h"

#include <string.h>

/* What a streaming thread has to tell the main thread; outlives the transport by its references. */
typedef struct {
  gatomicrefcount references;
  int is_told; /* atomic */
  gboolean is_secured;
  WhinFingerprint fingerprint; /* what the other side must show */
  /* Main thread only: */
  WhinMediaTransportProved proved;
  gpointer data;
} Proof;

struct _WhinMediaTransport {
  WhinMediaPlan plan;
  WhinMediaPort *port; /* NULL with ICE */
  WhinIce *ice;        /* or NULL */
  GstElement *pipeline;
  GstElement *bin;    /* rtpbin */
  GPtrArray *sources; /* what takes from the ports */
  GstElement *rtp_sink;
  GstElement *rtcp_sink;  /* NULL with DTLS */
  GstElement *encryption; /* SDES: rtpbin's; DTLS: between it and rtp_sink */
  GstElement *decryption;
  WhinMediaGate *gate;
  GSocketFamily family; /* of the sockets */
  Proof *proof;
};

/* Both halves of a DTLS connection find each other by name, in the whole process. */
static guint n_connections;

static void
proof_unref (gpointer data)
{
  Proof *proof = data;

  if (g_atomic_ref_count_dec (&proof->references))
    g_free (proof);
}

static GstElement *
add (WhinMediaTransport *self, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  gst_bin_add (GST_BIN (self->pipeline), element);
  return element;
}

static void
link_pads (GstElement *from, const char *from_pad, GstElement *to, const char *to_pad)
{
  if (!gst_element_link_pads (from, from_pad, to, to_pad))
    g_warning ("%s does not link to %s", GST_ELEMENT_NAME (from), GST_ELEMENT_NAME (to));
}

static const char *
get_auth (WhinSrtpSuite suite)
{
  return suite == WHIN_SUITE_AES_CM_128_HMAC_SHA1_32 ? "hmac-sha1-32" : "hmac-sha1-80";
}

static GstBuffer *
make_key (const guint8 *key)
{
  return gst_buffer_new_memdup (key, WHIN_SDP_KEY_BYTES);
}

/* Streaming thread. RTCP keeps the long tag with either suite (RFC 4568, section 6.2). */
static GstCaps *
on_request_key (GstElement *decryption, guint ssrc, gpointer data)
{
  const WhinMediaPlan *plan = &((WhinMediaTransport *)data)->plan;
  g_autoptr (GstBuffer) key = make_key (plan->receive_key);

  return gst_caps_new_simple ("application/x-srtp", "srtp-key", GST_TYPE_BUFFER, key, "srtp-cipher",
                              G_TYPE_STRING, "aes-128-icm", "srtp-auth", G_TYPE_STRING,
                              get_auth (plan->suite), "srtcp-cipher", G_TYPE_STRING, "aes-128-icm",
                              "srtcp-auth", G_TYPE_STRING, "hmac-sha1-80", NULL);
}

/* One element encrypts RTP and RTCP. rtpbin wants its pads to be there already, and takes a
 * reference each time: the floating one first. */
static GstElement *
on_request_encoder (GstElement *bin, guint session, gpointer data)
{
  WhinMediaTransport *self = data;

  if (self->encryption != NULL) {
    gst_object_ref (self->encryption);
  } else {
    g_autoptr (GstBuffer) key = make_key (self->plan.send_key);
    g_autoptr (GstPad) rtp = NULL;
    g_autoptr (GstPad) rtcp = NULL;

    self->encryption = gst_element_factory_make ("srtpenc", NULL);
    g_object_set (self->encryption, "key", key, NULL);
    gst_util_set_object_arg (G_OBJECT (self->encryption), "rtp-cipher", "aes-128-icm");
    gst_util_set_object_arg (G_OBJECT (self->encryption), "rtp-auth", get_auth (self->plan.suite));
    gst_util_set_object_arg (G_OBJECT (self->encryption), "rtcp-cipher", "aes-128-icm");
    gst_util_set_object_arg (G_OBJECT (self->encryption), "rtcp-auth", "hmac-sha1-80");
    rtp = gst_element_request_pad_simple (self->encryption, "rtp_sink_0");
    rtcp = gst_element_request_pad_simple (self->encryption, "rtcp_sink_0");
  }
  return self->encryption;
}

static GstElement *
on_request_decoder (GstElement *bin, guint session, gpointer data)
{
  WhinMediaTransport *self = data;

  if (self->decryption != NULL) {
    gst_object_ref (self->decryption);
  } else {
    self->decryption = gst_element_factory_make ("srtpdec", NULL);
    g_signal_connect (self->decryption, "request-key", G_CALLBACK (on_request_key), self);
  }
  return self->decryption;
}

/* @media_type: (nullable): of what comes in. What there is to be linked on. */
static GstElement *
add_source (WhinMediaTransport *self, WhinIceComponent component, const char *media_type)
{
  GstElement *source, *filter;
  g_autoptr (GstCaps) caps = NULL;

  if (self->ice != NULL) {
    source = whin_ice_make_source (self->ice, component);
    gst_bin_add (GST_BIN (self->pipeline), source);
  } else {
    source = add (self, "udpsrc");
    g_object_set (source, "socket", component == WHIN_ICE_RTP ? self->port->rtp : self->port->rtcp,
                  "close-socket", FALSE, NULL);
    /* libnice looks itself where things come from. */
    whin_media_gate_guard (self->gate, source);
  }
  g_ptr_array_add (self->sources, source);
  if (media_type == NULL)
    return source;
  caps = gst_caps_new_empty_simple (media_type);
  filter = add (self, "capsfilter");
  g_object_set (filter, "caps", caps, NULL);
  link_pads (source, "src", filter, "sink");
  return filter;
}

static GstElement *
add_sink (WhinMediaTransport *self, WhinIceComponent component)
{
  GstElement *sink;

  if (self->ice == NULL) {
    sink = add (self, "udpsink");
    g_object_set (sink, "socket", component == WHIN_ICE_RTP ? self->port->rtp : self->port->rtcp,
                  "close-socket", FALSE, "sync", FALSE, "async", FALSE, NULL);
    return sink;
  }
  sink = whin_ice_make_sink (self->ice, component);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  return sink;
}

static gboolean
on_proof (gpointer data)
{
  Proof *proof = data;

  if (proof->proved != NULL)
    proof->proved (proof->is_secured, proof->data);
  return G_SOURCE_REMOVE;
}

/* Streaming thread: the handshake brought the other side's certificate. */
static void
on_certificate (GObject *decryption, GParamSpec *pspec, gpointer data)
{
  Proof *proof = data;
  g_autofree char *pem = NULL;
  WhinFingerprint shown;

  g_object_get (decryption, "peer-pem", &pem, NULL);
  if (pem == NULL || !g_atomic_int_compare_and_exchange (&proof->is_told, FALSE, TRUE))
    return;
  proof->is_secured = whin_fingerprint_of_pem (pem, proof->fingerprint.hash, &shown) &&
                      whin_fingerprint_equal (&shown, &proof->fingerprint);
  g_atomic_ref_count_inc (&proof->references);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_proof, proof, proof_unref);
}

static void
on_proof_closure_gone (gpointer data, GClosure *closure)
{
  proof_unref (data);
}

static void
build_dtls (WhinMediaTransport *self, WhinMediaTransportProved proved, gpointer data)
{
  g_autofree char *name = g_strdup_printf ("whin-%u", ++n_connections);
  GstElement *source = add_source (self, WHIN_ICE_RTP, NULL);
  Proof *proof = g_new0 (Proof, 1);

  g_atomic_ref_count_init (&proof->references);
  proof->fingerprint = self->plan.fingerprint;
  proof->proved = proved;
  proof->data = data;
  self->proof = proof;
  self->decryption = add (self, "dtlssrtpdec");
  self->encryption = add (self, "dtlssrtpenc");
  g_object_set (self->decryption, "connection-id", name, NULL);
  g_object_set (self->encryption, "connection-id", name, "is-client", self->plan.is_dtls_client,
                NULL);
  g_atomic_ref_count_inc (&proof->references);
  g_signal_connect_data (self->decryption, "notify::peer-pem", G_CALLBACK (on_certificate), proof,
                         on_proof_closure_gone, 0);
  self->rtp_sink = add_sink (self, WHIN_ICE_RTP);
  link_pads (source, "src", self->decryption, "sink");
  link_pads (self->decryption, "rtp_src", self->bin, "recv_rtp_sink_0");
  link_pads (self->decryption, "rtcp_src", self->bin, "recv_rtcp_sink_0");
  link_pads (self->encryption, "src", self->rtp_sink, "sink");
}

static void
build_ports (WhinMediaTransport *self)
{
  gboolean is_encrypted = self->plan.is_encrypted;
  GstElement *rtp_source, *rtcp_source;

  if (is_encrypted) {
    g_signal_connect (self->bin, "request-rtp-encoder", G_CALLBACK (on_request_encoder), self);
    g_signal_connect (self->bin, "request-rtcp-encoder", G_CALLBACK (on_request_encoder), self);
    g_signal_connect (self->bin, "request-rtp-decoder", G_CALLBACK (on_request_decoder), self);
    g_signal_connect (self->bin, "request-rtcp-decoder", G_CALLBACK (on_request_decoder), self);
  }
  self->rtp_sink = add_sink (self, WHIN_ICE_RTP);
  self->rtcp_sink = add_sink (self, WHIN_ICE_RTCP);
  rtp_source =
      add_source (self, WHIN_ICE_RTP, is_encrypted ? "application/x-srtp" : "application/x-rtp");
  rtcp_source =
      add_source (self, WHIN_ICE_RTCP, is_encrypted ? "application/x-srtcp" : "application/x-rtcp");
  link_pads (rtp_source, "src", self->bin, "recv_rtp_sink_0");
  link_pads (rtcp_source, "src", self->bin, "recv_rtcp_sink_0");
}

WhinMediaTransport *
whin_media_transport_new (GstElement *pipeline,
                          GstElement *bin,
                          WhinMediaPort *port,
                          WhinIce *ice,
                          const WhinMediaPlan *plan,
                          WhinMediaTransportProved proved,
                          gpointer data)
{
  WhinMediaTransport *self = g_new0 (WhinMediaTransport, 1);

  self->plan = *plan;
  self->gate = whin_media_gate_new ();
  self->sources = g_ptr_array_new ();
  self->pipeline = pipeline;
  self->bin = bin;
  self->port = port;
  self->ice = ice;
  if (port != NULL)
    self->family = g_socket_get_family (port->rtp);
  if (plan->is_dtls)
    build_dtls (self, proved, data);
  else
    build_ports (self);
  return self;
}

void
whin_media_transport_free (WhinMediaTransport *self)
{
  if (self->proof != NULL) {
    self->proof->proved = NULL;
    proof_unref (self->proof);
  }
  whin_media_gate_unref (self->gate);
  g_ptr_array_unref (self->sources);
  explicit_bzero (&self->plan, sizeof self->plan);
  g_free (self);
}

void
whin_media_transport_close (WhinMediaTransport *self)
{
  for (guint i = 0; i < self->sources->len; i++) {
    gst_element_set_locked_state (self->sources->pdata[i], TRUE);
    gst_element_set_state (self->sources->pdata[i], GST_STATE_NULL);
  }
}

void
whin_media_transport_open (WhinMediaTransport *self)
{
  if (!self->plan.is_dtls) {
    link_pads (self->bin, "send_rtp_src_0", self->rtp_sink, "sink");
    link_pads (self->bin, "send_rtcp_src_0", self->rtcp_sink, "sink");
    return;
  }
  link_pads (self->bin, "send_rtp_src_0", self->encryption, "rtp_sink_0");
  if (self->plan.has_rtcp_mux)
    link_pads (self->bin, "send_rtcp_src_0", self->encryption, "rtcp_sink_0");
}

void
whin_media_transport_direct (WhinMediaTransport *self, const WhinMediaPlan *plan)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (plan->address);

  if (self->ice != NULL) {
    whin_ice_direct (self->ice, plan);
    return;
  }
  /* udpsink sends to another family on a socket that it doesn't have, and to a name after asking
   * for it. */
  if (address == NULL || g_inet_address_get_family (address) != self->family)
    return;
  whin_media_gate_set_address (self->gate, plan->address);
  g_object_set (self->rtp_sink, "host", plan->address, "port", (int)plan->rtp_port, NULL);
  if (self->rtcp_sink != NULL && plan->rtcp_port != 0)
    g_object_set (self->rtcp_sink, "host", plan->address, "port", (int)plan->rtcp_port, NULL);
}

gboolean
whin_media_transport_get_fingerprint (WhinFingerprint *fingerprint)
{
  g_autoptr (GstElement) encryption = gst_element_factory_make ("dtlssrtpenc", NULL);
  g_autoptr (GstElement) decryption = gst_element_factory_make ("dtlssrtpdec", NULL);
  g_autofree char *pem = NULL;

  if (encryption == NULL || decryption == NULL)
    return FALSE;
  gst_object_ref_sink (encryption);
  gst_object_ref_sink (decryption);
  g_object_get (decryption, "pem", &pem, NULL);
  return pem != NULL && whin_fingerprint_of_pem (pem, G_CHECKSUM_SHA256, fingerprint);
}
