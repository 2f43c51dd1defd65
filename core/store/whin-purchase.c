/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/store/whin-purchase-private.h"

#include "core/service/whin-json.h"
#include "core/service/whin-web-service.h"
#include "core/store/whin-order.h"
#include "core/store/whin-product-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/*
 * The policy for money:
 *
 * - Nothing leaves the phone before the person's consent, and no order before its idempotency key
 *   is on disk. Every repetition uses that key, so the store makes one order at most.
 * - What was kept stays until the store named the order's end, or refused to make the order.
 * - No answer, a garbled one and a 5xx say nothing about the order: it is asked again, later and
 *   later (2 s to 30 s), or at the next start.
 * - An order alone costs nothing: paying happens on the checkout page, by the person. An order
 *   without a safe page, or of another price than the person agreed to, is given up.
 */

#define FIRST_POLL_MS 2000
#define MAX_POLL_MS 30000

struct _WhinPurchase {
  GObject parent_instance;
  WhinServiceContext *context;
  WhinStateFile *file;
  WhinWebService *service;
  GCancellable *cancellable; /* of the request under way, or NULL */
  guint poll_id;
  guint poll_ms;
  gboolean wants_cancel; /* the person gave up while the order was being made */
  gboolean is_refused;   /* the store refused to make the order: there is none */
  const char *flaw;      /* why the phone gives the order up, or NULL */
  guint serial;          /* of the purchase; tells late answers apart */

  WhinPurchaseState state;
  WhinProduct *product;
  char *key; /* idempotency key */
  char *order_id;
  char *checkout_uri;
  char *receipt;
  char *error;
};

G_DEFINE_FINAL_TYPE (WhinPurchase, whin_purchase, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_PRODUCT,
  PROP_CHECKOUT_URI,
  PROP_ORDER_ID,
  PROP_RECEIPT,
  PROP_ERROR,
  N_PROPS
};
enum { PAID, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_text (WhinPurchase *self, char **member, int id, const char *text)
{
  if (g_strcmp0 (*member, text) == 0)
    return;
  g_free (*member);
  *member = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[id]);
}

static void
set_error (WhinPurchase *self, const char *text)
{
  set_text (self, &self->error, PROP_ERROR, text);
}

static void
set_product (WhinPurchase *self, WhinProduct *product)
{
  if (g_set_object (&self->product, product))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRODUCT]);
}

