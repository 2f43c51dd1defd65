/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "portal/moment.h"
#include "portal/order.h"
#include "portal/page.h"
#include "portal/route.h"
#include "portal/server.h"

/* The sandbox checkout: everything a hosted payment page does but asking for money. The key in the
 * address belongs to one order and opens nothing else; forms carry it too, so it is also what
 * protects them against requests from other pages. */

/* "ID", "ID/pay", …: false for anything that isn't an order of that key; then an error is the
 * answer. `action` is what follows the ID, without the slash. */
static bool
load (struct request *request, const struct form *form, struct order *order, const char **action)
{
  char id[ORDER_ID_SIZE];
  char expected[SHA256_HEX_SIZE];
  const char *key = form_value (form, "key");
  size_t length = strcspn (request->rest, "/");

  if (length == ORDER_ID_SIZE - 1) {
    memcpy (id, request->rest, length);
    id[length] = '\0';
    *action = request->rest + length + (request->rest[length] == '/');
    /* An order that doesn't exist and a wrong key look the same. */
    if (key != NULL && strlen (key) == sizeof expected - 1 && order_id_is_well_formed (id) &&
        order_checkout_key (request->database, id, expected) &&
        equal_in_constant_time (key, expected, sizeof expected - 1) &&
        order_load (request->database, id, moment_now (), order))
      return true;
  }
  answer_error (request, 404, "This checkout page doesn't exist.");
  return false;
}

static void
account_of (struct request *request, const struct order *order, struct account *account)
{
  if (!account_load (request->database, order->account_id, account))
    *account = (struct account){0};
  memcpy (request->account_name, account->cloud_username, sizeof request->account_name);
}

static void
answer_checkout (struct request *request, const struct order *order, const char *key)
{
  struct buffer content = BUFFER_EMPTY;
  struct account account;
  struct page page = {200, "Checkout", "", NULL, "narrow", NULL};
  char price[MONEY_TEXT_SIZE];

  account_of (request, order, &account);
  page.cloud_id = account.cloud_id;
  money_format (order->price, order->currency, price);
  PAGE_APPEND (&content, "checkout.html", {"id", order->id, NULL}, {"key", key, NULL},
               {"title", order->title, NULL}, {"price", price, NULL},
               {"account", account.title, NULL},
               {"kind", order->kind == PRODUCT_TOPUP ? "Credit" : "Add-on", NULL});
  answer_page (request, &page, &content);
}

static void
answer_done (struct request *request, const struct order *order)
{
  static const struct {
    const char *title;
    const char *text;
    const char *mark;
  } words[] = {
      [ORDER_PENDING] = {"Not paid yet", "This order waits for its payment.", "wait"},
      [ORDER_PAID] = {"Paid", "Thank you. It is yours right away.", "good"},
      [ORDER_FAILED] = {"Payment declined", "Nothing was charged.", "bad"},
      [ORDER_CANCELLED] = {"Cancelled", "Nothing was charged.", "neutral"},
      [ORDER_EXPIRED] = {"Expired", "This order waited too long. Nothing was charged.", "neutral"},
  };
  struct buffer content = BUFFER_EMPTY;
  struct buffer receipt = BUFFER_EMPTY;
  struct account account;
  struct page page = {200, words[order->state].title, "", NULL, "narrow", NULL};
  char price[MONEY_TEXT_SIZE];

  account_of (request, order, &account);
  page.cloud_id = account.cloud_id;
  money_format (order->price, order->currency, price);
  if (order->state == ORDER_PAID)
    PAGE_APPEND (&receipt, "receipt.html", {"receipt", order->receipt, NULL});
  PAGE_APPEND (&content, "done.html", {"state", order_state_name (order->state), NULL},
               {"mark", words[order->state].mark, NULL}, {"title", page.title, NULL},
               {"text", words[order->state].text, NULL}, {"product", order->title, NULL},
               {"price", price, NULL}, {"receipt", NULL, &receipt});
  buffer_clear (&receipt);
  answer_page (request, &page, &content);
}

static void
answer_redirect_to_done (struct request *request, const struct order *order, const char *key)
{
  struct buffer location = BUFFER_EMPTY;

  buffer_append_format (&location, "/checkout/%s/done?key=%s", order->id, key);
  answer_redirect (request, 303, buffer_text (&location));
  buffer_clear (&location);
}

static void
finish (struct request *request, const struct form *form)
{
  struct order order;
  struct account account;
  const char *action;
  enum order_state state;

  if (!load (request, form, &order, &action))
    return;
  account_of (request, &order, &account);
  if (strcmp (action, "pay") == 0)
    state = ORDER_PAID;
  else if (strcmp (action, "cancel") == 0)
    state = ORDER_CANCELLED;
  else if (strcmp (action, "decline") == 0)
    state = ORDER_FAILED;
  else {
    answer_error (request, 404, "This checkout page doesn't exist.");
    return;
  }
  if (!order_finish (request->database, order.id, state, moment_now (), &order))
    answer_error (request, 503, "The service is busy. Nothing was charged; please try again.");
  else
    answer_redirect_to_done (request, &order, form_value (form, "key"));
}

void
serve_checkout_page (struct request *request)
{
  struct form query;
  struct order order;
  const char *action;

  if (!request_query (request, &query))
    return;
  if (load (request, &query, &order, &action)) {
    if (strcmp (action, "done") == 0)
      answer_done (request, &order);
    else if (action[0] != '\0')
      answer_error (request, 404, "This checkout page doesn't exist.");
    else if (order.state == ORDER_PENDING)
      answer_checkout (request, &order, form_value (&query, "key"));
    else
      answer_redirect_to_done (request, &order, form_value (&query, "key"));
  }
  form_clear (&query);
}

void
serve_checkout_action (struct request *request)
{
  struct form form;

  if (!request_form (request, &form))
    return;
  finish (request, &form);
  form_clear (&form);
}
