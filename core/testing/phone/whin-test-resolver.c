/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-resolver.h"

typedef struct {
  char *name;
  char *host;
  guint16 port; /* 0: an address */
} Record;

struct _WhinTestResolver {
  GResolver parent_instance;
  GPtrArray *records;
};

G_DEFINE_FINAL_TYPE (WhinTestResolver, whin_test_resolver, G_TYPE_RESOLVER)

static void
record_free (gpointer data)
{
  Record *record = data;

  g_free (record->name);
  g_free (record->host);
  g_free (record);
}

static void
free_targets (gpointer data)
{
  g_resolver_free_targets (data);
}

static void
free_addresses (gpointer data)
{
  g_resolver_free_addresses (data);
}

static void
look_up (GResolver *resolver, const char *name, gboolean is_service, GTask *task)
{
  WhinTestResolver *self = WHIN_TEST_RESOLVER (resolver);
  GList *list = NULL;

  for (guint i = 0; i < self->records->len; i++) {
    Record *record = g_ptr_array_index (self->records, i);

    if (g_strcmp0 (record->name, name) != 0 || (record->port != 0) != is_service)
      continue;
    if (is_service)
      list = g_list_append (list, g_srv_target_new (record->host, record->port, 0, 0));
    else
      list = g_list_append (list, g_inet_address_new_from_string (record->host));
  }
  if (list == NULL)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no %s", name);
  else
    g_task_return_pointer (task, list, is_service ? free_targets : free_addresses);
  g_object_unref (task);
}

/* GLib takes this one for lookups with the default flags too. */
static void
whin_test_resolver_lookup_by_name_async (GResolver *resolver,
                                         const char *host,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  look_up (resolver, host, FALSE, g_task_new (resolver, cancellable, callback, user_data));
}

static void
whin_test_resolver_lookup_service_async (GResolver *resolver,
                                         const char *record,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  look_up (resolver, record, TRUE, g_task_new (resolver, cancellable, callback, user_data));
}

static GList *
whin_test_resolver_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
whin_test_resolver_finalize (GObject *object)
{
  g_ptr_array_unref (WHIN_TEST_RESOLVER (object)->records);
  G_OBJECT_CLASS (whin_test_resolver_parent_class)->finalize (object);
}

static void
whin_test_resolver_class_init (WhinTestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = whin_test_resolver_finalize;
  resolver_class->lookup_by_name_async = whin_test_resolver_lookup_by_name_async;
  resolver_class->lookup_by_name_finish = whin_test_resolver_finish;
  resolver_class->lookup_by_name_with_flags_finish = whin_test_resolver_finish;
  resolver_class->lookup_service_async = whin_test_resolver_lookup_service_async;
  resolver_class->lookup_service_finish = whin_test_resolver_finish;
}

static void
whin_test_resolver_init (WhinTestResolver *self)
{
  self->records = g_ptr_array_new_with_free_func (record_free);
}

static void
add (GResolver *resolver, const char *name, const char *host, guint16 port)
{
  Record *record = g_new0 (Record, 1);

  record->name = g_strdup (name);
  record->host = g_strdup (host);
  record->port = port;
  g_ptr_array_add (WHIN_TEST_RESOLVER (resolver)->records, record);
}

GResolver *
whin_test_resolver_new (void)
{
  return g_object_new (WHIN_TYPE_TEST_RESOLVER, NULL);
}

void
whin_test_resolver_add_service (GResolver *resolver,
                                const char *record,
                                const char *host,
                                guint16 port)
{
  add (resolver, record, host, port);
}

void
whin_test_resolver_add_address (GResolver *resolver, const char *host, const char *address)
{
  add (resolver, host, address, 0);
}
