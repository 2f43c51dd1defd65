/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/quick-dial/whin-quick-dial-list.h"

#include "core/quick-dial/whin-quick-dial-private.h"
#include "core/service/whin-json.h"
#include "core/service/whin-xml.h"

#include <string.h>

#define DEFAULT_PRIORITY 20
#define MAX_PRIORITY 1000000

struct _WhinQuickDialList {
  GObject parent_instance;
  GPtrArray *items; /* of WhinQuickDial */
};

static GType
get_item_type (GListModel *model)
{
  return WHIN_TYPE_QUICK_DIAL;
}

static guint
get_n_items (GListModel *model)
{
  return WHIN_QUICK_DIAL_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = WHIN_QUICK_DIAL_LIST (model)->items;

  return position < items->len ? g_object_ref (g_ptr_array_index (items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WhinQuickDialList,
                               whin_quick_dial_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GPtrArray *
make_items (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/* Puts @items (transfer full) in place of the list's; tells only a real change. */
static void
take_items (WhinQuickDialList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) old = self->items;
  gboolean is_same = old->len == items->len;

  for (guint i = 0; is_same && i < items->len; i++)
    is_same = whin_quick_dial_equal (g_ptr_array_index (old, i), g_ptr_array_index (items, i));
  self->items = items;
  if (!is_same)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, items->len);
}

static gint64
read_number (GHashTable *attributes, const char *name, gint64 otherwise)
{
  const char *text = whin_xml_attribute (attributes, name);
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_PRIORITY, &number, NULL))
    return otherwise;
  return (gint64)number;
}

static gboolean
text_is_acceptable (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= WHIN_QUICK_DIAL_MAX_TEXT_BYTES;
}

static void
merge_item (GPtrArray *items, GHashTable *positions, WhinQuickDial *item)
{
  gpointer position;

  if (g_hash_table_lookup_extended (positions, whin_quick_dial_get_id (item), NULL, &position)) {
    WhinQuickDial *present = g_ptr_array_index (items, GPOINTER_TO_UINT (position));

    if (present != NULL &&
        whin_quick_dial_get_priority (item) < whin_quick_dial_get_priority (present))
      return;
    g_clear_object (&g_ptr_array_index (items, GPOINTER_TO_UINT (position)));
    g_ptr_array_index (items, GPOINTER_TO_UINT (position)) = g_object_ref (item);
  } else if (items->len < WHIN_QUICK_DIAL_MAX_ITEMS) {
    g_hash_table_insert (positions, g_strdup (whin_quick_dial_get_id (item)),
                         GUINT_TO_POINTER (items->len));
    g_ptr_array_add (items, g_object_ref (item));
  }
}

/* A removed item leaves a gap (NULL) in @items until the end of the merge, so that the positions of
 * the others hold and an item that comes back keeps its place. */
static void
read_item (const WhinXmlChild *child, GPtrArray *items, GHashTable *positions)
{
  const char *id = whin_xml_attribute (child->attributes, "id");
  const char *action = whin_xml_attribute (child->attributes, "action");
  int priority = (int)read_number (child->attributes, "priority", DEFAULT_PRIORITY);
  g_autoptr (WhinXml) xml = NULL;
  g_autoptr (WhinQuickDial) item = NULL;
  const char *uri;
  const char *name;

  if (!text_is_acceptable (id))
    return;
  if (g_strcmp0 (action, "remove") == 0) {
    gpointer position;

    if (g_hash_table_lookup_extended (positions, id, NULL, &position))
      g_clear_object (&g_ptr_array_index (items, GPOINTER_TO_UINT (position)));
    return;
  }
  if (!child->is_tree)
    return;
  xml = whin_xml_parse (child->value, strlen (child->value), NULL);
  uri = xml != NULL ? whin_xml_find_text (xml, "uri") : NULL;
  name = xml != NULL ? whin_xml_find_text (xml, "displayName") : NULL;
  if (!text_is_acceptable (uri))
    return;
  item = whin_quick_dial_new (id, text_is_acceptable (name) ? name : NULL, uri,
                              whin_xml_find_text (xml, "portraitUrl"), priority);
  merge_item (items, positions, item);
}

static void
drop_below (GPtrArray *items, gint64 priority)
{
  for (guint i = 0; i < items->len; i++) {
    WhinQuickDial *item = g_ptr_array_index (items, i);

    if (item != NULL && whin_quick_dial_get_priority (item) < priority)
      g_clear_object (&g_ptr_array_index (items, i));
  }
}

static void
clear_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

