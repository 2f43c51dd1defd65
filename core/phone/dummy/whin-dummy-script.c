/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/dummy/whin-dummy-script.h"

#include <string.h>

#define MAX_WORDS 6

struct _WhinDummyScript {
  GPtrArray *steps; /* of WhinDummyStep */
};

/* What a word may be; the position in `words` is the value. */
typedef struct {
  const char *const *words;
  gsize count;
} Choice;

static const char *const action_words[] = {
    "line",           "voicemail", "voicemail-number", "ring",    "outgoing", "answer",
    "hold",           "resume",    "encryption",       "quality", "dtmf",     "refuse-transfer",
    "stall-transfer", "end",       "pass-on",          "plug",    "unplug",   "level",
};
static const char *const state_words[] = {
    "off", "no-network", "registering", "registered", "unregistering", "waiting", "refused",
};
static const char *const outcome_words[] = {
    "answers", "rings", "early", "busy", "declined", "unknown", "offline", "nothing",
};
static const char *const encryption_words[] = {"none", "sdes", "dtls"};
static const char *const kind_words[] = {"microphone", "speaker"};
static const char *const quality_words[] = {"unknown", "good", "fair", "poor", "lost"};

#define CHOICE(words) ((Choice){words, G_N_ELEMENTS (words)})

static gboolean
choose (Choice choice, const char *word, guint *value)
{
  for (gsize i = 0; word != NULL && i < choice.count; i++) {
    if (strcmp (choice.words[i], word) == 0) {
      *value = (guint)i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_number (const char *word, guint max, guint *value)
{
  guint64 number;

  if (word == NULL || !g_ascii_string_to_unsigned (word, 10, 0, max, &number, NULL))
    return FALSE;
  *value = (guint)number;
  return TRUE;
}

static gboolean
read_call (const char *word, guint *call)
{
  *call = 0;
  return g_strcmp0 (word, "last") == 0 || (read_number (word, 10000, call) && *call > 0);
}

static void
step_free (gpointer data)
{
  WhinDummyStep *step = data;

  g_free (step->text);
  g_free (step->name);
  g_free (step);
}

/* @words: MAX_WORDS of them, the missing ones NULL; the first two are the wait and the action. */
static gboolean
read_step (WhinDummyStep *step, char **words)
{
  guint action;

  if (!read_number (words[0], WHIN_DUMMY_MAX_WAIT_MS, &step->wait_ms) ||
      !choose (CHOICE (action_words), words[1], &action))
    return FALSE;
  step->action = action;
  switch (step->action) {
  case WHIN_DUMMY_STEP_LINE:
    step->text = g_strdup (words[3]);
    return choose (CHOICE (state_words), words[2], &step->value) && words[4] == NULL;
  case WHIN_DUMMY_STEP_VOICEMAIL:
    if (g_strcmp0 (words[2], "uncounted") == 0) {
      step->value = WHIN_DUMMY_UNCOUNTED;
      return words[3] == NULL;
    }
    return read_number (words[2], 9999, &step->value) &&
           read_number (words[3], 9999, &step->value2) && words[4] == NULL;
  case WHIN_DUMMY_STEP_VOICEMAIL_NUMBER:
    step->text = g_strdup (words[2]);
    return words[3] == NULL;
  case WHIN_DUMMY_STEP_RING:
    step->text = g_strdup (words[2]);
    step->name = g_strdup (words[3]);
    return words[2] != NULL && words[4] == NULL;
  case WHIN_DUMMY_STEP_OUTGOING:
    step->text = g_strdup (words[2]);
    return words[2] != NULL && choose (CHOICE (outcome_words), words[3], &step->value) &&
           words[4] == NULL;
  case WHIN_DUMMY_STEP_ANSWER:
  case WHIN_DUMMY_STEP_HOLD:
  case WHIN_DUMMY_STEP_RESUME:
  case WHIN_DUMMY_STEP_REFUSE_TRANSFER:
  case WHIN_DUMMY_STEP_STALL_TRANSFER:
    return read_call (words[2], &step->call) && words[3] == NULL;
  case WHIN_DUMMY_STEP_ENCRYPTION:
    return read_call (words[2], &step->call) &&
           choose (CHOICE (encryption_words), words[3], &step->value) && words[4] == NULL;
  case WHIN_DUMMY_STEP_QUALITY:
    return read_call (words[2], &step->call) &&
           choose (CHOICE (quality_words), words[3], &step->value) && words[4] == NULL;
  case WHIN_DUMMY_STEP_DTMF:
    if (!read_call (words[2], &step->call) || words[3] == NULL || strlen (words[3]) != 1 ||
        strchr ("0123456789*#ABCD", words[3][0]) == NULL)
      return FALSE;
    step->value = (guint)words[3][0];
    return words[4] == NULL;
  case WHIN_DUMMY_STEP_END:
    step->text = words[3] != NULL ? g_strdup (words[4]) : NULL;
    return read_call (words[2], &step->call) &&
           (words[3] == NULL || read_number (words[3], 699, &step->value)) && words[5] == NULL;
  case WHIN_DUMMY_STEP_PASS_ON:
    step->text = g_strdup (words[3]);
    return read_call (words[2], &step->call) && words[3] != NULL && words[4] == NULL;
  case WHIN_DUMMY_STEP_PLUG:
    step->text = g_strdup (words[3]);
    step->name = g_strdup (words[4]);
    return choose (CHOICE (kind_words), words[2], &step->value) && words[4] != NULL &&
           words[5] == NULL;
  case WHIN_DUMMY_STEP_UNPLUG:
    step->text = g_strdup (words[3]);
    return choose (CHOICE (kind_words), words[2], &step->value) && words[3] != NULL &&
           words[4] == NULL;
  case WHIN_DUMMY_STEP_LEVEL:
    return read_number (words[2], 100, &step->value) && words[3] == NULL;
  default:
    return FALSE;
  }
}

static gboolean
read_line (const char *line, WhinDummyStep *step)
{
  g_auto (GStrv) parsed = NULL;
  char *words[MAX_WORDS] = {NULL};
  int count;

  if (!g_shell_parse_argv (line, &count, &parsed, NULL) || count > MAX_WORDS)
    return FALSE;
  for (int i = 0; i < count; i++)
    words[i] = parsed[i];
  return read_step (step, words);
}

WhinDummyScript *
whin_dummy_script_new (const char *text, GError **error)
{
  g_autoptr (WhinDummyScript) self = g_new0 (WhinDummyScript, 1);
  g_auto (GStrv) lines = NULL;

  self->steps = g_ptr_array_new_with_free_func (step_free);
  if (strnlen (text, WHIN_DUMMY_MAX_SCRIPT + 1) > WHIN_DUMMY_MAX_SCRIPT ||
      !g_utf8_validate (text, -1, NULL)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The script is too long or not in UTF-8.");
    return NULL;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    WhinDummyStep *step;

    g_strstrip (lines[i]);
    if (*lines[i] == '\0' || *lines[i] == '#')
      continue;
    step = g_new0 (WhinDummyStep, 1);
    g_ptr_array_add (self->steps, step);
    if (self->steps->len > WHIN_DUMMY_MAX_STEPS || !read_line (lines[i], step)) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Line %u of the script is no step.",
                   i + 1);
      return NULL;
    }
  }
  return g_steal_pointer (&self);
}

void
whin_dummy_script_free (WhinDummyScript *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

const WhinDummyStep *
whin_dummy_script_get (WhinDummyScript *self, guint position)
{
  return position < self->steps->len ? self->steps->pdata[position] : NULL;
}
