/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/account/whin-secret-store.h"

#include "core/service/whin-json.h"
#include "core/state/whin-state-file.h"

#include <libsecret/secret.h>

#include <string.h>

#define SERVICE "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define AWAY_SECONDS 60
#define FILE_PREFIX "secrets-"
#define FILE_SUFFIX ".json"

struct _WhinSecretStore {
  GObject parent_instance;
  char *folder;
  char *folder_digest; /* the keyring shall not tell where the person keeps files */
  char *application_id;
  gint away_until; /* atomic; seconds of the monotonic clock */
};

G_DEFINE_FINAL_TYPE (WhinSecretStore, whin_secret_store, G_TYPE_OBJECT)

static const SecretSchema schema = {
    .name = "org.whinchat.Account",
    .flags = SECRET_SCHEMA_NONE,
    .attributes =
        {
            {"application", SECRET_SCHEMA_ATTRIBUTE_STRING},
            {"folder", SECRET_SCHEMA_ATTRIBUTE_STRING},
            {"generation", SECRET_SCHEMA_ATTRIBUTE_STRING},
            {NULL, 0},
        },
};

/* A time-out for a call of libsecret, which has none of its own. Fires on the main context. */
typedef struct {
  GCancellable *cancellable;
  GSource *source;
} Deadline;

static gboolean
on_deadline (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
deadline_begin (Deadline *self)
{
  self->cancellable = g_cancellable_new ();
  self->source = g_timeout_source_new_seconds (WHIN_SECRET_STORE_TIMEOUT_SECONDS);
  g_source_set_callback (self->source, on_deadline, g_object_ref (self->cancellable),
                         g_object_unref);
  g_source_attach (self->source, NULL);
}

static void
deadline_end (Deadline *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->cancellable);
}

static gint
get_seconds (void)
{
  return (gint)(g_get_monotonic_time () / G_TIME_SPAN_SECOND);
}

/* Whether the service, which is started for this, answers at all: not before a person unlocks it,
 * but as every program on the bus does (D-Bus specification, org.freedesktop.DBus.Peer). */
static gboolean
answers_ping (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;

  if (bus != NULL)
    answer = g_dbus_connection_call_sync (bus, SERVICE, SERVICE_PATH, "org.freedesktop.DBus.Peer",
                                          "Ping", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                                          WHIN_SECRET_STORE_PING_SECONDS * 1000, NULL, &error);
  if (answer != NULL || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    return TRUE;
  g_info ("No Secret Service: %s", error->message);
  return FALSE;
}

/* @anew: also when it was away within the last minute. */
static gboolean
service_is_there (WhinSecretStore *self, gboolean anew)
{
  if (!anew && get_seconds () < g_atomic_int_get (&self->away_until))
    return FALSE;
  if (answers_ping ())
    return TRUE;
  g_atomic_int_set (&self->away_until, get_seconds () + AWAY_SECONDS);
  return FALSE;
}

static GHashTable *
make_attributes (WhinSecretStore *self, const char *generation)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (attributes, g_strdup ("application"), g_strdup (self->application_id));
  g_hash_table_insert (attributes, g_strdup ("folder"), g_strdup (self->folder_digest));
  if (generation != NULL)
    g_hash_table_insert (attributes, g_strdup ("generation"), g_strdup (generation));
  return attributes;
}

static char *
make_path (WhinSecretStore *self, const char *generation)
{
  g_autofree char *name = g_strconcat (FILE_PREFIX, generation, FILE_SUFFIX, NULL);

  return g_build_filename (self->folder, name, NULL);
}

static char *
secrets_to_text (GHashTable *secrets)
{
  g_autoptr (JsonObject) object = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, secrets);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (object, name, value);
  return whin_json_to_text (object);
}

static GHashTable *
secrets_from_text (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = whin_json_parse (text, length, error);
  g_autoptr (GHashTable) secrets = NULL;
  g_autoptr (GList) names = NULL;

  if (object == NULL)
    return NULL;
  secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  names = json_object_get_members (object);
  for (GList *l = names; l != NULL; l = l->next) {
    const char *value = whin_json_get_text (object, l->data);

    if (value == NULL) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "the stored secrets are damaged");
      return NULL;
    }
    g_hash_table_insert (secrets, g_strdup (l->data), g_strdup (value));
  }
  return g_steal_pointer (&secrets);
}

static gboolean
save_in_service (WhinSecretStore *self, const char *generation, const char *text)
{
  g_autoptr (GHashTable) attributes = make_attributes (self, generation);
  g_autoptr (GError) error = NULL;
  Deadline deadline;
  gboolean is_saved;

  if (!service_is_there (self, FALSE))
    return FALSE;
  deadline_begin (&deadline);
  is_saved = secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT,
                                          "Whinchat account", text, deadline.cancellable, &error);
  deadline_end (&deadline);
  if (!is_saved)
    g_info ("No Secret Service: %s", error != NULL ? error->message : "refused");
  return is_saved;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

/* The generations that the service holds.
 *
 * The items are proxies, and let go of what they hold of the bus by way of the context they were
 * made in: secret_password_searchv_sync() would drop its own context before them, and leave that
 * behind for ever. */
