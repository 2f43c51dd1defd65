/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-template.h"

#include <string.h>

/*
 * The policy for secrets: over plain http to another machine a secret is sent as asterisks. Only a
 * digest around it lets it through; base64 and urlencode don't, as anybody can undo them. A
 * function that is never closed is an error, not text, since what was meant to be hidden would
 * show.
 */

#define ASTERISKS "********"
#define MAX_UNKNOWN_NAMES 256

typedef enum {
  FUNCTION_NONE,
  FUNCTION_SHA1,
  FUNCTION_MD5,
  FUNCTION_SHA256,
  FUNCTION_BASE64,
  FUNCTION_URLENCODE,
} Function;

static const struct {
  const char *name;
  Function function;
} functions[] = {
    {"sha1", FUNCTION_SHA1},           {"md5", FUNCTION_MD5},
    {"sha256", FUNCTION_SHA256},       {"base64", FUNCTION_BASE64},
    {"urlencode", FUNCTION_URLENCODE},
};

typedef struct {
  Function function;
  GString *text;
  gboolean is_digest; /* itself or one around it */
} Frame;

typedef struct {
  const char *cursor;
  WhinLanding landing;
  gboolean confidential;
  WhinTemplateLookup lookup;
  gpointer user_data;
  gboolean holds_secret;
  Frame frames[WHIN_TEMPLATE_MAX_DEPTH + 1];
  guint depth;
} Expansion;

static void
log_unknown_name_once (const char *scope, const char *key)
{
  static GMutex mutex;
  static GHashTable *names;
  g_autofree char *name = scope != NULL ? g_strdup_printf ("%s[%s]", scope, key) : g_strdup (key);
  gboolean is_new;

  g_mutex_lock (&mutex);
  if (names == NULL)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_new = g_hash_table_size (names) < MAX_UNKNOWN_NAMES && !g_hash_table_contains (names, name);
  if (is_new)
    g_hash_table_add (names, g_strdup (name));
  g_mutex_unlock (&mutex);
  if (is_new)
    g_message ("A template names “%s”, which is unknown; it becomes empty", name);
}

static Function
find_function (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++) {
    if (strlen (functions[i].name) == length && strncmp (functions[i].name, name, length) == 0)
      return functions[i].function;
  }
  return FUNCTION_NONE;
}

static void
append_json (GString *out, const char *value)
{
  for (const char *p = value; *p != '\0'; p++) {
    guchar c = (guchar)*p;

    if (c == '"' || c == '\\')
      g_string_append_printf (out, "\\%c", c);
    else if (c == '\n')
      g_string_append (out, "\\n");
    else if (c < 0x20 || c == 0x7F)
      g_string_append_printf (out, "\\u%04x", c);
    else
      g_string_append_c (out, (char)c);
  }
}

/* XML 1.0 has no way to say a control character. */
static void
append_xml (GString *out, const char *value)
{
  for (const char *p = value; *p != '\0'; p++) {
    switch (*p) {
    case '&':
      g_string_append (out, "&amp;");
      break;
    case '<':
      g_string_append (out, "&lt;");
      break;
    case '>':
      g_string_append (out, "&gt;");
      break;
    case '"':
      g_string_append (out, "&quot;");
      break;
    case '\'':
      g_string_append (out, "&#39;");
      break;
    case '\n':
      g_string_append (out, "&#10;");
      break;
    case '\r':
      g_string_append (out, "&#13;");
      break;
    case '\t':
      g_string_append (out, "&#9;");
      break;
    default:
      if ((guchar)*p >= 0x20)
        g_string_append_c (out, *p);
    }
  }
}

static void
append_value (GString *out, WhinLanding landing, const char *value)
{
  switch (landing) {
  case WHIN_LANDING_PLAIN:
    g_string_append (out, value);
    break;
  case WHIN_LANDING_URI:
  case WHIN_LANDING_FORM:
    g_string_append_uri_escaped (out, value, NULL, FALSE);
    break;
  case WHIN_LANDING_JSON:
    append_json (out, value);
    break;
  case WHIN_LANDING_XML:
    append_xml (out, value);
    break;
  case WHIN_LANDING_HEADER:
    for (const char *p = value; *p != '\0'; p++) {
      if ((guchar)*p >= 0x20 && *p != 0x7F)
        g_string_append_c (out, *p);
    }
    break;
  }
}

static char *
apply_function (Function function, const char *argument)
{
  switch (function) {
  case FUNCTION_SHA1:
    return g_compute_checksum_for_string (G_CHECKSUM_SHA1, argument, -1);
  case FUNCTION_MD5:
    return g_compute_checksum_for_string (G_CHECKSUM_MD5, argument, -1);
  case FUNCTION_SHA256:
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, argument, -1);
  case FUNCTION_BASE64:
    return g_base64_encode ((const guchar *)argument, strlen (argument));
  case FUNCTION_URLENCODE:
    return g_uri_escape_string (argument, NULL, FALSE);
  case FUNCTION_NONE:
    break;
  }
  g_assert_not_reached ();
}

static void
put_value (Expansion *self, const char *value, gboolean is_secret)
{
  Frame *frame = &self->frames[self->depth];

  if (is_secret && !self->confidential && !frame->is_digest)
    value = ASTERISKS;
  else if (is_secret)
    self->holds_secret = TRUE;
  append_value (frame->text, self->depth == 0 ? self->landing : WHIN_LANDING_PLAIN, value);
}

static gsize
name_length (const char *text)
{
  gsize length = 0;

  if (!g_ascii_isalpha (text[0]) && text[0] != '_')
    return 0;
  while (g_ascii_isalnum (text[length]) || text[length] == '_' || text[length] == '-')
    length++;
  return length;
}

