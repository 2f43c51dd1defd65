/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-json.h"

#include <gio/gio.h>

#include <string.h>

/*
 * The depth is counted before json-glib sees the text. That is safe only when both agree on what is
 * inside a string, so everything that JSON doesn't have outside of strings (comments, single
 * quotes) and inside of them (raw control characters) is refused here.
 */
static gboolean
text_is_shallow (const char *data, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++) {
    guchar c = (guchar)data[i];

    if (in_string) {
      if (c < 0x20)
        return FALSE;
      if (c == '\\')
        i++;
      else if (c == '"')
        in_string = FALSE;
      if (i < length && (guchar)data[i] < 0x20)
        return FALSE;
    } else if (c == '"') {
      in_string = TRUE;
    } else if (c == '[' || c == '{') {
      if (++depth > WHIN_JSON_MAX_DEPTH)
        return FALSE;
    } else if (c == ']' || c == '}') {
      if (depth == 0)
        return FALSE;
      depth--;
    } else if (!g_ascii_isalnum (c) && strchr (" \t\r\n,:+-.", c) == NULL) {
      return FALSE;
    } else if (c == '\0') {
      return FALSE;
    }
  }
  return !in_string && depth == 0;
}

JsonObject *
whin_json_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;
  JsonNode *root;

  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0) {
    data += 3;
    length -= 3;
  }
  if (length == 0 || length > G_MAXSSIZE || !g_utf8_validate_len (data, length, NULL) ||
      !text_is_shallow (data, length)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not JSON");
    return NULL;
  }
  if (!json_parser_load_from_data (parser, data, (gssize)length, &cause)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not JSON");
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not a JSON object");
    return NULL;
  }
  return json_object_ref (json_node_get_object (root));
}

const char *
whin_json_get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

gboolean
whin_json_get_integer (JsonObject *object, const char *member, gint64 *value)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (node);
  return TRUE;
}

JsonArray *
whin_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
whin_json_array_get_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

char *
whin_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
