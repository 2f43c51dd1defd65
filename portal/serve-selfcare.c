/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "portal/ledger.h"
#include "portal/moment.h"
#include "portal/order.h"
#include "portal/page.h"
#include "portal/product.h"
#include "portal/route.h"
#include "portal/server.h"
#include "portal/session.h"
#include "portal/web-token.h"

/* The page of the provider's web tab. Signing in takes the tab's short-lived token once and leaves
 * a cookie; whoever has neither gets a page that makes the app fetch a fresh token. Every change
 * needs the session's CSRF token. */

#define COOKIE "whinchat_session"

enum { SHOWN_ENTRIES = 6, DAY_SIZE = 11 };

struct self_care {
  struct buffer topups;
  struct buffer addons;
  struct buffer owned;
  struct buffer entries;
  const char *currency;
};

static void
answer_expired (struct request *request)
{
  struct buffer content = BUFFER_EMPTY;
  struct page page = {401, "One moment", "", NULL, "narrow", NULL};

  page_append (&content, "expired.html", NULL, 0);
  answer_page (request, &page, &content);
}

static bool
load_session (struct request *request, char secret[SECRET_SIZE], struct account *account)
{
  int64_t id;

  if (request_cookie (request, COOKIE, secret, SECRET_SIZE) &&
      session_check (request->database, secret, moment_now (), &id) &&
      account_load (request->database, id, account)) {
    memcpy (request->account_name, account->cloud_username, sizeof request->account_name);
    return true;
  }
  answer_expired (request);
  return false;
}

static void
answer_cookie (struct request *request, const char *secret, int seconds)
{
  char cookie[SECRET_SIZE + 128];

  snprintf (cookie, sizeof cookie,
            COOKIE "=%s; Path=/selfcare; Max-Age=%d; HttpOnly; SameSite=Lax%s", secret, seconds,
            request->server->is_https ? "; Secure" : "");
  answer_header (request, "Set-Cookie", cookie);
}

static void
sign_in (struct request *request, const char *token)
{
  char secret[SECRET_SIZE];
  struct account account;
  int64_t now = moment_now ();
  int64_t id;

  if (!web_token_check (request->database, token, now, &id) ||
      !account_load (request->database, id, &account)) {
    answer_expired (request);
    return;
  }
  if (!session_start (request->database, id, now, secret)) {
    answer_error (request, 503, "The service is busy. Please try again in a moment.");
    return;
  }
  memcpy (request->account_name, account.cloud_username, sizeof request->account_name);
  answer_redirect (request, 303, "/selfcare/");
  answer_cookie (request, secret, SESSION_SECONDS);
  explicit_bzero (secret, sizeof secret);
}

/* An element's id: the product's ID with everything but letters and digits as a dash. */
static void
make_id (const char *text, char *id, size_t size)
{
  size_t i = 0;

  for (; text[i] != '\0' && i < size - 1; i++)
    id[i] = strchr ("._", text[i]) ? '-' : text[i];
  id[i] = '\0';
}

static void
on_product (const struct product *product, void *data)
{
  struct self_care *care = data;
  char price[MONEY_TEXT_SIZE];
  char id[PRODUCT_ID_MAXIMUM + 1];

  money_format (product->price, product->currency, price);
  make_id (product->id, id, sizeof id);
  PAGE_APPEND (product->kind == PRODUCT_TOPUP ? &care->topups : &care->addons,
               product->kind == PRODUCT_TOPUP ? "topup.html" : "addon.html", {"id", id, NULL},
               {"product", product->id, NULL}, {"title", product->title, NULL},
               {"description", product->description, NULL}, {"price", price, NULL});
}

static void
on_addon (const char *title, int64_t since, void *data)
{
  struct self_care *care = data;
  char day[MOMENT_TEXT_SIZE];

  moment_format (since, day);
  day[DAY_SIZE - 1] = '\0';
  PAGE_APPEND (&care->owned, "owned.html", {"title", title, NULL}, {"day", day, NULL});
}

static void
on_entry (const struct ledger_entry *entry, void *data)
{
  struct self_care *care = data;
  char amount[MONEY_TEXT_SIZE];
  char day[MOMENT_TEXT_SIZE];

  money_format (entry->amount, care->currency, amount);
  moment_format (entry->created_at, day);
  day[DAY_SIZE - 1] = '\0';
  PAGE_APPEND (&care->entries, "entry.html", {"description", entry->description, NULL},
               {"day", day, NULL}, {"sign", entry->amount > 0 ? "+" : "", NULL},
               {"amount", amount, NULL});
}

static void
append_first_letter (struct buffer *out, const char *name)
{
  size_t length = name[0] != '\0';

  while (((unsigned char)name[length] & 0xC0) == 0x80)
    length++;
  buffer_append (out, name, length);
}

