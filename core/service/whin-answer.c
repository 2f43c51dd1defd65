/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-answer.h"

#include "core/service/whin-json.h"
#include "core/service/whin-xml.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A longer error body is a page, not a sentence, and is not looked into. */
#define MAX_ERROR_BODY_BYTES (64 * 1024)

/* One line for people from @text, NULL when nothing is left of it. */
static char *
one_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gsize characters = 0;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (characters == WHIN_ANSWER_MAX_ERROR_CHARACTERS) {
      g_string_append (line, "…");
      break;
    }
    if (g_unichar_iscntrl (c) || g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT ||
        g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR ||
        g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR) {
      if (line->len > 0 && line->str[line->len - 1] != ' ') {
        g_string_append_c (line, ' ');
        characters++;
      }
    } else {
      g_string_append_unichar (line, c);
      characters++;
    }
  }
  g_strchomp (line->str);
  return *line->str != '\0' ? g_strdup (line->str) : NULL;
}

/* A service that failed says so in `error`: a number other than 0, or a text. */
static gboolean
text_says_error (const char *text)
{
  return text != NULL && *text != '\0' && strcmp (text, "0") != 0 &&
         g_ascii_strcasecmp (text, "false") != 0;
}

static gboolean
json_says_error (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "error");
  gint64 number = 0;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  if (whin_json_get_text (object, "error") != NULL)
    return text_says_error (whin_json_get_text (object, "error"));
  return !whin_json_get_integer (object, "error", &number) || number != 0;
}

static gboolean
xml_says_error (const WhinXml *xml)
{
  const WhinXmlChild *child = whin_xml_find (xml, "error");

  return strcmp (xml->root, "error") == 0 ||
         (child != NULL && (child->is_tree || text_says_error (child->value)));
}

static char *
error_text_of_json (const char *data, gsize length)
{
  static const char *const members[] = {"message", "error"};
  g_autoptr (JsonObject) object = whin_json_parse (data, length, NULL);

  for (gsize i = 0; object != NULL && i < G_N_ELEMENTS (members); i++) {
    const char *text = whin_json_get_text (object, members[i]);
    JsonNode *node = json_object_get_member (object, members[i]);

    if (text == NULL && node != NULL && JSON_NODE_HOLDS_OBJECT (node))
      text = whin_json_get_text (json_node_get_object (node), "message");
    if (text_says_error (text))
      return one_line (text);
  }
  return NULL;
}

static char *
error_text_of_xml (const char *data, gsize length)
{
  g_autoptr (WhinXml) xml = whin_xml_parse (data, length, NULL);
  const WhinXmlChild *child;

  if (xml == NULL)
    return NULL;
  if (strcmp (xml->root, "error") == 0)
    return one_line (whin_xml_find_text (xml, "message") != NULL
                         ? whin_xml_find_text (xml, "message")
                         : xml->text);
  child = whin_xml_find (xml, "error");
  if (child != NULL && child->is_tree) {
    g_autoptr (WhinXml) inner = whin_xml_parse (child->value, strlen (child->value), NULL);

    return inner != NULL ? one_line (whin_xml_find_text (inner, "message")) : NULL;
  }
  return one_line (whin_xml_find_text (xml, "message"));
}

static char *
error_text_of_plain (const char *data, gsize length)
{
  g_autofree char *text = NULL;

  if (length > 4 * WHIN_ANSWER_MAX_ERROR_CHARACTERS || memchr (data, '\0', length) != NULL)
    return NULL;
  text = g_strndup (data, length);
  g_strstrip (text);
  if (*text == '<' || *text == '{' || *text == '[')
    return NULL;
  return one_line (text);
}

static char *
error_text_of_status (guint status)
{
  switch (status) {
  case 401:
    return g_strdup (_ ("The server did not accept the user name or password."));
  case 403:
    return g_strdup (_ ("The server does not allow this."));
  case 404:
    return g_strdup (_ ("The server does not know this service (404)."));
  case 429:
    return g_strdup (_ ("The server asks for a pause. Try again later."));
  default:
    /* Translators: %u is a status number such as 503. */
    return g_strdup_printf (_ ("The server answered with error %u."), status);
  }
}

WhinAnswer *
whin_answer_new (guint status,
                 GBytes *body,
                 const char *content_type,
                 const char *etag,
                 const char *last_modified)
{
  WhinAnswer *self = g_new0 (WhinAnswer, 1);

  self->status = status;
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  self->content_type = g_ascii_strdown (content_type != NULL ? content_type : "", -1);
  self->content_type[strcspn (self->content_type, "; \t")] = '\0';
  self->etag = g_strdup (etag);
  self->last_modified = g_strdup (last_modified);
  return self;
}

void
whin_answer_free (WhinAnswer *self)
{
  g_bytes_unref (self->body);
  g_free (self->content_type);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

gboolean
whin_answer_is_success (const WhinAnswer *self)
{
  return self->status >= 200 && self->status < 300;
}

gboolean
whin_answer_is_xml (const WhinAnswer *self)
{
  return strcmp (self->content_type, "application/xml") == 0 ||
         strcmp (self->content_type, "text/xml") == 0 ||
         g_str_has_suffix (self->content_type, "+xml");
}

gboolean
whin_answer_says_error (const WhinAnswer *self)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (WhinXml) xml = NULL;

  if (length == 0 || length > MAX_ERROR_BODY_BYTES)
    return FALSE;
  object = whin_json_parse (data, length, NULL);
  if (object != NULL)
    return json_says_error (object);
  xml = whin_xml_parse (data, length, NULL);
  return xml != NULL && xml_says_error (xml);
}

char *
whin_answer_dup_own_text (const WhinAnswer *self)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  char *text = NULL;

  if (length == 0 || length > MAX_ERROR_BODY_BYTES)
    return NULL;
  text = error_text_of_json (data, length);
  return text != NULL ? text : error_text_of_xml (data, length);
}

char *
whin_answer_dup_error_text (const WhinAnswer *self)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  char *text = NULL;

  text = whin_answer_dup_own_text (self);
  if (text == NULL && length > 0 && length <= MAX_ERROR_BODY_BYTES &&
      strcmp (self->content_type, "text/html") != 0)
    text = error_text_of_plain (data, length);
  return text != NULL ? text : error_text_of_status (self->status);
}
