/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/dummy/whin-dummy-private.h"

#include "core/phone/whin-line-private.h"

#define RETRY_MS 50
#define RETRY_SECONDS 30

struct _WhinDummyLine {
  WhinLine parent_instance;
  GHashTable *outcomes; /* char *number → WhinDummyOutcome */
  guint retry_id;
};

G_DEFINE_FINAL_TYPE (WhinDummyLine, whin_dummy_line, WHIN_TYPE_LINE)

static WhinCall *
whin_dummy_line_dial (WhinLine *line, const char *number, const char *target, GError **error)
{
  return WHIN_CALL (whin_dummy_call_new (WHIN_DUMMY_LINE (line), WHIN_CALL_OUTGOING, number, NULL));
}

static gboolean
on_retry_time (gpointer data)
{
  WhinDummyLine *self = data;

  self->retry_id = 0;
  whin_dummy_line_set_state (self, WHIN_LINE_REGISTERED, NULL);
  return G_SOURCE_REMOVE;
}

static void
whin_dummy_line_retry (WhinLine *line)
{
  WhinDummyLine *self = WHIN_DUMMY_LINE (line);

  whin_dummy_line_set_state (self, WHIN_LINE_REGISTERING, NULL);
  self->retry_id = g_timeout_add (RETRY_MS, on_retry_time, self);
}

static void
whin_dummy_line_dispose (GObject *object)
{
  g_clear_handle_id (&WHIN_DUMMY_LINE (object)->retry_id, g_source_remove);
  G_OBJECT_CLASS (whin_dummy_line_parent_class)->dispose (object);
}

static void
whin_dummy_line_finalize (GObject *object)
{
  g_hash_table_unref (WHIN_DUMMY_LINE (object)->outcomes);
  G_OBJECT_CLASS (whin_dummy_line_parent_class)->finalize (object);
}

static void
whin_dummy_line_class_init (WhinDummyLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WhinLineClass *line_class = WHIN_LINE_CLASS (klass);

  object_class->dispose = whin_dummy_line_dispose;
  object_class->finalize = whin_dummy_line_finalize;
  line_class->dial = whin_dummy_line_dial;
  line_class->retry = whin_dummy_line_retry;
}

static void
whin_dummy_line_init (WhinDummyLine *self)
{
  self->outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

WhinDummyLine *
whin_dummy_line_new (void)
{
  WhinDummyLine *self = g_object_new (WHIN_TYPE_DUMMY_LINE, NULL);

  whin_line_set_address (WHIN_LINE (self), "alice@example.com");
  whin_line_set_voicemail_number (WHIN_LINE (self), "*97");
  return self;
}

WhinDummyOutcome
whin_dummy_line_get_outcome (WhinDummyLine *self, const char *number)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->outcomes, number));
}

void
whin_dummy_line_set_state (WhinDummyLine *self, WhinLineState state, const char *reason)
{
  g_return_if_fail (WHIN_IS_DUMMY_LINE (self));
  g_clear_handle_id (&self->retry_id, g_source_remove);
  whin_line_set_state (WHIN_LINE (self), state, reason, RETRY_SECONDS);
}

void
whin_dummy_line_set_voicemail (WhinDummyLine *self, guint new_messages, guint old_messages)
{
  g_return_if_fail (WHIN_IS_DUMMY_LINE (self));
  whin_line_set_voicemail (WHIN_LINE (self), new_messages > 0, new_messages, old_messages);
}

void
whin_dummy_line_set_voicemail_uncounted (WhinDummyLine *self)
{
  g_return_if_fail (WHIN_IS_DUMMY_LINE (self));
  whin_line_set_voicemail (WHIN_LINE (self), TRUE, 0, 0);
}

void
whin_dummy_line_set_voicemail_number (WhinDummyLine *self, const char *number)
{
  g_return_if_fail (WHIN_IS_DUMMY_LINE (self));
  whin_line_set_voicemail_number (WHIN_LINE (self), number);
}

void
whin_dummy_line_set_outcome (WhinDummyLine *self, const char *number, WhinDummyOutcome outcome)
{
  g_return_if_fail (WHIN_IS_DUMMY_LINE (self));
  g_hash_table_replace (self->outcomes, g_strdup (number), GUINT_TO_POINTER (outcome));
}
