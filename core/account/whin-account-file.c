/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/account/whin-account-file.h"

#include "core/service/whin-json.h"
#include "core/state/whin-state-file.h"
#include "core/state/whin-writer.h"

#include <string.h>

/* What the threads use; it outlives the object while a save is under way. */
typedef struct {
  char *path;
  WhinSecretStore *store;
  GMutex mutex; /* guards what follows, which both threads (load, save) use */
  char *generation;
  char *place;
  GHashTable *secrets;        /* of that generation */
  gboolean has_tried_service; /* for secrets that were in a file */
} Disk;

struct _WhinAccountFile {
  GObject parent_instance;
  Disk *disk; /* g_atomic_rc_box */
  WhinWriter *writer;
};

G_DEFINE_FINAL_TYPE (WhinAccountFile, whin_account_file, G_TYPE_OBJECT)

static gboolean
tables_are_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, value;

  if (a == NULL || b == NULL || g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    if (g_strcmp0 (g_hash_table_lookup (b, name), value) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
remember (Disk *self, const char *generation, const char *place, GHashTable *secrets)
{
  g_free (self->generation);
  self->generation = g_strdup (generation);
  g_free (self->place);
  self->place = g_strdup (place);
  g_clear_pointer (&self->secrets, g_hash_table_unref);
  self->secrets = secrets != NULL ? g_hash_table_ref (secrets) : NULL;
}

static gboolean
write_document (Disk *self,
                WhinAccountDocument *content,
                const char *generation,
                const char *place,
                GError **error)
{
  JsonObject *named = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  json_object_set_string_member (named, "generation", generation);
  json_object_set_string_member (named, "place", place);
  json_object_set_object_member (content->document, "secrets", named);
  text = whin_json_to_text (content->document);
  bytes = g_bytes_new_take (text, strlen (text));
  return whin_state_file_write (self->path, bytes, error);
}

/* Secrets that are in a file, as no service was there then. Once only: a service that answers may
 * refuse, or ask the person something each time. */
static gboolean
may_move_into_service (Disk *self)
{
  if (self->has_tried_service || g_strcmp0 (self->place, "file") != 0)
    return FALSE;
  self->has_tried_service = whin_secret_store_finds_service (self->store);
  return self->has_tried_service;
}

static gboolean
save_document (Disk *self, WhinAccountDocument *content, GError **error)
{
  g_autofree char *generation = NULL;
  const char *place;

  if (tables_are_equal (self->secrets, content->secrets) && !may_move_into_service (self))
    return write_document (self, content, self->generation, self->place, error);

  generation = g_uuid_string_random ();
  if (!whin_secret_store_save (self->store, generation, content->secrets, &place, error))
    return FALSE;
  if (!write_document (self, content, generation, place, error))
    return FALSE;
  remember (self, generation, place, content->secrets);
  whin_secret_store_keep_only (self->store, generation);
  return TRUE;
}

/* Runs in the writer's thread. */
static gboolean
save (gpointer content, gpointer data, GError **error)
{
  Disk *self = data;
  gboolean is_saved;

  g_mutex_lock (&self->mutex);
  if (content != NULL) {
    is_saved = save_document (self, content, error);
  } else {
    is_saved = whin_state_file_write (self->path, NULL, error);
    remember (self, NULL, NULL, NULL);
    whin_secret_store_keep_only (self->store, NULL);
  }
  g_mutex_unlock (&self->mutex);
  return is_saved;
}

static WhinAccountDocument *
load (Disk *self, GError **error)
{
  g_autoptr (GBytes) bytes = whin_state_file_read (self->path, error);
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (GHashTable) secrets = NULL;
  g_autoptr (GError) cause = NULL;
  JsonNode *member;
  const char *generation = NULL;
  const char *place = NULL;

  if (bytes == NULL)
    return NULL;
  document = whin_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (document == NULL)
    return NULL;
  member = json_object_get_member (document, "secrets");
  if (member != NULL && JSON_NODE_HOLDS_OBJECT (member)) {
    generation = whin_json_get_text (json_node_get_object (member), "generation");
    place = whin_json_get_text (json_node_get_object (member), "place");
  }
  if (generation == NULL || place == NULL || !g_uuid_string_is_valid (generation)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "the stored account is damaged");
    return NULL;
  }
  secrets = whin_secret_store_load (self->store, generation, place, &cause);
  if (secrets == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the account’s secrets can’t be read: %s",
                 cause->message);
    return NULL;
  }
  remember (self, generation, place, secrets);
  /* A process that died between the steps of a save left one too many. */
  if (strcmp (place, "file") == 0)
    whin_secret_store_keep_only (self->store, generation);
  return whin_account_document_new (g_steal_pointer (&document), g_steal_pointer (&secrets));
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Disk *self = data;
  GError *error = NULL;
  WhinAccountDocument *document;

  g_mutex_lock (&self->mutex);
  document = load (self, &error);
  g_mutex_unlock (&self->mutex);
  if (document == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, document, (GDestroyNotify)whin_account_document_free);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (whin_writer_save_finish (WHIN_WRITER (source), result, &error)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  g_message ("Can’t save the account: %s", error->message);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
disk_clear (gpointer data)
{
  Disk *self = data;

  remember (self, NULL, NULL, NULL);
  g_clear_object (&self->store);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
}

static void
disk_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, disk_clear);
}

static void
whin_account_file_finalize (GObject *object)
{
  WhinAccountFile *self = WHIN_ACCOUNT_FILE (object);

  g_clear_object (&self->writer);
  g_clear_pointer (&self->disk, disk_release);
  G_OBJECT_CLASS (whin_account_file_parent_class)->finalize (object);
}

static void
whin_account_file_class_init (WhinAccountFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_account_file_finalize;
}

static void
whin_account_file_init (WhinAccountFile *self)
{
  self->disk = g_atomic_rc_box_new0 (Disk);
  g_mutex_init (&self->disk->mutex);
}

WhinAccountDocument *
whin_account_document_new (JsonObject *document, GHashTable *secrets)
{
  WhinAccountDocument *self = g_new0 (WhinAccountDocument, 1);

  self->document = document;
  self->secrets = secrets;
  return self;
}

void
whin_account_document_free (WhinAccountDocument *self)
{
  json_object_unref (self->document);
  g_hash_table_unref (self->secrets);
  g_free (self);
}

WhinAccountFile *
whin_account_file_new (const char *folder, const char *application_id)
{
  WhinAccountFile *self = g_object_new (WHIN_TYPE_ACCOUNT_FILE, NULL);

  self->disk->path = g_build_filename (folder, "account.json", NULL);
  self->disk->store = whin_secret_store_new (folder, application_id);
  self->writer = whin_writer_new (save, g_atomic_rc_box_acquire (self->disk), disk_release);
  return self;
}

void
whin_account_file_save_async (WhinAccountFile *self,
                              WhinAccountDocument *document,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (WHIN_IS_ACCOUNT_FILE (self));
  whin_writer_save_async (self->writer, document, (GDestroyNotify)whin_account_document_free,
                          on_saved, task);
}

gboolean
whin_account_file_save_finish (WhinAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
whin_account_file_load_async (WhinAccountFile *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (WHIN_IS_ACCOUNT_FILE (self));
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->disk), disk_release);
  g_task_run_in_thread (task, load_in_thread);
}

WhinAccountDocument *
whin_account_file_load_finish (WhinAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
whin_account_file_wait (WhinAccountFile *self, gint64 deadline)
{
  g_return_val_if_fail (WHIN_IS_ACCOUNT_FILE (self), FALSE);
  return whin_writer_wait (self->writer, deadline);
}
