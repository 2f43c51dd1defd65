/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/key-file.h"

#include <stdlib.h>
#include <string.h>

#include "portal/utf8.h"

static bool
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool
is_control (const char *text, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (((unsigned char)text[i] < 0x20 && !is_blank (text[i])) || text[i] == 0x7f)
      return true;
  return false;
}

/* NULL with a message when an escape is unknown; as GLib, a backslash at the end is an error. */
static char *
unescape (const char *text, size_t length, const char **message)
{
  char *value = malloc (length + 1);
  size_t out = 0;

  if (value == NULL) {
    *message = "out of memory";
    return NULL;
  }
  for (size_t i = 0; i < length; i++) {
    if (text[i] != '\\') {
      value[out++] = text[i];
      continue;
    }
    i++;
    switch (i < length ? text[i] : '\0') {
    case 's':
      value[out++] = ' ';
      break;
    case 'n':
      value[out++] = '\n';
      break;
    case 't':
      value[out++] = '\t';
      break;
    case 'r':
      value[out++] = '\r';
      break;
    case '\\':
      value[out++] = '\\';
      break;
    case ';':
      /* An escaped list separator; lists are split later, so both characters stay. */
      value[out++] = '\\';
      value[out++] = ';';
      break;
    default:
      *message = "unknown escape after a backslash";
      free (value);
      return NULL;
    }
  }
  value[out] = '\0';
  return value;
}

static bool
find_group (const struct key_file *self, const char *name, size_t length, size_t *group)
{
  for (size_t i = 0; i < self->group_count; i++)
    if (strlen (self->groups[i]) == length && memcmp (self->groups[i], name, length) == 0) {
      *group = i;
      return true;
    }
  return false;
}

static const char *
read_group (struct key_file *self, const char *line, size_t length, size_t *group)
{
  const char *name = line + 1;
  size_t name_length;

  while (length > 0 && is_blank (line[length - 1]))
    length--;
  if (length < 3 || line[length - 1] != ']')
    return "a group is written [Name]";
  name_length = length - 2;
  if (memchr (name, '[', name_length) != NULL || memchr (name, ']', name_length) != NULL)
    return "a group's name holds no brackets";
  if (is_control (name, name_length) || memchr (name, '\t', name_length) != NULL)
    return "a group's name holds no control characters";
  if (find_group (self, name, name_length, group))
    return NULL;
  if (self->group_count == KEY_FILE_MAXIMUM_GROUPS)
    return "too many groups";
  self->groups[self->group_count] = strndup (name, name_length);
  if (self->groups[self->group_count] == NULL)
    return "out of memory";
  *group = self->group_count++;
  return NULL;
}

static const char *
read_entry (struct key_file *self, const char *line, size_t length, size_t group)
{
  const char *equals = memchr (line, '=', length);
  const char *message = NULL;
  const char *start;
  size_t key_length;
  struct key_file_entry *entry = NULL;
  char *value;

  if (equals == NULL)
    return "neither a group, a key=value line nor a comment";
  key_length = (size_t)(equals - line);
  while (key_length > 0 && is_blank (line[key_length - 1]))
    key_length--;
  if (key_length == 0)
    return "a line without a key before its =";
  start = equals + 1;
  length -= (size_t)(start - line);
  while (length > 0 && is_blank (*start)) {
    start++;
    length--;
  }
  while (length > 0 && start[length - 1] == '\r')
    length--;
  if (is_control (line, key_length) || is_control (start, length))
    return "a control character";
  value = unescape (start, length, &message);
  if (value == NULL)
    return message;
  for (size_t i = 0; i < self->entry_count && entry == NULL; i++)
    if (self->entries[i].group == group && strlen (self->entries[i].key) == key_length &&
        memcmp (self->entries[i].key, line, key_length) == 0)
      entry = &self->entries[i];
  if (entry != NULL) {
    free (entry->value);
    entry->value = value;
    return NULL;
  }
  if (self->entry_count == KEY_FILE_MAXIMUM_ENTRIES) {
    free (value);
    return "too many keys";
  }
  entry = &self->entries[self->entry_count];
  entry->key = strndup (line, key_length);
  if (entry->key == NULL) {
    free (value);
    return "out of memory";
  }
  entry->group = group;
  entry->value = value;
  self->entry_count++;
  return NULL;
}

static const char *
read_line (struct key_file *self, const char *line, size_t length, size_t *group, bool *in_group)
{
  const char *message;

  while (length > 0 && is_blank (*line)) {
    line++;
    length--;
  }
  if (length == 0 || *line == '#')
    return NULL;
  if (*line == '[') {
    message = read_group (self, line, length, group);
    *in_group = message == NULL;
    return message;
  }
  if (!*in_group)
    return "a key before the first group";
  return read_entry (self, line, length, *group);
}

struct key_file *
key_file_parse (const char *text, size_t length, struct key_file_error *error)
{
  struct key_file *self;
  size_t group = 0;
  bool in_group = false;

  *error = (struct key_file_error){0, NULL};
  if (length > KEY_FILE_MAXIMUM) {
    error->message = "the file is too long";
    return NULL;
  }
  if (!utf8_is_valid (text, length) || memchr (text, '\0', length) != NULL) {
    error->message = "the file isn't UTF-8 text";
    return NULL;
  }
  self = calloc (1, sizeof *self);
  if (self != NULL)
    self->entries = calloc (KEY_FILE_MAXIMUM_ENTRIES, sizeof *self->entries);
  if (self == NULL || self->entries == NULL) {
    error->message = "out of memory";
    key_file_free (self);
    return NULL;
  }
  while (length > 0 && error->message == NULL) {
    const char *newline = memchr (text, '\n', length);
    size_t line_length = newline ? (size_t)(newline - text) : length;

    error->line++;
    error->message = read_line (self, text, line_length, &group, &in_group);
    text += line_length + (newline ? 1 : 0);
    length -= line_length + (newline ? 1 : 0);
  }
  if (error->message != NULL) {
    key_file_free (self);
    return NULL;
  }
  return self;
}

void
key_file_free (struct key_file *self)
{
  if (self == NULL)
    return;
  for (size_t i = 0; i < self->group_count; i++)
    free (self->groups[i]);
  for (size_t i = 0; i < self->entry_count; i++) {
    free (self->entries[i].key);
    free (self->entries[i].value);
  }
  free (self->entries);
  free (self);
}

const char *
key_file_value (const struct key_file *self, const char *group, const char *key)
{
  size_t index;

  if (!find_group (self, group, strlen (group), &index))
    return NULL;
  for (size_t i = 0; i < self->entry_count; i++)
    if (self->entries[i].group == index && strcmp (self->entries[i].key, key) == 0)
      return self->entries[i].value;
  return NULL;
}
