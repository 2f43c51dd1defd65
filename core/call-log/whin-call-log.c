/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/call-log/whin-call-log-private.h"

#include "core/service/whin-json.h"

#include <string.h>

struct _WhinCallLog {
  GObject parent_instance;
  WhinStateFile *file;
  WhinStateFile *damaged_file; /* the last one that could not be read whole */
  GPtrArray *records;          /* of WhinCallRecord, oldest first */
  GHashTable *open;            /* of WhinCall: those of this account that go on */
  guint missed;
  char *last_dialled;
  guint save_id; /* to be saved when the main loop is idle */
};

enum { PROP_0, PROP_MISSED, PROP_LAST_DIALLED, N_PROPS };

static GParamSpec *props[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return WHIN_TYPE_CALL_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return WHIN_CALL_LOG (model)->records->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *records = WHIN_CALL_LOG (model)->records;

  return position < records->len ? g_object_ref (records->pdata[records->len - 1 - position])
                                 : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WhinCallLog,
                               whin_call_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GBytes *
dup_content (WhinCallLog *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();
  char *text;

  for (guint i = 0; i < self->records->len; i++)
    json_array_add_object_element (array, whin_call_record_to_json (self->records->pdata[i]));
  json_object_set_array_member (object, "records", array);
  json_object_set_int_member (object, "missed", self->missed);
  if (self->last_dialled != NULL)
    json_object_set_string_member (object, "lastDialled", self->last_dialled);
  text = whin_json_to_text (object);
  return g_bytes_new_take (text, strlen (text));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!whin_state_file_save_finish (WHIN_STATE_FILE (source), result, &error))
    g_message ("The call log couldn’t be saved: %s", error->message);
}

static gboolean
save (gpointer data)
{
  WhinCallLog *self = data;
  g_autoptr (GBytes) content = dup_content (self);

  self->save_id = 0;
  whin_state_file_save_async (self->file, content, on_saved, NULL);
  return G_SOURCE_REMOVE;
}

/* Many calls may end at once. */
static void
save_soon (WhinCallLog *self)
{
  if (self->save_id == 0)
    self->save_id = g_idle_add_full (G_PRIORITY_DEFAULT, save, self, NULL);
}

static void
set_missed (WhinCallLog *self, guint missed)
{
  if (self->missed == missed)
    return;
  self->missed = missed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MISSED]);
}

static void
set_last_dialled (WhinCallLog *self, const char *number)
{
  if (g_strcmp0 (self->last_dialled, number) == 0)
    return;
  g_free (self->last_dialled);
  self->last_dialled = g_strdup (number);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_DIALLED]);
}

/* FALSE when not all could be read. */
static gboolean
read_records (WhinCallLog *self, JsonArray *array)
{
  guint count = array != NULL ? json_array_get_length (array) : 0;
  guint first = count > WHIN_CALL_LOG_MAX_RECORDS ? count - WHIN_CALL_LOG_MAX_RECORDS : 0;
  gboolean is_whole = array != NULL && first == 0;

  for (guint i = first; i < count; i++) {
    JsonObject *json = whin_json_array_get_object (array, i);
    WhinCallRecord *record = json != NULL ? whin_call_record_new_from_json (json) : NULL;

    if (record != NULL)
      g_ptr_array_add (self->records, record);
    else
      is_whole = FALSE;
  }
  return is_whole;
}

static gboolean
read_rest (WhinCallLog *self, JsonObject *object)
{
  const char *last_dialled = whin_json_get_text (object, "lastDialled");
  gint64 missed;
  gboolean has_missed = whin_json_get_integer (object, "missed", &missed) && missed >= 0 &&
                        missed <= WHIN_CALL_LOG_MAX_RECORDS;
  gboolean may_redial = last_dialled == NULL || strlen (last_dialled) <= WHIN_CALL_MAX_NUMBER;

  set_missed (self, has_missed ? (guint)missed : 0);
  set_last_dialled (self, may_redial ? last_dialled : NULL);
  return has_missed && may_redial;
}

static void
add (WhinCallLog *self, WhinCallRecord *record)
{
  g_ptr_array_add (self->records, record);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  if (self->records->len <= WHIN_CALL_LOG_MAX_RECORDS)
    return;
  g_ptr_array_remove_index (self->records, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), self->records->len, 1, 0);
}

static void
on_calls_changed (GListModel *calls, guint position, guint removed, guint added, WhinCallLog *self)
{
  for (guint i = position; i < position + added; i++)
    g_hash_table_add (self->open, g_list_model_get_item (calls, i));
}

static void
on_call_ended (WhinPhoneProvider *provider, WhinCall *call, WhinCallLog *self)
{
  if (!g_hash_table_contains (self->open, call))
    return;
  if (whin_phone_provider_is_missed (provider, call)) {
    add (self, whin_call_record_new (call, TRUE));
    set_missed (self, MIN (self->missed + 1, WHIN_CALL_LOG_MAX_RECORDS));
  } else
    add (self, whin_call_record_new (call, FALSE));
  g_hash_table_remove (self->open, call);
  save_soon (self);
}