/* "%C3%A9t%C3%A9" in an address holds no name "C3" and no name "A9t". */
static gboolean
is_percent_encoding (Expansion *self, const char *name, gsize length)
{
  if (self->landing != WHIN_LANDING_URI && self->landing != WHIN_LANDING_FORM)
    return FALSE;
  if (length < 2 || !g_ascii_isxdigit (name[0]) || !g_ascii_isxdigit (name[1]))
    return FALSE;
  return length == 2 || g_ascii_isdigit (name[0]) || g_ascii_isdigit (name[1]) ||
         (g_ascii_isupper (name[0]) && g_ascii_isupper (name[1]));
}

/* %name% at the cursor; FALSE when it is percent-encoding after all. */
static gboolean
expand_global (Expansion *self, const char *name, gsize length)
{
  g_autofree char *key = g_strndup (name, length);
  gboolean is_secret = FALSE;
  const char *value = self->lookup (NULL, key, &is_secret, self->user_data);

  if (value == NULL) {
    if (is_percent_encoding (self, name, length))
      return FALSE;
    log_unknown_name_once (NULL, key);
    value = "";
  }
  put_value (self, value, is_secret);
  self->cursor = name + length + 1;
  return TRUE;
}

/* %scope[key]% at the cursor; FALSE when it isn't closed. */
static gboolean
expand_scoped (Expansion *self, const char *name, gsize length)
{
  const char *key_start = name + length + 1;
  gsize key_length = strcspn (key_start, "]%[\r\n");
  g_autofree char *scope = NULL;
  g_autofree char *key = NULL;
  gboolean is_secret = FALSE;
  const char *value;

  if (key_start[key_length] != ']' || key_start[key_length + 1] != '%')
    return FALSE;
  scope = g_strndup (name, length);
  key = g_strndup (key_start, key_length);
  value = self->lookup (scope, key, &is_secret, self->user_data);
  if (value == NULL)
    log_unknown_name_once (scope, key);
  put_value (self, value != NULL ? value : "", is_secret);
  self->cursor = key_start + key_length + 2;
  return TRUE;
}

static gboolean
open_function (Expansion *self, Function function, const char *argument, GError **error)
{
  Frame *frame;

  if (self->depth == WHIN_TEMPLATE_MAX_DEPTH) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "a template nests its functions too deeply");
    return FALSE;
  }
  frame = &self->frames[self->depth + 1];
  frame->function = function;
  frame->text = g_string_new (NULL);
  frame->is_digest = self->frames[self->depth].is_digest || function == FUNCTION_SHA1 ||
                     function == FUNCTION_MD5 || function == FUNCTION_SHA256;
  self->depth++;
  self->cursor = argument;
  return TRUE;
}

static void
close_function (Expansion *self)
{
  Frame *frame = &self->frames[self->depth];
  g_autofree char *argument = g_string_free (g_steal_pointer (&frame->text), FALSE);
  g_autofree char *value = apply_function (frame->function, argument);
  WhinLanding landing = WHIN_LANDING_PLAIN;

  self->depth--;
  if (self->depth == 0 &&
      !(frame->function == FUNCTION_URLENCODE &&
        (self->landing == WHIN_LANDING_URI || self->landing == WHIN_LANDING_FORM)))
    landing = self->landing;
  append_value (self->frames[self->depth].text, landing, value);
  self->cursor += strlen (")%");
}

/* One step: a placeholder, the end of a function, or one byte of text. */
static gboolean
expand_step (Expansion *self, GError **error)
{
  if (self->depth > 0 && self->cursor[0] == ')' && self->cursor[1] == '%') {
    close_function (self);
    return TRUE;
  }
  if (self->cursor[0] == '%') {
    const char *name = self->cursor + 1;
    gsize length = name_length (name);
    Function function = find_function (name, length);

    if (length > 0 && name[length] == '(' && function != FUNCTION_NONE)
      return open_function (self, function, name + length + 1, error);
    if (length > 0 && name[length] == '[' && expand_scoped (self, name, length))
      return TRUE;
    if (length > 0 && name[length] == '%' && expand_global (self, name, length))
      return TRUE;
  }
  g_string_append_c (self->frames[self->depth].text, *self->cursor++);
  return TRUE;
}

char *
whin_template_expand (const char *text,
                      WhinLanding landing,
                      gboolean confidential,
                      WhinTemplateLookup lookup,
                      gpointer user_data,
                      gboolean *holds_secret,
                      GError **error)
{
  Expansion self = {
      .cursor = text,
      .landing = landing,
      .confidential = confidential,
      .lookup = lookup,
      .user_data = user_data,
  };
  gboolean is_fine = TRUE;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (lookup != NULL, NULL);

  if (strlen (text) > WHIN_TEMPLATE_MAX_BYTES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a template is too long");
    return NULL;
  }
  self.frames[0].text = g_string_new (NULL);
  while (is_fine && *self.cursor != '\0') {
    is_fine = expand_step (&self, error);
    if (is_fine && self.frames[self.depth].text->len > WHIN_TEMPLATE_MAX_BYTES) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "a template becomes too long");
      is_fine = FALSE;
    }
  }
  if (is_fine && self.depth > 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "a template's function is not closed");
    is_fine = FALSE;
  }
  if (!is_fine) {
    for (guint i = 0; i <= self.depth; i++)
      g_string_free (self.frames[i].text, TRUE);
    return NULL;
  }
  if (holds_secret != NULL && self.holds_secret)
    *holds_secret = TRUE;
  return g_string_free (self.frames[0].text, FALSE);
}