static void
set_state (WhinPurchase *self, WhinPurchaseState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* Gives up what is under way; late answers find another serial. */
static void
stop (WhinPurchase *self)
{
  self->serial++;
  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
reset (WhinPurchase *self)
{
  stop (self);
  self->wants_cancel = FALSE;
  self->is_refused = FALSE;
  self->flaw = NULL;
  g_clear_pointer (&self->key, g_free);
  set_text (self, &self->order_id, PROP_ORDER_ID, NULL);
  set_text (self, &self->checkout_uri, PROP_CHECKOUT_URI, NULL);
  set_text (self, &self->receipt, PROP_RECEIPT, NULL);
  set_error (self, NULL);
  set_product (self, NULL);
  set_state (self, WHIN_PURCHASE_NONE);
}

static GBytes *
to_bytes (WhinPurchase *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  char *text;

  json_object_set_string_member (object, "key", self->key);
  json_object_set_object_member (object, "product", whin_product_to_json (self->product));
  if (self->order_id != NULL)
    json_object_set_string_member (object, "orderId", self->order_id);
  text = whin_json_to_text (object);
  return g_bytes_new_take (text, strlen (text));
}

static void
remove_kept (WhinPurchase *self)
{
  whin_state_file_save_async (self->file, NULL, NULL, NULL);
}

static void
end (WhinPurchase *self, WhinPurchaseState state, const char *error)
{
  stop (self);
  remove_kept (self);
  set_error (self, error);
  set_state (self, state);
}

/* What an answer belongs to. */
typedef struct {
  WhinPurchase *purchase;
  guint serial;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->purchase);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static Call *
call_new (WhinPurchase *self)
{
  Call *call = g_new0 (Call, 1);

  call->purchase = g_object_ref (self);
  call->serial = self->serial;
  return call;
}

static void poll_later (WhinPurchase *self);
static void send_cancel (WhinPurchase *self);

/* Why the person must not be led to pay @order, or NULL. */
static const char *
find_flaw (WhinPurchase *self, const WhinOrder *order)
{
  if ((order->price >= 0 && order->price != whin_product_get_price (self->product)) ||
      (order->currency != NULL &&
       strcmp (order->currency, whin_product_get_currency (self->product)) != 0))
    return _ ("The store asks another price than you agreed to. Nothing was charged.");
  if (self->state == WHIN_PURCHASE_ORDERING && order->checkout_uri == NULL)
    return _ ("The store’s checkout page is not safe. Nothing was charged.");
  return NULL;
}

static void
take_order (WhinPurchase *self, const WhinOrder *order)
{
  gboolean is_first = self->order_id == NULL;
  const char *flaw = order->state == WHIN_ORDER_PENDING ? find_flaw (self, order) : NULL;

  if (flaw != NULL) {
    self->wants_cancel = TRUE;
    self->flaw = flaw;
  }
  set_text (self, &self->order_id, PROP_ORDER_ID, order->id);
  if (order->checkout_uri != NULL && order->state == WHIN_ORDER_PENDING && !self->wants_cancel)
    set_text (self, &self->checkout_uri, PROP_CHECKOUT_URI, order->checkout_uri);
  set_text (self, &self->receipt, PROP_RECEIPT, order->receipt);
  if (is_first && order->state == WHIN_ORDER_PENDING) {
    g_autoptr (GBytes) content = to_bytes (self);

    whin_state_file_save_async (self->file, content, NULL, NULL);
  }
  switch (order->state) {
  case WHIN_ORDER_PENDING:
    set_error (self, flaw);
    if (self->wants_cancel) {
      set_text (self, &self->checkout_uri, PROP_CHECKOUT_URI, NULL);
      send_cancel (self);
    } else {
      if (self->state == WHIN_PURCHASE_ORDERING)
        set_state (self, WHIN_PURCHASE_CHECKOUT);
      poll_later (self);
    }
    break;
  case WHIN_ORDER_PAID:
    g_signal_emit (self, signals[PAID], 0);
    end (self, WHIN_PURCHASE_PAID, NULL);
    break;
  case WHIN_ORDER_FAILED:
    end (self, WHIN_PURCHASE_FAILED, _ ("The payment failed. You were not charged."));
    break;
  case WHIN_ORDER_CANCELLED:
    if (self->flaw != NULL)
      end (self, WHIN_PURCHASE_FAILED, self->flaw);
    else
      end (self, WHIN_PURCHASE_CANCELLED, NULL);
    break;
  case WHIN_ORDER_EXPIRED:
    end (self, WHIN_PURCHASE_EXPIRED, NULL);
    break;
  }
}

/* The order of an answer; NULL with a text for people. @is_final: the store understood and said
 * no. */
static WhinOrder *
read_order (WhinPurchase *self,
            const WhinAnswer *answer,
            const GError *failure,
            gboolean *is_final,
            char **text)
{
  g_autoptr (WhinOrder) order = NULL;

  *is_final = FALSE;
  if (answer == NULL) {
    *text = g_strdup (failure->message);
    return NULL;
  }
  if (!whin_answer_is_success (answer)) {
    *is_final = answer->status >= 400 && answer->status < 500 && answer->status != 401 &&
                answer->status != 408 && answer->status != 409 && answer->status != 425 &&
                answer->status != 429;
    *text = whin_answer_dup_error_text (answer);
    return NULL;
  }
  order = whin_order_parse (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body),
                            NULL);
  if (order == NULL || strcmp (order->product_id, whin_product_get_id (self->product)) != 0 ||
      (self->order_id != NULL && strcmp (order->id, self->order_id) != 0)) {
    *text = g_strdup (_ ("The store’s answer can’t be read."));
    return NULL;
  }
  return g_steal_pointer (&order);
}

static void
on_order_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Call) call = data;
  WhinPurchase *self = call->purchase;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer =
      whin_web_service_call_finish (WHIN_WEB_SERVICE (source), result, &error);
  g_autoptr (WhinOrder) order = NULL;
  g_autofree char *text = NULL;
  gboolean is_final;

  if (call->serial != self->serial)
    return;
  g_clear_object (&self->cancellable);
  order = read_order (self, answer, error, &is_final, &text);
  if (order != NULL) {
    take_order (self, order);
  } else if (is_final && (answer->status == 404 || answer->status == 410)) {
    end (self, WHIN_PURCHASE_FAILED, _ ("The store does not know this order any more."));
  } else {
    if (answer != NULL && answer->status >= 400 && answer->status < 500)
      self->wants_cancel = FALSE; /* it has ended otherwise: ask how */
    set_error (self, text);
    poll_later (self);
  }
}

