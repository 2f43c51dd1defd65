/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cmduri/cmduri.h"
#include "portal/brand.h"
#include "portal/page.h"
#include "portal/product.h"
#include "portal/route.h"

/* The gallery of the language: every command of cmduri's table, in every way that a page can
 * navigate; and the two addresses that navigate by answer (redirect and meta refresh). Those only
 * ever lead to what cmduri reads as a command, so they are no open redirects. */

enum { PARAMETERS_SIZE = 256, SLUG_SIZE = 128, URI_SIZE = 640 };

struct gallery {
  struct buffer cards;
  const char *scheme;
  char topup[PRODUCT_ID_MAXIMUM + 1];
  char addon[PRODUCT_ID_MAXIMUM + 1];
};

static void
on_product (const struct product *product, void *data)
{
  struct gallery *gallery = data;
  char *id = product->kind == PRODUCT_TOPUP ? gallery->topup : gallery->addon;

  if (id[0] == '\0')
    snprintf (id, PRODUCT_ID_MAXIMUM + 1, "%s", product->id);
}

static void
make_slug (const char *name, const char *suffix, char slug[SLUG_SIZE])
{
  snprintf (slug, SLUG_SIZE, "%s%s", name, suffix);
  for (; *slug != '\0'; slug++)
    if (*slug == '/')
      *slug = '-';
}

/* `product` and `buy` are what the form sends as fields: a form replaces its action's query. */
static void
append_card (struct gallery *gallery,
             const char *name,
             const char *effect,
             const char *suffix,
             const char *product,
             bool buy)
{
  struct buffer fields = BUFFER_EMPTY;
  struct buffer outside = BUFFER_EMPTY;
  char slug[SLUG_SIZE];
  char command[PARAMETERS_SIZE];
  char uri[URI_SIZE];

  make_slug (name, suffix, slug);
  if (product != NULL) {
    snprintf (command, sizeof command, "%s?%sproduct_id=%s", name, buy ? "action=buy&" : "",
              product);
    if (buy)
      PAGE_APPEND (&fields, "field.html", {"name", "action", NULL}, {"value", "buy", NULL});
    PAGE_APPEND (&fields, "field.html", {"name", "product_id", NULL}, {"value", product, NULL});
  } else {
    snprintf (command, sizeof command, "%s", name);
  }
  snprintf (uri, sizeof uri, "app:%s", command);
  buffer_append_format (&outside, "%s:?_cmd=", gallery->scheme);
  buffer_append_percent (&outside, uri);
  PAGE_APPEND (&gallery->cards, "command.html", {"slug", slug, NULL}, {"command", command, NULL},
               {"name", name, NULL}, {"effect", effect, NULL}, {"uri", uri, NULL},
               {"fields", NULL, &fields}, {"outside", buffer_text (&outside), NULL});
  buffer_clear (&fields);
  buffer_clear (&outside);
}

static bool
takes_product (const struct cmduri_command_info *info)
{
  for (size_t i = 0; i < CMDURI_MAX_KNOWN_PARAMETERS && info->parameters[i] != NULL; i++)
    if (strcmp (info->parameters[i], "product_id") == 0)
      return true;
  return false;
}

static void
append_command (struct gallery *gallery, enum cmduri_command command)
{
  const struct cmduri_command_info *info = cmduri_command_info (command);
  const char *product = command == CMDURI_COMMAND_SETTINGS_ADDONS ? gallery->addon : gallery->topup;

  if (info == NULL)
    return;
  append_card (gallery, info->name, info->effect, "", NULL, false);
  if (!takes_product (info) || product[0] == '\0')
    return;
  append_card (gallery, info->name, "open the page of one product", "-product", product, false);
  append_card (gallery, info->name, "start buying one product; the app asks first", "-buy", product,
               true);
}

/* True when the text is a command, of any generation, that a page may fire; otherwise a page that
 * says why is the answer. */
