/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/account/whin-account-private.h"

#include "core/service/whin-json.h"

#include <string.h>

#define LAYERS 4

struct _WhinAccount {
  GObject parent_instance;
  GHashTable *nodes; /* canonical name → Node */
};

G_DEFINE_FINAL_TYPE (WhinAccount, whin_account, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static const int layer_priorities[LAYERS] = {
    [WHIN_LAYER_SIGN_IN] = WHIN_PRIORITY_SIGN_IN,
    [WHIN_LAYER_PORTAL] = WHIN_PRIORITY_PORTAL,
    [WHIN_LAYER_PROVISIONING] = WHIN_PRIORITY_PROVISIONING,
    [WHIN_LAYER_PERSON] = WHIN_PRIORITY_PERSON,
};

typedef struct {
  char *text; /* NULL: none of this layer */
  int priority;
} Value;

typedef struct {
  char *name; /* as first written */
  Value values[LAYERS];
} Node;

static void
node_free (gpointer data)
{
  Node *node = data;

  for (int layer = 0; layer < LAYERS; layer++) {
    if (node->values[layer].text != NULL)
      explicit_bzero (node->values[layer].text, strlen (node->values[layer].text));
    g_free (node->values[layer].text);
  }
  g_free (node->name);
  g_free (node);
}

static char *
canonical (const char *name)
{
  char *copy = g_strdup (name);

  copy[0] = g_ascii_tolower (copy[0]);
  return copy;
}

static GHashTable *
make_nodes (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_free);
}

static GHashTable *
copy_nodes (GHashTable *nodes)
{
  GHashTable *copies = make_nodes ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    Node *node = value;
    Node *copy = g_new0 (Node, 1);

    copy->name = g_strdup (node->name);
    for (int layer = 0; layer < LAYERS; layer++) {
      copy->values[layer].text = g_strdup (node->values[layer].text);
      copy->values[layer].priority = node->values[layer].priority;
    }
    g_hash_table_insert (copies, g_strdup (key), copy);
  }
  return copies;
}

static Node *
find_node (GHashTable *nodes, const char *name)
{
  g_autofree char *key = canonical (name);

  return g_hash_table_lookup (nodes, key);
}

/* The value that counts; a tie goes to the later layer. */
static const Value *
effective (const Node *node)
{
  const Value *best = NULL;

  for (int layer = 0; layer < LAYERS; layer++) {
    const Value *value = &node->values[layer];

    if (value->text != NULL && (best == NULL || value->priority >= best->priority))
      best = value;
  }
  return best;
}

static const char *
effective_text (GHashTable *nodes, const char *key)
{
  const Node *node = g_hash_table_lookup (nodes, key);
  const Value *value = node != NULL ? effective (node) : NULL;

  return value != NULL ? value->text : NULL;
}

static void
set_value (GHashTable *nodes, const char *name, int layer, const char *text, int priority)
{
  g_autofree char *key = canonical (name);
  Node *node = g_hash_table_lookup (nodes, key);

  if (node == NULL) {
    node = g_new0 (Node, 1);
    node->name = g_strdup (name);
    g_hash_table_insert (nodes, g_steal_pointer (&key), node);
  }
  g_free (node->values[layer].text);
  node->values[layer].text = g_strdup (text);
  node->values[layer].priority = priority;
}

static void
remove_layer (GHashTable *nodes, int layer)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_clear_pointer (&((Node *)value)->values[layer].text, g_free);
}

static void
remove_empty_nodes (GHashTable *nodes)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    if (effective (value) == NULL)
      g_hash_table_iter_remove (&iter);
  }
}

static gboolean
covers (GHashTable *nodes, GHashTable *others)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (g_strcmp0 (effective_text (nodes, key), effective_text (others, key)) != 0)
      return FALSE;
  }
  return TRUE;
}

/* Puts @nodes (transfer full) in place of the account's. */
static void
take_nodes (WhinAccount *self, GHashTable *nodes)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->nodes);

  remove_empty_nodes (nodes);
  self->nodes = nodes;
  if (!covers (old, nodes) || !covers (nodes, old))
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
value_is_acceptable (const char *name, const char *text)
{
  gsize length = strlen (name);

  return length > 0 && length <= 256 && strlen (text) <= WHIN_ACCOUNT_MAX_VALUE_BYTES &&
         g_utf8_validate (name, -1, NULL) && g_utf8_validate (text, -1, NULL);
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
  return FALSE;
}

static gboolean
ends_in (const char *name, const char *suffix)
{
  gsize length = strlen (name);
  gsize suffix_length = strlen (suffix);

  return length >= suffix_length && g_ascii_strcasecmp (name + length - suffix_length, suffix) == 0;
}