static gboolean
merge_quick_dial (const WhinXmlChild *child,
                  GPtrArray *items,
                  GHashTable *positions,
                  GError **error)
{
  g_autoptr (WhinXml) xml = NULL;
  gint64 dropped = read_number (child->attributes, "maxQuickDialReplacePriority", -1);

  if (dropped >= 0)
    drop_below (items, dropped);
  if (!child->is_tree)
    return TRUE;
  xml = whin_xml_parse (child->value, strlen (child->value), error);
  if (xml == NULL)
    return FALSE;
  for (guint i = 0; i < xml->children->len; i++) {
    const WhinXmlChild *item = g_ptr_array_index (xml->children, i);

    if (strcmp (item->name, "item") == 0)
      read_item (item, items, positions);
  }
  return TRUE;
}

static void
whin_quick_dial_list_finalize (GObject *object)
{
  WhinQuickDialList *self = WHIN_QUICK_DIAL_LIST (object);

  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (whin_quick_dial_list_parent_class)->finalize (object);
}

static void
whin_quick_dial_list_class_init (WhinQuickDialListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_quick_dial_list_finalize;
}

static void
whin_quick_dial_list_init (WhinQuickDialList *self)
{
  self->items = make_items ();
}

WhinQuickDialList *
whin_quick_dial_list_new (void)
{
  return g_object_new (WHIN_TYPE_QUICK_DIAL_LIST, NULL);
}

gboolean
whin_quick_dial_list_merge (WhinQuickDialList *self, const char *data, gsize length, GError **error)
{
  g_autoptr (WhinXml) xml = whin_xml_parse (data, length, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (clear_item);
  g_autoptr (GHashTable) positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *merged;

  g_return_val_if_fail (WHIN_IS_QUICK_DIAL_LIST (self), FALSE);

  if (xml == NULL)
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    merge_item (items, positions, g_ptr_array_index (self->items, i));
  for (guint i = 0; i < xml->children->len; i++) {
    const WhinXmlChild *child = g_ptr_array_index (xml->children, i);

    if (strcmp (child->name, "quickDial") == 0 &&
        !merge_quick_dial (child, items, positions, error))
      return FALSE;
  }
  merged = make_items ();
  for (guint i = 0; i < items->len; i++) {
    if (g_ptr_array_index (items, i) != NULL)
      g_ptr_array_add (merged, g_object_ref (g_ptr_array_index (items, i)));
  }
  take_items (self, merged);
  return TRUE;
}

void
whin_quick_dial_list_clear (WhinQuickDialList *self)
{
  g_return_if_fail (WHIN_IS_QUICK_DIAL_LIST (self));
  take_items (self, make_items ());
}

GBytes *
whin_quick_dial_list_to_bytes (WhinQuickDialList *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();
  char *text;

  g_return_val_if_fail (WHIN_IS_QUICK_DIAL_LIST (self), NULL);

  for (guint i = 0; i < self->items->len; i++) {
    WhinQuickDial *item = g_ptr_array_index (self->items, i);
    JsonObject *kept = json_object_new ();

    json_object_set_string_member (kept, "id", whin_quick_dial_get_id (item));
    json_object_set_string_member (kept, "displayName", whin_quick_dial_get_display_name (item));
    json_object_set_string_member (kept, "uri", whin_quick_dial_get_uri (item));
    if (whin_quick_dial_get_portrait_uri (item) != NULL)
      json_object_set_string_member (kept, "portraitUri", whin_quick_dial_get_portrait_uri (item));
    json_object_set_int_member (kept, "priority", whin_quick_dial_get_priority (item));
    json_array_add_object_element (array, kept);
  }
  json_object_set_array_member (object, "items", array);
  text = whin_json_to_text (object);
  return g_bytes_new_take (text, strlen (text));
}

void
whin_quick_dial_list_restore (WhinQuickDialList *self, GBytes *kept)
{
  g_autoptr (JsonObject) object =
      whin_json_parse (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), NULL);
  JsonArray *array = object != NULL ? whin_json_get_array (object, "items") : NULL;
  g_autoptr (GPtrArray) items = make_items ();

  g_return_if_fail (WHIN_IS_QUICK_DIAL_LIST (self));

  if (array == NULL || json_array_get_length (array) > WHIN_QUICK_DIAL_MAX_ITEMS)
    return;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *item = whin_json_array_get_object (array, i);
    gint64 priority;

    if (item == NULL || !text_is_acceptable (whin_json_get_text (item, "id")) ||
        !text_is_acceptable (whin_json_get_text (item, "uri")) ||
        !whin_json_get_integer (item, "priority", &priority) || priority < 0 ||
        priority > MAX_PRIORITY)
      return;
    g_ptr_array_add (items,
                     whin_quick_dial_new (whin_json_get_text (item, "id"),
                                          whin_json_get_text (item, "displayName"),
                                          whin_json_get_text (item, "uri"),
                                          whin_json_get_text (item, "portraitUri"), (int)priority));
  }
  take_items (self, g_steal_pointer (&items));
}
