/* SPDX-License-Identifier: Apache-2.0 */
#include "app/control/whin-status.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean flag)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, flag);
}

static void
add_account (JsonBuilder *builder, WhinAccount *account)
{
  g_autoptr (GHashTable) nodes = whin_account_dup_public_nodes (account);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (nodes), (GCompareFunc)g_strcmp0);

  json_builder_set_member_name (builder, "account");
  json_builder_begin_object (builder);
  add_text (builder, "title", whin_account_get (account, "title"));
  add_text (builder, "username", whin_account_get (account, "username"));
  add_text (builder, "host", whin_account_get (account, "host"));
  json_builder_set_member_name (builder, "nodes");
  json_builder_begin_object (builder);
  for (GList *l = names; l != NULL; l = l->next)
    add_text (builder, l->data, g_hash_table_lookup (nodes, l->data));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_balance (JsonBuilder *builder, WhinBalance *balance)
{
  GDateTime *checked_at = whin_balance_get_checked_at (balance);
  g_autoptr (GDateTime) utc = checked_at != NULL ? g_date_time_to_utc (checked_at) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  json_builder_set_member_name (builder, "balance");
  json_builder_begin_object (builder);
  add_text (builder, "text", whin_balance_get_text (balance));
  add_text (builder, "checkedAt", text);
  add_flag (builder, "stale", whin_balance_get_stale (balance));
  add_text (builder, "error", whin_balance_get_error (balance));
  json_builder_end_object (builder);
}