static void
answer_self_care (struct request *request, const char *secret, const struct account *account)
{
  struct self_care care = {.currency = account->currency};
  struct buffer content = BUFFER_EMPTY;
  struct buffer letter = BUFFER_EMPTY;
  struct buffer checked = BUFFER_EMPTY;
  struct page page = {200, "My account", account->cloud_id, "app:", "", NULL};
  char csrf[SHA256_HEX_SIZE];
  char balance[MONEY_TEXT_SIZE];

  if (!session_csrf (request->database, secret, csrf)) {
    answer_error (request, 500, "Something went wrong here. Please try again.");
    return;
  }
  money_format (account->balance, account->currency, balance);
  append_first_letter (&letter, account->display_name);
  if (account->voice_mail)
    buffer_append_text (&checked, "checked");
  product_list (request->database, account->currency, on_product, &care);
  order_list_addons (request->database, account->id, on_addon, &care);
  ledger_list (request->database, account->id, SHOWN_ENTRIES, on_entry, &care);
  if (care.entries.length == 0)
    page_append (&care.entries, "no-entries.html", NULL, 0);
  PAGE_APPEND (&content, "selfcare.html", {"letter", buffer_text (&letter), NULL},
               {"name", account->display_name, NULL}, {"user", account->sip_username, NULL},
               {"host", account->sip_host, NULL}, {"balance", balance, NULL},
               {"topups", NULL, &care.topups}, {"addons", NULL, &care.addons},
               {"owned", NULL, &care.owned}, {"entries", NULL, &care.entries}, {"csrf", csrf, NULL},
               {"checked", NULL, &checked}, {"voicemail", account->voice_mail_number, NULL});
  answer_page (request, &page, &content);
  buffer_clear (&care.topups);
  buffer_clear (&care.addons);
  buffer_clear (&care.owned);
  buffer_clear (&care.entries);
  buffer_clear (&letter);
  buffer_clear (&checked);
}

static bool
csrf_is_right (struct request *request, const char *secret, const char *given)
{
  char csrf[SHA256_HEX_SIZE];

  return given != NULL && strlen (given) == sizeof csrf - 1 &&
         session_csrf (request->database, secret, csrf) &&
         equal_in_constant_time (csrf, given, sizeof csrf - 1);
}

/* Session, form and CSRF token of a change; the caller clears the form when it got it. */
static bool
begin_change (struct request *request,
              struct form *form,
              char secret[SECRET_SIZE],
              struct account *account)
{
  if (!load_session (request, secret, account) || !request_form (request, form))
    return false;
  if (csrf_is_right (request, secret, form_value (form, "csrf")))
    return true;
  form_clear (form);
  answer_error (request, 403, "This page was too old. Please go back, reload it and try again.");
  return false;
}

void
serve_root (struct request *request)
{
  answer_redirect (request, 303, "/selfcare/");
}

void
serve_selfcare (struct request *request)
{
  struct form query;
  struct account account;
  char secret[SECRET_SIZE];
  const char *token;

  if (!request_query (request, &query))
    return;
  token = form_value (&query, "token");
  if (token != NULL)
    sign_in (request, token);
  else if (load_session (request, secret, &account))
    answer_self_care (request, secret, &account);
  form_clear (&query);
}

void
serve_selfcare_saved (struct request *request)
{
  struct buffer content = BUFFER_EMPTY;
  struct account account;
  struct page page = {200, "Saved", "", NULL, "narrow", NULL};
  char secret[SECRET_SIZE];

  if (!load_session (request, secret, &account))
    return;
  page.cloud_id = account.cloud_id;
  PAGE_APPEND (&content, "saved.html", {"name", account.display_name, NULL});
  answer_page (request, &page, &content);
}

void
serve_selfcare_settings (struct request *request)
{
  struct form form;
  struct account account;
  char secret[SECRET_SIZE];
  const char *name;
  const char *voice_mail;

  if (!begin_change (request, &form, secret, &account))
    return;
  name = form_value (&form, "userDisplayName");
  voice_mail = form_value (&form, "subscribeForVoicemail");
  if (name == NULL ||
      !account_set_preferences (request->database, account.id, name,
                                voice_mail != NULL && strcmp (voice_mail, "1") == 0))
    answer_error (request, 400, "A name has 1 to 64 characters, in one line.");
  else
    answer_redirect (request, 303, "/selfcare/saved");
  form_clear (&form);
}

void
serve_selfcare_sign_out (struct request *request)
{
  struct form form;
  struct account account;
  struct buffer content = BUFFER_EMPTY;
  struct page page = {200, "Signed out", "", NULL, "narrow", NULL};
  char secret[SECRET_SIZE];

  if (!begin_change (request, &form, secret, &account))
    return;
  form_clear (&form);
  session_end (request->database, secret);
  page_append (&content, "signed-out.html", NULL, 0);
  answer_page (request, &page, &content);
  answer_cookie (request, "", 0);
}
