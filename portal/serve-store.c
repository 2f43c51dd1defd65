/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "portal/moment.h"
#include "portal/order.h"
#include "portal/route.h"
#include "portal/server.h"

/* The store's JSON interface (wire-protocols, section 8; docs/portal/store.openapi.yaml). */

enum { URL_SIZE = SERVER_URL_MAXIMUM + 160 };

struct product_filter {
  json_t *array;
  bool all;
  enum product_kind kind;
};

struct order_array {
  json_t *array;
  struct request *request;
};

/* Takes the reference. */
static void
answer_json (struct request *request, unsigned status, json_t *json)
{
  struct buffer body = BUFFER_EMPTY;
  char *text = json ? json_dumps (json, JSON_COMPACT) : NULL;

  json_decref (json);
  if (text == NULL) {
    answer_error (request, 500, "Something went wrong here. Please try again.");
    return;
  }
  buffer_append_text (&body, text);
  buffer_append_text (&body, "\n");
  free (text);
  answer_buffer (request, status, "application/json", &body);
}

static json_t *
order_to_json (struct request *request, const struct order *order)
{
  char price[MONEY_TEXT_SIZE];
  char created[MOMENT_TEXT_SIZE];
  char expires[MOMENT_TEXT_SIZE];
  char paid[MOMENT_TEXT_SIZE];
  char key[SHA256_HEX_SIZE];
  char url[URL_SIZE];

  if (!order_checkout_key (request->database, order->id, key))
    return NULL;
  snprintf (url, sizeof url, "%s/checkout/%s?key=%s", request->server->public_url, order->id, key);
  money_format (order->price, order->currency, price);
  moment_format (order->created_at, created);
  moment_format (order->expires_at, expires);
  moment_format (order->paid_at, paid);
  return json_pack ("{s:s, s:s, s:s, s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:s?}", "id",
                    order->id, "productId", order->product_id, "title", order->title, "price",
                    (json_int_t)order->price, "currency", order->currency, "priceString", price,
                    "state", order_state_name (order->state), "checkoutUrl", url, "createdAt",
                    created, "expiresAt", expires, "paidAt",
                    order->state == ORDER_PAID ? paid : NULL, "receipt",
                    order->state == ORDER_PAID ? order->receipt : NULL);
}

static void
on_product (const struct product *product, void *data)
{
  struct product_filter *filter = data;
  char price[MONEY_TEXT_SIZE];

  if (!filter->all && product->kind != filter->kind)
    return;
  money_format (product->price, product->currency, price);
  json_array_append_new (filter->array,
                         json_pack ("{s:s, s:s, s:s, s:s, s:I, s:s, s:s}", "id", product->id,
                                    "kind", product_kind_name (product->kind), "title",
                                    product->title, "description", product->description, "price",
                                    (json_int_t)product->price, "currency", product->currency,
                                    "priceString", price));
}

static void
on_order (const struct order *order, void *data)
{
  struct order_array *orders = data;

  json_array_append_new (orders->array, order_to_json (orders->request, order));
}

/* Another account's order is as unknown as one that doesn't exist. */
static bool
load_own (struct request *request, const char *id, int64_t account_id, struct order *order)
{
  if (order_id_is_well_formed (id) && order_load (request->database, id, moment_now (), order) &&
      order->account_id == account_id)
    return true;
  answer_error (request, 404, "This order doesn't exist.");
  return false;
}

static void
create (struct request *request, int64_t account_id, const char *product_id, const char *key)
{
  struct order order;

  switch (order_create (request->database, account_id, product_id, key, moment_now (), &order)) {
  case ORDER_MADE:
    answer_json (request, 201, order_to_json (request, &order));
    break;
  case ORDER_REPEATED:
    answer_json (request, 200, order_to_json (request, &order));
    break;
  case ORDER_KEY_REUSED:
    answer_error (request, 409, "This key already belongs to an order of another product.");
    break;
  case ORDER_NO_PRODUCT:
    answer_error (request, 404, "This product isn't available.");
    break;
  case ORDER_TOO_MANY:
    answer_error (request, 429, "There are too many orders. Please finish some, or try later.");
    answer_header (request, "Retry-After", "600");
    break;
  case ORDER_DATABASE_ERROR:
    answer_error (request, 503, "The service is busy. Please try again in a moment.");
    break;
  }
}