static void
add_order (JsonBuilder *builder, WhinPurchase *purchase)
{
  WhinPurchaseState state = whin_purchase_get_state (purchase);

  if (state == WHIN_PURCHASE_NONE) {
    add_text (builder, "order", NULL);
    return;
  }
  json_builder_set_member_name (builder, "order");
  json_builder_begin_object (builder);
  add_text (builder, "id", whin_purchase_get_order_id (purchase));
  add_text (builder, "state", whin_purchase_state_name (state));
  json_builder_end_object (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, guint number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_phone_line (JsonBuilder *builder, WhinPhone *phone)
{
  WhinLine *line = whin_phone_get_line (phone);

  if (line == NULL) {
    add_text (builder, "line", NULL);
    return;
  }
  json_builder_set_member_name (builder, "line");
  json_builder_begin_object (builder);
  add_text (builder, "state", whin_line_state_name (whin_line_get_state (line)));
  add_text (builder, "reason", whin_line_get_reason (line));
  add_text (builder, "address", whin_line_get_address (line));
  add_flag (builder, "secure", whin_line_get_secure (line));
  add_flag (builder, "doNotDisturb",
            whin_phone_provider_get_do_not_disturb (whin_phone_get_provider (phone)));
  if (whin_line_get_voicemail_waiting (line)) {
    json_builder_set_member_name (builder, "voicemail");
    json_builder_begin_object (builder);
    add_number (builder, "new", whin_line_get_voicemail_new (line));
    add_number (builder, "old", whin_line_get_voicemail_old (line));
    json_builder_end_object (builder);
  } else
    add_text (builder, "voicemail", NULL);
  json_builder_end_object (builder);
}

static void
add_call (JsonBuilder *builder, WhinCall *call, gboolean current)
{
  static const char *const encryptions[] = {"none", "sdes", "dtls"};
  static const char *const qualities[] = {"unknown", "good", "fair", "poor", "lost"};

  const char *known = whin_call_get_known_name (call);

  json_builder_begin_object (builder);
  add_text (builder, "state", whin_call_state_name (whin_call_get_state (call)));
  add_text (builder, "direction",
            whin_call_get_direction (call) == WHIN_CALL_OUTGOING ? "out" : "in");
  add_text (builder, "number", whin_call_get_number (call));
  add_text (builder, "name", known != NULL ? known : whin_call_get_display_name (call));
  add_text (builder, "reason", whin_call_get_reason (call));
  add_number (builder, "seconds", whin_call_get_duration (call));
  add_flag (builder, "current", current);
  add_flag (builder, "muted", whin_call_get_muted (call));
  add_text (builder, "encryption", encryptions[whin_call_get_encryption (call)]);
  add_text (builder, "codec", whin_call_get_codec (call));
  add_text (builder, "quality", qualities[whin_call_get_quality (call)]);
  add_flag (builder, "conference", whin_call_get_in_conference (call));
  json_builder_end_object (builder);
}

static void
add_calls (JsonBuilder *builder, WhinPhone *phone)
{
  json_builder_set_member_name (builder, "calls");
  json_builder_begin_array (builder);
  for (guint i = 0; i < whin_phone_get_n_calls (phone); i++) {
    WhinCall *call = whin_phone_get_nth_call (phone, i);
    add_call (builder, call, call == whin_phone_get_current (phone));
  }
  json_builder_end_array (builder);
}

char *
whin_status_dup_json (WhinSession *session, WhinPhone *phone, const WhinStatusScreen *screen)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *web_uri = whin_status_dup_public_uri (screen->web_uri);
  gboolean signed_in = whin_session_get_state (session) == WHIN_SESSION_SIGNED_IN;

  json_builder_begin_object (builder);
  add_flag (builder, "signedIn", signed_in);
  add_text (builder, "screen", screen->screen);
  add_text (builder, "product", screen->product);
  json_builder_set_member_name (builder, "webTab");
  json_builder_begin_object (builder);
  add_text (builder, "uri", web_uri);
  json_builder_end_object (builder);
  if (signed_in)
    add_account (builder, whin_session_get_account (session));
  else
    add_text (builder, "account", NULL);
  add_balance (builder, whin_session_get_balance (session));
  add_text (builder, "notice", screen->notice);
  add_order (builder, whin_session_get_purchase (session));
  add_phone_line (builder, phone);
  add_calls (builder, phone);
  json_builder_end_object (builder);

  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

char *
whin_status_dup_public_uri (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;
  g_autoptr (GUri) bare = NULL;

  if (uri == NULL)
    return NULL;
  parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (parsed == NULL)
    return NULL;
  bare = g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (parsed), NULL, g_uri_get_host (parsed),
                      g_uri_get_port (parsed), g_uri_get_path (parsed), NULL, NULL);
  return g_uri_to_string (bare);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
add_line (GString *text, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", name, value);
}

static void
add_phone_lines (GString *text, JsonObject *status)
{
  JsonObject *line = get_object (status, "line");
  JsonNode *calls = json_object_get_member (status, "calls");
  const char *state = get_text (line, "state");
  const char *reason = get_text (line, "reason");
  g_autofree char *with_reason =
      state != NULL && reason != NULL ? g_strdup_printf ("%s (%s)", state, reason) : NULL;
  JsonArray *array =
      calls != NULL && JSON_NODE_HOLDS_ARRAY (calls) ? json_node_get_array (calls) : NULL;

  add_line (text, _ ("Line"), with_reason != NULL ? with_reason : state);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    JsonObject *call = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    const char *name = get_text (call, "name");
    g_autofree char *value = NULL;

    if (name == NULL)
      name = get_text (call, "number");
    value = g_strdup_printf ("%s, %s", name != NULL ? name : "", get_text (call, "state"));
    if (call != NULL)
      add_line (text, _ ("Call"), value);
  }
}

char *
whin_status_dup_text (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GString *text;
  JsonNode *root;
  JsonObject *status, *account, *balance, *order, *web_tab;

  if (!json_parser_load_from_data (parser, json, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  status = json_node_get_object (root);
  account = get_object (status, "account");
  balance = get_object (status, "balance");
  order = get_object (status, "order");
  web_tab = get_object (status, "webTab");
  text = g_string_new (NULL);
  if (account == NULL)
    g_string_append_printf (text, "%s\n", _ ("Signed out"));
  add_line (text, _ ("Account"), get_text (account, "title"));
  add_line (text, _ ("User name"), get_text (account, "username"));
  add_line (text, _ ("Server"), get_text (account, "host"));
  add_line (text, _ ("Balance"), get_text (balance, "text"));
  add_line (text, _ ("Balance checked"), get_text (balance, "checkedAt"));
  add_line (text, _ ("Balance error"), get_text (balance, "error"));
  add_phone_lines (text, status);
  add_line (text, _ ("Screen"), get_text (status, "screen"));
  add_line (text, _ ("Product"), get_text (status, "product"));
  add_line (text, _ ("Web page"), get_text (web_tab, "uri"));
  add_line (text, _ ("Order"), get_text (order, "state"));
  add_line (text, _ ("Last notice"), get_text (status, "notice"));
  return g_string_free (text, FALSE);
}
