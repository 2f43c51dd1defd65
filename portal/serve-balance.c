/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "portal/money.h"
#include "portal/route.h"

/* wire-protocols, section 2. There is no cache anywhere on this way: the token, the account and the
 * balance come from one indexed SQLite statement (token_check), which sees every committed payment.
 * The running balance in the ledger's newest entry keeps that statement's cost independent of the
 * ledger's length. */

static bool
wants_json (struct request *request, struct form *query)
{
  const char *format = form_value (query, "format");

  if (format != NULL)
    return strcmp (format, "json") == 0;
  return strstr (request_header (request, "Accept"), "application/json") != NULL;
}

static void
answer_json (struct request *request, const struct token_holder *holder, const char *text)
{
  struct buffer body = BUFFER_EMPTY;
  char number[MONEY_TEXT_SIZE];

  money_format_plain (holder->balance, holder->currency, number);
  /* Nothing to escape: a currency is three letters, an amount digits and a known sign. */
  buffer_append_format (&body, "{\"balanceString\":\"%s\",\"balance\":%s,\"currency\":\"%s\"}\n",
                        text, number, holder->currency);
  answer_buffer (request, 200, "application/json", &body);
}

static void
answer_xml (struct request *request, const char *text)
{
  struct buffer body = BUFFER_EMPTY;

  buffer_append_text (&body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<response><error>0</error><balanceString>");
  buffer_append_escaped (&body, text);
  buffer_append_text (&body, "</balanceString></response>\n");
  answer_buffer (request, 200, "application/xml; charset=utf-8", &body);
}

void
serve_balance (struct request *request)
{
  struct token_holder holder;
  struct form query;
  char text[MONEY_TEXT_SIZE];
  bool json;

  if (!request_query (request, &query))
    return;
  json = wants_json (request, &query);
  form_clear (&query);
  request->error_shape = json ? ERROR_JSON : ERROR_XML;
  if (!request_authenticate (request, &holder))
    return;
  money_format (holder.balance, holder.currency, text);
  if (json)
    answer_json (request, &holder, text);
  else
    answer_xml (request, text);
}
