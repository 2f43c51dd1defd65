/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sleep-watch.h"

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"

struct _WhinSleepWatch {
  GObject parent_instance;
  GCancellable *cancellable;
  GDBusConnection *bus;
  guint subscription;
};

enum { RESUMED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WhinSleepWatch, whin_sleep_watch, G_TYPE_OBJECT)

static void
on_prepare_for_sleep (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *name,
                      GVariant *parameters,
                      gpointer data)
{
  gboolean is_going_to_sleep;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &is_going_to_sleep);
  if (!is_going_to_sleep)
    g_signal_emit (data, signals[RESUMED], 0);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinSleepWatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_debug ("No system bus: %s", error->message);
    return;
  }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  /* The bus may go away; the phone need not. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->bus = g_steal_pointer (&bus);
  self->subscription = g_dbus_connection_signal_subscribe (
      self->bus, LOGIN_NAME, LOGIN_NAME ".Manager", "PrepareForSleep", LOGIN_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_prepare_for_sleep, self, NULL);
}

static void
whin_sleep_watch_dispose (GObject *object)
{
  WhinSleepWatch *self = WHIN_SLEEP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (whin_sleep_watch_parent_class)->dispose (object);
}

static void
whin_sleep_watch_finalize (GObject *object)
{
  g_object_unref (WHIN_SLEEP_WATCH (object)->cancellable);
  G_OBJECT_CLASS (whin_sleep_watch_parent_class)->finalize (object);
}

static void
whin_sleep_watch_class_init (WhinSleepWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = whin_sleep_watch_dispose;
  object_class->finalize = whin_sleep_watch_finalize;
  signals[RESUMED] = g_signal_new ("resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
whin_sleep_watch_init (WhinSleepWatch *self)
{
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus, g_object_ref (self));
}

WhinSleepWatch *
whin_sleep_watch_new (void)
{
  return g_object_new (WHIN_TYPE_SLEEP_WATCH, NULL);
}