static char *
secret_place (const char *name, int layer)
{
  return g_strdup_printf ("%d/%s", layer, name);
}

/* One element of the stored array: {"n": name, "l": layer, "p": priority, "v": value}, without "v"
 * for a secret. */
static gboolean
read_stored_value (GHashTable *nodes, JsonObject *stored, GHashTable *secrets)
{
  const char *name = stored != NULL ? whin_json_get_text (stored, "n") : NULL;
  const char *text;
  gint64 layer, priority;

  if (name == NULL || *name == '\0' || !whin_json_get_integer (stored, "l", &layer) || layer < 0 ||
      layer >= LAYERS || !whin_json_get_integer (stored, "p", &priority) || priority < 0 ||
      priority > WHIN_PRIORITY_MAX)
    return FALSE;
  if (whin_account_node_is_secret (name)) {
    g_autofree char *place = secret_place (name, (int)layer);

    text = g_hash_table_lookup (secrets, place);
  } else {
    text = whin_json_get_text (stored, "v");
  }
  if (text == NULL || !value_is_acceptable (name, text))
    return FALSE;
  set_value (nodes, name, (int)layer, text, (int)priority);
  return TRUE;
}

static void
whin_account_finalize (GObject *object)
{
  WhinAccount *self = WHIN_ACCOUNT (object);

  g_hash_table_unref (self->nodes);
  G_OBJECT_CLASS (whin_account_parent_class)->finalize (object);
}

static void
whin_account_class_init (WhinAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_account_finalize;
  signals[CHANGED] = g_signal_new ("changed", WHIN_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
whin_account_init (WhinAccount *self)
{
  self->nodes = make_nodes ();
}

WhinAccountValue *
whin_account_value_new (const char *node, const char *value, int priority)
{
  WhinAccountValue *self = g_new0 (WhinAccountValue, 1);

  self->node = g_strdup (node);
  self->value = g_strdup (value);
  self->priority = priority;
  return self;
}

void
whin_account_value_free (WhinAccountValue *self)
{
  g_free (self->node);
  if (self->value != NULL)
    explicit_bzero (self->value, strlen (self->value));
  g_free (self->value);
  g_free (self);
}

WhinAccount *
whin_account_new (void)
{
  return g_object_new (WHIN_TYPE_ACCOUNT, NULL);
}

const char *
whin_account_get (WhinAccount *self, const char *node)
{
  const Node *found;
  const Value *value;

  g_return_val_if_fail (WHIN_IS_ACCOUNT (self), NULL);
  g_return_val_if_fail (node != NULL, NULL);

  found = find_node (self->nodes, node);
  value = found != NULL ? effective (found) : NULL;
  return value != NULL ? value->text : NULL;
}

const char *
whin_account_get_text (WhinAccount *self, const char *node)
{
  const char *value = whin_account_get (self, node);

  return value != NULL ? value : "";
}

gboolean
whin_account_is_editable (WhinAccount *self, const char *node)
{
  const Node *found;

  g_return_val_if_fail (WHIN_IS_ACCOUNT (self), FALSE);

  found = find_node (self->nodes, node);
  for (int layer = 0; found != NULL && layer < WHIN_LAYER_PERSON; layer++) {
    if (found->values[layer].text != NULL && found->values[layer].priority > WHIN_PRIORITY_PERSON)
      return FALSE;
  }
  return TRUE;
}

gboolean
whin_account_set_by_person (WhinAccount *self, const char *node, const char *value)
{
  g_autoptr (GHashTable) nodes = NULL;
  Node *found;

  g_return_val_if_fail (WHIN_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (node != NULL && *node != '\0', FALSE);

  if (!whin_account_is_editable (self, node))
    return FALSE;
  if (value != NULL && !value_is_acceptable (node, value))
    return FALSE;
  nodes = copy_nodes (self->nodes);
  found = find_node (nodes, node);
  if (value != NULL) {
    if (found == NULL && g_hash_table_size (nodes) >= WHIN_ACCOUNT_MAX_NODES)
      return FALSE;
    set_value (nodes, node, WHIN_LAYER_PERSON, value, WHIN_PRIORITY_PERSON);
  } else if (found != NULL) {
    g_clear_pointer (&found->values[WHIN_LAYER_PERSON].text, g_free);
  }
  take_nodes (self, g_steal_pointer (&nodes));
  return TRUE;
}

gboolean
whin_account_node_is_secret (const char *node)
{
  return ends_in (node, "password") || ends_in (node, "token") || ends_in (node, "secret") ||
         ends_in (node, "CustomHeaders");
}

/* What of a value that isn't secret by its name may be printed; NULL for nothing. */
static char *
dup_public_text (const char *name, const char *text)
{
  const char *authority = strstr (text, "://");

  if (ends_in (name, "PostData"))
    return NULL;
  if (*text == '<') {
    g_autofree char *lower = g_ascii_strdown (text, -1);

    if (strstr (lower, "password") != NULL || strstr (lower, "token") != NULL ||
        strstr (lower, "secret") != NULL)
      return NULL;
  } else if (authority != NULL) {
    gsize length = strcspn (authority + strlen ("://"), "/?#");

    if (memchr (authority + strlen ("://"), '@', length) != NULL)
      return NULL;
    return g_strndup (text, strcspn (text, "?#"));
  }
  return g_strdup (text);
}

GHashTable *
whin_account_dup_public_nodes (WhinAccount *self)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (WHIN_IS_ACCOUNT (self), texts);

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Node *node = value;
    char *text = whin_account_node_is_secret (node->name)
                     ? NULL
                     : dup_public_text (node->name, effective (node)->text);

    if (text != NULL)
      g_hash_table_insert (texts, g_strdup (node->name), text);
  }
  return texts;
}

gboolean
whin_account_merge (
    WhinAccount *self, WhinAccountLayer layer, GPtrArray *values, gboolean replaces, GError **error)
{
  g_autoptr (GHashTable) nodes = NULL;

  g_return_val_if_fail (WHIN_IS_ACCOUNT (self), FALSE);

  nodes = copy_nodes (self->nodes);
  if (replaces)
    remove_layer (nodes, layer);
  for (guint i = 0; i < values->len; i++) {
    const WhinAccountValue *value = g_ptr_array_index (values, i);

    if (!value_is_acceptable (value->node, value->value))
      return refuse (error, "a value of the account is too long");
    set_value (nodes, value->node, layer, value->value,
               value->priority >= 0 ? MIN (value->priority, WHIN_PRIORITY_MAX)
                                    : layer_priorities[layer]);
  }
  if (g_hash_table_size (nodes) > WHIN_ACCOUNT_MAX_NODES)
    return refuse (error, "the account has too many values");
  take_nodes (self, g_steal_pointer (&nodes));
  return TRUE;
}

void
whin_account_take_provider_layers (WhinAccount *self, WhinAccount *other)
{
  g_autoptr (GHashTable) nodes = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_return_if_fail (WHIN_IS_ACCOUNT (self));
  g_return_if_fail (WHIN_IS_ACCOUNT (other));

  nodes = copy_nodes (other->nodes);
  remove_layer (nodes, WHIN_LAYER_PERSON);
  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const Node *node = value;
    const Value *own = &node->values[WHIN_LAYER_PERSON];

    if (own->text != NULL)
      set_value (nodes, node->name, WHIN_LAYER_PERSON, own->text, own->priority);
  }
  take_nodes (self, g_steal_pointer (&nodes));
}