static void
ask_order (WhinPurchase *self)
{
  g_autofree char *path = g_strconcat ("/orders/", self->order_id, NULL);
  WhinServiceCall call = {.path = path, .method = "GET"};

  g_clear_handle_id (&self->poll_id, g_source_remove);
  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  whin_web_service_call_async (self->service, self->context, &call, self->cancellable,
                               on_order_asked, call_new (self));
}

static gboolean
on_poll (gpointer data)
{
  WhinPurchase *self = data;

  self->poll_id = 0;
  if (self->wants_cancel)
    send_cancel (self);
  else
    ask_order (self);
  return G_SOURCE_REMOVE;
}

static void
poll_later (WhinPurchase *self)
{
  g_clear_handle_id (&self->poll_id, g_source_remove);
  self->poll_id = g_timeout_add (self->poll_ms, on_poll, self);
  self->poll_ms = MIN (self->poll_ms * 3 / 2, MAX_POLL_MS);
}

static void
send_cancel (WhinPurchase *self)
{
  g_autofree char *path = g_strconcat ("/orders/", self->order_id, "/cancel", NULL);
  WhinServiceCall call = {.path = path, .method = "POST", .body = "{}"};

  stop (self);
  self->cancellable = g_cancellable_new ();
  set_state (self, WHIN_PURCHASE_CONFIRMING);
  whin_web_service_call_async (self->service, self->context, &call, self->cancellable,
                               on_order_asked, call_new (self));
}

static void
on_order_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Call) call = data;
  WhinPurchase *self = call->purchase;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer =
      whin_web_service_call_finish (WHIN_WEB_SERVICE (source), result, &error);
  g_autoptr (WhinOrder) order = NULL;
  g_autofree char *text = NULL;
  gboolean is_final;

  if (call->serial != self->serial)
    return;
  g_clear_object (&self->cancellable);
  order = read_order (self, answer, error, &is_final, &text);
  if (order != NULL) {
    self->poll_ms = FIRST_POLL_MS;
    take_order (self, order);
  } else if (is_final) {
    self->is_refused = TRUE;
    end (self, WHIN_PURCHASE_FAILED, text);
  } else {
    set_error (self, text);
    set_state (self, WHIN_PURCHASE_FAILED);
  }
}

static void
make_order (WhinPurchase *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *body = NULL;
  g_autofree char *header = g_strconcat ("Idempotency-Key: ", self->key, NULL);
  WhinServiceCall call = {.path = "/orders", .method = "POST", .headers = header};

  json_object_set_string_member (object, "productId", whin_product_get_id (self->product));
  json_object_set_string_member (object, "idempotencyKey", self->key);
  body = whin_json_to_text (object);
  call.body = body;
  self->cancellable = g_cancellable_new ();
  whin_web_service_call_async (self->service, self->context, &call, self->cancellable,
                               on_order_made, call_new (self));
}

static void
on_key_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Call) call = data;
  WhinPurchase *self = call->purchase;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = whin_state_file_save_finish (WHIN_STATE_FILE (source), result, &error);

  if (call->serial != self->serial)
    return;
  if (is_saved) {
    make_order (self);
    return;
  }
  set_error (self, _ ("The order could not be kept on this computer, so it was not sent."));
  set_state (self, WHIN_PURCHASE_FAILED);
}

/* Keeps the purchase and its key, then makes the order. */
static void
begin_order (WhinPurchase *self)
{
  g_autoptr (GBytes) content = NULL;

  stop (self);
  self->is_refused = FALSE;
  set_error (self, NULL);
  set_state (self, WHIN_PURCHASE_ORDERING);
  content = to_bytes (self);
  whin_state_file_save_async (self->file, content, on_key_saved, call_new (self));
}

static gboolean
is_under_way (WhinPurchase *self)
{
  return self->state == WHIN_PURCHASE_ORDERING || self->state == WHIN_PURCHASE_CHECKOUT ||
         self->state == WHIN_PURCHASE_CONFIRMING;
}