static void
whin_call_log_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinCallLog *self = WHIN_CALL_LOG (object);

  switch (id) {
  case PROP_MISSED:
    g_value_set_uint (value, self->missed);
    break;
  case PROP_LAST_DIALLED:
    g_value_set_string (value, self->last_dialled);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_call_log_dispose (GObject *object)
{
  WhinCallLog *self = WHIN_CALL_LOG (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_hash_table_remove_all (self->open);
  g_clear_object (&self->file);
  g_clear_object (&self->damaged_file);
  G_OBJECT_CLASS (whin_call_log_parent_class)->dispose (object);
}

static void
whin_call_log_finalize (GObject *object)
{
  WhinCallLog *self = WHIN_CALL_LOG (object);

  g_hash_table_unref (self->open);
  g_ptr_array_unref (self->records);
  g_free (self->last_dialled);
  G_OBJECT_CLASS (whin_call_log_parent_class)->finalize (object);
}

static void
whin_call_log_class_init (WhinCallLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_call_log_get_property;
  object_class->dispose = whin_call_log_dispose;
  object_class->finalize = whin_call_log_finalize;
  props[PROP_MISSED] =
      g_param_spec_uint ("missed", NULL, NULL, 0, WHIN_CALL_LOG_MAX_RECORDS, 0, flags);
  props[PROP_LAST_DIALLED] = g_param_spec_string ("last-dialled", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
whin_call_log_init (WhinCallLog *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->open = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

WhinCallLog *
whin_call_log_new (WhinStateFile *file, WhinStateFile *damaged_file)
{
  WhinCallLog *self = g_object_new (WHIN_TYPE_CALL_LOG, NULL);

  self->file = g_object_ref (file);
  self->damaged_file = g_object_ref (damaged_file);
  return self;
}

void
whin_call_log_restore (WhinCallLog *self, GBytes *kept)
{
  g_autoptr (JsonObject) object = NULL;
  gboolean is_whole;

  g_return_if_fail (WHIN_IS_CALL_LOG (self));
  g_return_if_fail (self->records->len == 0);

  object = whin_json_parse (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), NULL);
  is_whole = object != NULL && read_records (self, whin_json_get_array (object, "records"));
  if (object != NULL)
    is_whole &= read_rest (self, object);
  if (self->records->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->records->len);
  if (!is_whole) {
    g_message ("The call log was damaged: %u calls could be read", self->records->len);
    whin_state_file_save_async (self->damaged_file, kept, on_saved, NULL);
  }
}

void
whin_call_log_flush (WhinCallLog *self)
{
  g_return_if_fail (WHIN_IS_CALL_LOG (self));

  if (self->save_id == 0)
    return;
  g_source_remove (self->save_id);
  save (self);
}

void
whin_call_log_follow (WhinCallLog *self, WhinPhoneProvider *provider)
{
  GListModel *calls;

  g_return_if_fail (WHIN_IS_CALL_LOG (self));
  g_return_if_fail (WHIN_IS_PHONE_PROVIDER (provider));

  calls = whin_phone_provider_get_calls (provider);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (on_calls_changed), self, 0);
  g_signal_connect_object (provider, "call-ended", G_CALLBACK (on_call_ended), self, 0);
  on_calls_changed (calls, 0, 0, g_list_model_get_n_items (calls), self);
}

void
whin_call_log_remember (WhinCallLog *self, const char *number)
{
  g_return_if_fail (WHIN_IS_CALL_LOG (self));
  g_return_if_fail (number != NULL);

  if (strlen (number) > WHIN_CALL_MAX_NUMBER || g_strcmp0 (number, self->last_dialled) == 0)
    return;
  set_last_dialled (self, number);
  save_soon (self);
}

const char *
whin_call_log_get_last_dialled (WhinCallLog *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_LOG (self), NULL);
  return self->last_dialled;
}

guint
whin_call_log_get_missed (WhinCallLog *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_LOG (self), 0);
  return self->missed;
}

void
whin_call_log_see_missed (WhinCallLog *self)
{
  g_return_if_fail (WHIN_IS_CALL_LOG (self));

  if (self->missed == 0)
    return;
  set_missed (self, 0);
  save_soon (self);
}

void
whin_call_log_clear (WhinCallLog *self)
{
  guint count;

  g_return_if_fail (WHIN_IS_CALL_LOG (self));

  count = self->records->len;
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_hash_table_remove_all (self->open);
  g_ptr_array_set_size (self->records, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, count, 0);
  set_missed (self, 0);
  set_last_dialled (self, NULL);
  whin_state_file_save_async (self->file, NULL, on_saved, NULL);
  whin_state_file_save_async (self->damaged_file, NULL, on_saved, NULL);
}
