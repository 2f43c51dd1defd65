/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/account.h"
#include "portal/brand.h"
#include "portal/moment.h"
#include "portal/route.h"
#include "portal/server.h"
#include "portal/throttle.h"
#include "portal/token.h"
#include "portal/web-token.h"

/* wire-protocols, section 3. An answer to wrong credentials is the same, and takes as long, whether
 * the account exists or not. */

#define XML_TYPE "application/xml; charset=utf-8"

static void
append_element (struct buffer *xml, const char *name, const char *text)
{
  buffer_append_format (xml, "  <%s>", name);
  buffer_append_escaped (xml, text);
  buffer_append_format (xml, "</%s>\n", name);
}

/* Appends the <account>; `token` only at the first provisioning. */
static bool
append_account (struct request *request, int64_t id, const char *token, struct buffer *xml)
{
  struct account account;
  char web_token[WEB_TOKEN_SIZE];

  if (!web_token_make (request->database, id, moment_now (), web_token) ||
      !account_load_with_secret (request->database, id, &account))
    return false;
  buffer_append_text (xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<account>\n");
  append_element (xml, "title", account.title);
  append_element (xml, "username", account.sip_username);
  append_element (xml, "password", account.sip_secret);
  if (token != NULL) {
    append_element (xml, "cloud_username", account.cloud_username);
    append_element (xml, "cloud_password", token);
  }
  append_element (xml, "host", account.sip_host);
  append_element (xml, "userDisplayName", account.display_name);
  append_element (xml, "voiceMailNumber", account.voice_mail_number);
  append_element (xml, "subscribeForVoicemail", account.voice_mail ? "1" : "0");
  append_element (xml, "webToken", web_token);
  buffer_append_text (xml, "</account>\n");
  explicit_bzero (account.sip_secret, strlen (account.sip_secret));
  free (account.sip_secret);
  return true;
}

static void
answer_account (struct request *request, int64_t id, const char *token)
{
  struct buffer xml = BUFFER_EMPTY;

  if (append_account (request, id, token, &xml))
    answer_buffer (request, 200, XML_TYPE, &xml);
  else
    answer_error (request, 500, "Something went wrong here. Please try again.");
  buffer_clear (&xml);
}

static void
answer_throttled (struct request *request, int64_t wait)
{
  char message[96];
  char seconds[24];

  if (wait < 0) {
    answer_error (request, 503, "The service is busy. Please try again in a moment.");
    return;
  }
  snprintf (seconds, sizeof seconds, "%" PRId64, wait);
  snprintf (message, sizeof message, "Too many attempts. Please wait %" PRId64 " %s.",
            wait < 120 ? wait : wait / 60,
            wait < 2     ? "second"
            : wait < 120 ? "seconds"
                         : "minutes");
  answer_error (request, 429, message);
  answer_header (request, "Retry-After", seconds);
}

static void
sign_in (struct request *request, const char *name, const char *cloud_id, const char *password)
{
  char token[SECRET_SIZE];
  int64_t wait = throttle_begin (request->database, name, moment_now ());
  int64_t id;

  if (wait != 0) {
    answer_throttled (request, wait);
    return;
  }
  if (!account_check_password (request->database, name, cloud_id, password, &id)) {
    answer_error (request, 401, "The user name or the password is wrong.");
    return;
  }
  throttle_succeed (request->database, name);
  if (!token_issue (request->database, id, token)) {
    answer_error (request, 500, "Something went wrong here. Please try again.");
    return;
  }
  account_username_normalize (name, request->account_name);
  answer_account (request, id, token);
  explicit_bzero (token, sizeof token);
}

void
serve_initial_provisioning (struct request *request)
{
  struct form form;
  struct brand brand;
  const char *name;
  const char *password;
  const char *full_code;
  char code[BRAND_CODE_MAXIMUM + 1];
  bool editable;

  if (!request_form (request, &form))
    return;
  name = form_value (&form, "username");
  password = form_value (&form, "password");
  full_code = form_value (&form, "cloud_id");
  if (name == NULL || password == NULL || full_code == NULL)
    answer_error (request, 400, "A user name, a password and a cloud ID are needed.");
  else if (!brand_code_parse (full_code, code, &editable) ||
           !brand_load (request->database, code, editable, &brand))
    answer_error (request, 403, "This cloud ID isn't known here.");
  else
    sign_in (request, name, brand.code, password);
  explicit_bzero (form.text, request->body.length);
  form_clear (&form);
}

void
serve_account_provisioning (struct request *request)
{
  struct token_holder holder;

  if (!request_authenticate (request, &holder))
    return;
  answer_account (request, holder.account_id, NULL);
  answer_etag (request);
}

void
serve_global_provisioning (struct request *request)
{
  struct form query;
  struct buffer xml = BUFFER_EMPTY;
  const char *full_code;
  char code[BRAND_CODE_MAXIMUM + 1] = "";
  bool editable = false;

  if (!request_query (request, &query))
    return;
  full_code = form_value (&query, "cloud_id");
  if ((full_code != NULL && full_code[0] != '\0' &&
       !brand_code_parse (full_code, code, &editable)) ||
      !brand_append_quick_dials (request->database, code, editable, request->server->public_url,
                                 &xml)) {
    answer_error (request, 404, "This cloud ID isn't known here.");
  } else {
    answer_buffer (request, 200, XML_TYPE, &xml);
    answer_header (request, "Cache-Control", "no-cache");
    answer_etag (request);
  }
  form_clear (&query);
}