static void
whin_purchase_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinPurchase *self = WHIN_PURCHASE (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_uint (value, self->state);
    break;
  case PROP_PRODUCT:
    g_value_set_object (value, self->product);
    break;
  case PROP_CHECKOUT_URI:
    g_value_set_string (value, self->checkout_uri);
    break;
  case PROP_ORDER_ID:
    g_value_set_string (value, self->order_id);
    break;
  case PROP_RECEIPT:
    g_value_set_string (value, self->receipt);
    break;
  case PROP_ERROR:
    g_value_set_string (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_purchase_dispose (GObject *object)
{
  WhinPurchase *self = WHIN_PURCHASE (object);

  stop (self);
  g_clear_object (&self->context);
  g_clear_object (&self->file);
  g_clear_object (&self->service);
  g_clear_object (&self->product);
  G_OBJECT_CLASS (whin_purchase_parent_class)->dispose (object);
}

static void
whin_purchase_finalize (GObject *object)
{
  WhinPurchase *self = WHIN_PURCHASE (object);

  g_free (self->key);
  g_free (self->order_id);
  g_free (self->checkout_uri);
  g_free (self->receipt);
  g_free (self->error);
  G_OBJECT_CLASS (whin_purchase_parent_class)->finalize (object);
}

static void
whin_purchase_class_init (WhinPurchaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_purchase_get_property;
  object_class->dispose = whin_purchase_dispose;
  object_class->finalize = whin_purchase_finalize;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, WHIN_PURCHASE_NONE,
                                         WHIN_PURCHASE_EXPIRED, WHIN_PURCHASE_NONE, flags);
  props[PROP_PRODUCT] = g_param_spec_object ("product", NULL, NULL, WHIN_TYPE_PRODUCT, flags);
  props[PROP_CHECKOUT_URI] = g_param_spec_string ("checkout-uri", NULL, NULL, NULL, flags);
  props[PROP_ORDER_ID] = g_param_spec_string ("order-id", NULL, NULL, NULL, flags);
  props[PROP_RECEIPT] = g_param_spec_string ("receipt", NULL, NULL, NULL, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[PAID] = g_signal_new ("paid", WHIN_TYPE_PURCHASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
whin_purchase_init (WhinPurchase *self)
{
  self->service = whin_web_service_new ("store", WHIN_WEB_SERVICE_MAX_BYTES);
  self->poll_ms = FIRST_POLL_MS;
}

WhinPurchase *
whin_purchase_new (WhinServiceContext *context, WhinStateFile *file)
{
  WhinPurchase *self = g_object_new (WHIN_TYPE_PURCHASE, NULL);

  self->context = g_object_ref (context);
  self->file = g_object_ref (file);
  return self;
}

void
whin_purchase_resume (WhinPurchase *self, GBytes *kept)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (WhinProduct) product = NULL;
  JsonNode *member;
  const char *key, *order_id;

  g_return_if_fail (WHIN_IS_PURCHASE (self));

  if (kept == NULL || self->state != WHIN_PURCHASE_NONE)
    return;
  object = whin_json_parse (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), NULL);
  if (object == NULL)
    return;
  key = whin_json_get_text (object, "key");
  order_id = whin_json_get_text (object, "orderId");
  member = json_object_get_member (object, "product");
  if (member != NULL && JSON_NODE_HOLDS_OBJECT (member))
    product = whin_product_new_from_json (json_node_get_object (member));
  if (product == NULL || key == NULL || !whin_order_id_is_valid (key) ||
      (order_id != NULL && !whin_order_id_is_valid (order_id)))
    return;
  set_product (self, product);
  self->key = g_strdup (key);
  self->poll_ms = FIRST_POLL_MS;
  set_text (self, &self->order_id, PROP_ORDER_ID, order_id);
  /* The page to pay on doesn't open by itself after a restart. */
  set_state (self, WHIN_PURCHASE_CONFIRMING);
  if (order_id != NULL)
    ask_order (self);
  else
    make_order (self);
}

void
whin_purchase_forget (WhinPurchase *self)
{
  g_return_if_fail (WHIN_IS_PURCHASE (self));
  reset (self);
  remove_kept (self);
}

const char *
whin_purchase_state_name (WhinPurchaseState state)
{
  static const char *const names[] = {
      [WHIN_PURCHASE_NONE] = "none",
      [WHIN_PURCHASE_CONSENT] = "consent",
      [WHIN_PURCHASE_ORDERING] = "ordering",
      [WHIN_PURCHASE_CHECKOUT] = "checkout",
      [WHIN_PURCHASE_CONFIRMING] = "confirming",
      [WHIN_PURCHASE_PAID] = "paid",
      [WHIN_PURCHASE_CANCELLED] = "cancelled",
      [WHIN_PURCHASE_FAILED] = "failed",
      [WHIN_PURCHASE_EXPIRED] = "expired",
  };

  g_return_val_if_fail ((gsize)state < G_N_ELEMENTS (names), NULL);
  return names[state];
}

WhinPurchaseState
whin_purchase_get_state (WhinPurchase *self)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), WHIN_PURCHASE_NONE);
  return self->state;
}