static bool
check_command (struct request *request, const char *text, size_t length)
{
  char decoded[CMDURI_MAX_LENGTH];
  char reason[CMDURI_MESSAGE_SIZE];
  struct buffer message = BUFFER_EMPTY;
  struct cmduri uri;

  if (cmduri_parse (text, length, NULL, decoded, sizeof decoded, &uri) != CMDURI_ERROR_NONE) {
    cmduri_message (&uri, reason, sizeof reason);
    buffer_append_format (&message, "This link is not right: %s.", reason);
    answer_error (request, 400, buffer_text (&message));
    buffer_clear (&message);
    return false;
  }
  if (uri.kind == CMDURI_KIND_COMMAND && uri.form != CMDURI_FORM_SCHEME)
    return true;
  answer_error (request, 400, "This link is not right: an app: command is expected.");
  return false;
}

/* The command behind the route, with the request's own query. */
static void
append_asked (struct buffer *uri, struct request *request, const char *command)
{
  buffer_append_text (uri, "app:");
  buffer_append_text (uri, command);
  if (request->target.query[0] != '\0')
    buffer_append_format (uri, "?%s", request->target.query);
}

void
serve_commands (struct request *request)
{
  struct gallery gallery = {.scheme = CMDURI_DEFAULT_SCHEME};
  struct buffer content = BUFFER_EMPTY;
  struct buffer schemes = BUFFER_EMPTY;
  struct brand brand = {0};
  struct page page = {200, "Commands", "", NULL, "wide", NULL};

  if (brand_load (request->database, "", false, &brand))
    gallery.scheme = brand.scheme;
  product_list (request->database, NULL, on_product, &gallery);
  for (int command = 1; command < CMDURI_COMMAND_COUNT; command++)
    append_command (&gallery, (enum cmduri_command)command);
  buffer_append_format (&schemes, "app: %s:", gallery.scheme);
  page.schemes = buffer_text (&schemes);
  PAGE_APPEND (&content, "commands.html", {"cards", NULL, &gallery.cards},
               {"scheme", gallery.scheme, NULL});
  answer_page (request, &page, &content);
  buffer_clear (&gallery.cards);
  buffer_clear (&schemes);
}

void
serve_go (struct request *request)
{
  struct buffer uri = BUFFER_EMPTY;
  struct buffer content = BUFFER_EMPTY;
  struct page page = {200, "Command", "", NULL, "narrow", NULL};
  bool redirect = strncmp (request->rest, "302/", 4) == 0;

  if (!redirect && strncmp (request->rest, "meta/", 5) != 0) {
    answer_error (request, 404, "There is nothing at this address.");
    return;
  }
  append_asked (&uri, request, strchr (request->rest, '/') + 1);
  if (check_command (request, buffer_text (&uri), uri.length)) {
    if (redirect) {
      answer_redirect (request, 302, buffer_text (&uri));
    } else {
      page.refresh = buffer_text (&uri);
      PAGE_APPEND (&content, "refresh.html", {"uri", buffer_text (&uri), NULL});
      answer_page (request, &page, &content);
    }
  }
  buffer_clear (&uri);
}

/* The deep link: /open?cmd=app%3Akeypad, or /open/keypad. */
void
serve_open (struct request *request)
{
  struct form query;
  struct buffer uri = BUFFER_EMPTY;
  struct buffer outside = BUFFER_EMPTY;
  struct buffer content = BUFFER_EMPTY;
  struct brand brand = {.name = "Whinchat", .scheme = CMDURI_DEFAULT_SCHEME};
  struct page page = {200, "Open the app", "", NULL, "narrow", NULL};
  const char *command;

  if (!request_query (request, &query))
    return;
  command = form_value (&query, "cmd");
  if (request->rest[0] != '\0')
    append_asked (&uri, request, request->rest);
  else
    buffer_append_text (&uri, command ? command : "");
  if (check_command (request, buffer_text (&uri), uri.length)) {
    brand_load (request->database, "", false, &brand);
    buffer_append_format (&outside, "%s:?_cmd=", brand.scheme);
    buffer_append_percent (&outside, buffer_text (&uri));
    PAGE_APPEND (&content, "open.html", {"outside", buffer_text (&outside), NULL},
                 {"brand", brand.name, NULL}, {"uri", buffer_text (&uri), NULL});
    answer_page (request, &page, &content);
  }
  form_clear (&query);
  buffer_clear (&uri);
  buffer_clear (&outside);
}