static void
create_from_json (struct request *request, int64_t account_id, json_t *json)
{
  const char *product_id = json_string_value (json_object_get (json, "productId"));
  const char *key = json_string_value (json_object_get (json, "idempotencyKey"));
  const char *header = request_header (request, "Idempotency-Key");

  if (key == NULL && header[0] != '\0')
    key = header;
  if (product_id == NULL || strlen (product_id) > PRODUCT_ID_MAXIMUM)
    answer_error (request, 400, "A productId is needed.");
  else if (key == NULL || !order_key_is_acceptable (key))
    answer_error (request, 400, "An idempotencyKey of 1 to 128 printable characters is needed.");
  else if (header[0] != '\0' && strcmp (key, header) != 0)
    answer_error (request, 400, "Header and body have different idempotency keys.");
  else
    create (request, account_id, product_id, key);
}

void
serve_products (struct request *request)
{
  struct token_holder holder;
  struct product_filter filter = {.all = true};
  struct form query;
  const char *kind;

  if (!request_authenticate (request, &holder) || !request_query (request, &query))
    return;
  kind = form_value (&query, "kind");
  filter.all = kind == NULL;
  if (kind != NULL && !product_kind_parse (kind, &filter.kind)) {
    answer_error (request, 400, "A kind is topup or addon.");
  } else {
    filter.array = json_array ();
    product_list (request->database, holder.currency, on_product, &filter);
    answer_json (request, 200, json_pack ("{s:o}", "products", filter.array));
  }
  form_clear (&query);
}

void
serve_order_create (struct request *request)
{
  struct token_holder holder;
  json_t *json;

  if (!request_authenticate (request, &holder))
    return;
  if (strncasecmp (request_header (request, "Content-Type"), "application/json", 16) != 0) {
    answer_error (request, 415, "JSON is expected (application/json).");
    return;
  }
  json =
      json_loadb (buffer_text (&request->body), request->body.length, JSON_REJECT_DUPLICATES, NULL);
  if (json_is_object (json))
    create_from_json (request, holder.account_id, json);
  else
    answer_error (request, 400, "The JSON is malformed.");
  json_decref (json);
}

void
serve_order_list (struct request *request)
{
  struct token_holder holder;
  struct order_array orders = {NULL, request};

  if (!request_authenticate (request, &holder))
    return;
  orders.array = json_array ();
  order_list (request->database, holder.account_id, moment_now (), on_order, &orders);
  answer_json (request, 200, json_pack ("{s:o}", "orders", orders.array));
}

void
serve_order (struct request *request)
{
  struct token_holder holder;
  struct order order;

  if (request_authenticate (request, &holder) &&
      load_own (request, request->rest, holder.account_id, &order))
    answer_json (request, 200, order_to_json (request, &order));
}

void
serve_order_cancel (struct request *request)
{
  struct token_holder holder;
  struct order order;
  char id[ORDER_ID_SIZE];
  size_t length = strcspn (request->rest, "/");

  if (!request_authenticate (request, &holder))
    return;
  if (length != ORDER_ID_SIZE - 1 || strcmp (request->rest + length, "/cancel") != 0) {
    answer_error (request, 404, "This order doesn't exist.");
    return;
  }
  memcpy (id, request->rest, length);
  id[length] = '\0';
  if (!load_own (request, id, holder.account_id, &order))
    return;
  if (!order_finish (request->database, id, ORDER_CANCELLED, moment_now (), &order))
    answer_error (request, 503, "The service is busy. Please try again in a moment.");
  else
    answer_json (request, 200, order_to_json (request, &order));
}