WhinAccount *
whin_account_copy (WhinAccount *self)
{
  WhinAccount *copy = whin_account_new ();

  g_hash_table_unref (copy->nodes);
  copy->nodes = copy_nodes (self->nodes);
  return copy;
}

void
whin_account_clear (WhinAccount *self)
{
  g_return_if_fail (WHIN_IS_ACCOUNT (self));
  take_nodes (self, make_nodes ());
}

JsonArray *
whin_account_to_json (WhinAccount *self, GHashTable *secrets)
{
  JsonArray *array = json_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Node *node = value;

    for (int layer = 0; layer < LAYERS; layer++) {
      JsonObject *stored;

      if (node->values[layer].text == NULL)
        continue;
      stored = json_object_new ();
      json_object_set_string_member (stored, "n", node->name);
      json_object_set_int_member (stored, "l", layer);
      json_object_set_int_member (stored, "p", node->values[layer].priority);
      if (whin_account_node_is_secret (node->name))
        g_hash_table_replace (secrets, secret_place (node->name, layer),
                              g_strdup (node->values[layer].text));
      else
        json_object_set_string_member (stored, "v", node->values[layer].text);
      json_array_add_object_element (array, stored);
    }
  }
  return array;
}

gboolean
whin_account_from_json (WhinAccount *self, JsonArray *values, GHashTable *secrets, GError **error)
{
  g_autoptr (GHashTable) nodes = make_nodes ();

  g_return_val_if_fail (WHIN_IS_ACCOUNT (self), FALSE);

  if (json_array_get_length (values) > LAYERS * WHIN_ACCOUNT_MAX_NODES)
    return refuse (error, "the stored account has too many values");
  for (guint i = 0; i < json_array_get_length (values); i++) {
    if (!read_stored_value (nodes, whin_json_array_get_object (values, i), secrets))
      return refuse (error, "the stored account is damaged");
  }
  take_nodes (self, g_steal_pointer (&nodes));
  return TRUE;
}
