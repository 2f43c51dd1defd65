/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-request.h"

#include <string.h>

#define DEFAULT_TIMEOUT_SECONDS 30
#define DEFAULT_MAX_BYTES (1024 * 1024)

/* RFC 9110, section 5.1: a field name is a token. */
static gboolean
header_name_is_valid (const char *name)
{
  if (*name == '\0')
    return FALSE;
  for (const char *p = name; *p != '\0'; p++) {
    if (!g_ascii_isalnum (*p) && strchr ("!#$%&'*+-.^_`|~", *p) == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
header_value_is_valid (const char *value)
{
  for (const char *p = value; *p != '\0'; p++) {
    if (((guchar)*p < 0x20 && *p != '\t') || *p == 0x7F)
      return FALSE;
  }
  return TRUE;
}

static gboolean
header_belongs_to_connection (const char *name)
{
  static const char *const names[] = {"Host",       "Content-Length", "Transfer-Encoding",
                                      "Connection", "Upgrade",        "TE",
                                      "Trailer",    "Keep-Alive",     "Expect"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
free_wiped (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

WhinRequest *
whin_request_new (const char *uri)
{
  WhinRequest *self = g_new0 (WhinRequest, 1);

  self->method = g_strdup ("GET");
  self->uri = g_strdup (uri);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  self->timeout_seconds = DEFAULT_TIMEOUT_SECONDS;
  self->max_bytes = DEFAULT_MAX_BYTES;
  return self;
}

void
whin_request_free (WhinRequest *self)
{
  g_free (self->method);
  g_free (self->uri);
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->username);
  free_wiped (self->password);
  g_free (self);
}

void
whin_request_add_header_lines (WhinRequest *self, const char *lines)
{
  g_autoptr (GString) text = g_string_new (lines);
  g_auto (GStrv) split = NULL;
  guint count = 0;

  g_string_replace (text, "\\n", "\n", 0);
  split = g_strsplit (text->str, "\n", WHIN_REQUEST_MAX_HEADERS + 1);
  for (char **line = split; *line != NULL && count < WHIN_REQUEST_MAX_HEADERS; line++, count++) {
    char *colon = strchr (*line, ':');
    const char *name;
    const char *value;

    if (colon == NULL)
      continue;
    *colon = '\0';
    name = g_strstrip (*line);
    value = g_strstrip (colon + 1);
    if (!header_name_is_valid (name) || !header_value_is_valid (value) ||
        header_belongs_to_connection (name))
      continue;
    if (g_ascii_strcasecmp (name, "Content-Type") == 0) {
      g_free (self->content_type);
      self->content_type = g_strdup (value);
    } else {
      soup_message_headers_append (self->headers, name, value);
    }
  }
}