static GPtrArray *
list_generations (GHashTable *attributes, GCancellable *cancellable)
{
  GPtrArray *generations = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GList *items;

  g_main_context_push_thread_default (context);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL, cancellable, on_found, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  items = secret_password_search_finish (result, &error);
  if (error != NULL)
    g_info ("No Secret Service: %s", error->message);
  for (GList *l = items; l != NULL; l = l->next) {
    g_autoptr (GHashTable) found = secret_retrievable_get_attributes (l->data);
    const char *generation = g_hash_table_lookup (found, "generation");

    if (generation != NULL)
      g_ptr_array_add (generations, g_strdup (generation));
  }
  g_list_free_full (items, g_object_unref);
  g_clear_object (&result);
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);
  return generations;
}

static void
remove_from_service (WhinSecretStore *self, const char *kept_generation)
{
  g_autoptr (GHashTable) attributes = make_attributes (self, NULL);
  g_autoptr (GPtrArray) generations = NULL;
  Deadline deadline;

  /* What a person who signs out leaves behind is worth waiting for. */
  if (!service_is_there (self, kept_generation == NULL))
    return;
  deadline_begin (&deadline);
  generations = list_generations (attributes, deadline.cancellable);
  for (guint i = 0; i < generations->len; i++) {
    const char *generation = g_ptr_array_index (generations, i);
    g_autoptr (GError) error = NULL;

    if (g_strcmp0 (generation, kept_generation) == 0)
      continue;
    g_hash_table_replace (attributes, g_strdup ("generation"), g_strdup (generation));
    if (!secret_password_clearv_sync (&schema, attributes, deadline.cancellable, &error))
      g_info ("An old secret stays: %s", error != NULL ? error->message : "not found");
  }
  deadline_end (&deadline);
}

static void
remove_files (WhinSecretStore *self, const char *kept_generation)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  g_autofree char *kept = kept_generation != NULL
                              ? g_strconcat (FILE_PREFIX, kept_generation, FILE_SUFFIX, NULL)
                              : NULL;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);
    g_autoptr (GError) error = NULL;

    if (!g_str_has_prefix (name, FILE_PREFIX) || g_strcmp0 (name, kept) == 0)
      continue;
    if (!whin_state_file_write (path, NULL, &error))
      g_message ("An old secret stays: %s", error->message);
  }
}

static void
whin_secret_store_finalize (GObject *object)
{
  WhinSecretStore *self = WHIN_SECRET_STORE (object);

  g_free (self->folder);
  g_free (self->folder_digest);
  g_free (self->application_id);
  G_OBJECT_CLASS (whin_secret_store_parent_class)->finalize (object);
}

static void
whin_secret_store_class_init (WhinSecretStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_secret_store_finalize;
}

static void
whin_secret_store_init (WhinSecretStore *self)
{
}

WhinSecretStore *
whin_secret_store_new (const char *folder, const char *application_id)
{
  WhinSecretStore *self = g_object_new (WHIN_TYPE_SECRET_STORE, NULL);

  self->folder = g_strdup (folder);
  self->folder_digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folder, -1);
  self->application_id = g_strdup (application_id);
  return self;
}

gboolean
whin_secret_store_finds_service (WhinSecretStore *self)
{
  return service_is_there (self, FALSE);
}

gboolean
whin_secret_store_save (WhinSecretStore *self,
                        const char *generation,
                        GHashTable *secrets,
                        const char **place,
                        GError **error)
{
  g_autofree char *text = secrets_to_text (secrets);
  g_autofree char *path = make_path (self, generation);
  g_autoptr (GBytes) content = NULL;

  if (save_in_service (self, generation, text)) {
    *place = "service";
    return TRUE;
  }
  *place = "file";
  content = g_bytes_new (text, strlen (text));
  return whin_state_file_write (path, content, error);
}

GHashTable *
whin_secret_store_load (WhinSecretStore *self,
                        const char *generation,
                        const char *place,
                        GError **error)
{
  if (strcmp (place, "service") == 0) {
    g_autoptr (GHashTable) attributes = make_attributes (self, generation);
    g_autoptr (GError) cause = NULL;
    Deadline deadline;
    char *text;
    GHashTable *secrets;

    deadline_begin (&deadline);
    text = secret_password_lookupv_sync (&schema, attributes, deadline.cancellable, &cause);
    deadline_end (&deadline);
    if (text == NULL) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           cause != NULL ? cause->message : "the secrets are gone");
      return NULL;
    }
    secrets = secrets_from_text (text, strlen (text), error);
    secret_password_free (text);
    return secrets;
  } else {
    g_autofree char *path = make_path (self, generation);
    g_autoptr (GBytes) content = whin_state_file_read (path, error);

    if (content == NULL)
      return NULL;
    return secrets_from_text (g_bytes_get_data (content, NULL), g_bytes_get_size (content), error);
  }
}

void
whin_secret_store_keep_only (WhinSecretStore *self, const char *generation)
{
  remove_from_service (self, generation);
  remove_files (self, generation);
}