WhinProduct *
whin_purchase_get_product (WhinPurchase *self)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), NULL);
  return self->product;
}

const char *
whin_purchase_get_checkout_uri (WhinPurchase *self)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), NULL);
  return self->checkout_uri;
}

const char *
whin_purchase_get_order_id (WhinPurchase *self)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), NULL);
  return self->order_id;
}

const char *
whin_purchase_get_receipt (WhinPurchase *self)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), NULL);
  return self->receipt;
}

const char *
whin_purchase_get_error (WhinPurchase *self)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), NULL);
  return self->error;
}

gboolean
whin_purchase_propose (WhinPurchase *self, WhinProduct *product)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), FALSE);
  g_return_val_if_fail (WHIN_IS_PRODUCT (product), FALSE);

  if (is_under_way (self))
    return FALSE;
  if (self->state == WHIN_PURCHASE_FAILED) /* its order, if there is one, was never shown */
    remove_kept (self);
  reset (self);
  set_product (self, product);
  set_state (self, WHIN_PURCHASE_CONSENT);
  return TRUE;
}

void
whin_purchase_consent (WhinPurchase *self)
{
  g_return_if_fail (WHIN_IS_PURCHASE (self));

  if (self->state != WHIN_PURCHASE_CONSENT)
    return;
  g_free (self->key);
  self->key = g_uuid_string_random ();
  self->poll_ms = FIRST_POLL_MS;
  begin_order (self);
}

void
whin_purchase_leave_checkout (WhinPurchase *self)
{
  g_return_if_fail (WHIN_IS_PURCHASE (self));

  if (self->state != WHIN_PURCHASE_CHECKOUT)
    return;
  stop (self);
  self->poll_ms = FIRST_POLL_MS;
  set_state (self, WHIN_PURCHASE_CONFIRMING);
  ask_order (self);
}

void
whin_purchase_cancel (WhinPurchase *self)
{
  g_return_if_fail (WHIN_IS_PURCHASE (self));

  switch (self->state) {
  case WHIN_PURCHASE_CONSENT:
    reset (self);
    break;
  case WHIN_PURCHASE_ORDERING:
    self->wants_cancel = TRUE;
    break;
  case WHIN_PURCHASE_CHECKOUT:
  case WHIN_PURCHASE_CONFIRMING:
    self->wants_cancel = TRUE;
    if (self->order_id != NULL) {
      self->poll_ms = FIRST_POLL_MS;
      send_cancel (self);
    }
    break;
  default:
    break;
  }
}

gboolean
whin_purchase_can_retry (WhinPurchase *self)
{
  g_return_val_if_fail (WHIN_IS_PURCHASE (self), FALSE);

  if (self->state == WHIN_PURCHASE_CONFIRMING)
    return self->checkout_uri != NULL && !self->wants_cancel;
  return self->state == WHIN_PURCHASE_FAILED && self->key != NULL && self->order_id == NULL &&
         !self->is_refused;
}

void
whin_purchase_retry (WhinPurchase *self)
{
  g_return_if_fail (WHIN_IS_PURCHASE (self));

  if (!whin_purchase_can_retry (self))
    return;
  if (self->state == WHIN_PURCHASE_CONFIRMING) {
    set_state (self, WHIN_PURCHASE_CHECKOUT);
  } else {
    self->wants_cancel = FALSE;
    begin_order (self);
  }
}

void
whin_purchase_dismiss (WhinPurchase *self)
{
  g_return_if_fail (WHIN_IS_PURCHASE (self));

  if (self->state == WHIN_PURCHASE_PAID || self->state == WHIN_PURCHASE_CANCELLED ||
      self->state == WHIN_PURCHASE_FAILED || self->state == WHIN_PURCHASE_EXPIRED) {
    reset (self);
    remove_kept (self);
  }
}
