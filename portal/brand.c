/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/brand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/utf8.h"

#define DEFAULT_ACCENT "#1a5fb4"
#define TAB_GROUP "WebTab "
#define QUICK_DIAL_GROUP "QuickDial "

enum { VALUE_MAXIMUM = 4096 };

static bool
is_code (const char *text, size_t length)
{
  if (length == 0 || length > BRAND_CODE_MAXIMUM)
    return false;
  for (size_t i = 0; i < length; i++)
    if (!((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z') ||
          (text[i] >= '0' && text[i] <= '9') || text[i] == '-' || text[i] == '_'))
      return false;
  return true;
}

/* XML 1.0, section 2.3, ASCII only and without colons, which namespaces own. */
static bool
is_node_name (const char *name)
{
  static const char first[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

  return name[0] != '\0' && strchr (first, name[0]) != NULL &&
         strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789-.") ==
             strlen (name) &&
         strlen (name) <= 128;
}

/* RFC 3986, section 3.1. */
static bool
is_scheme (const char *scheme)
{
  size_t length = strlen (scheme);

  return length > 0 && length < BRAND_SCHEME_SIZE && scheme[0] >= 'a' && scheme[0] <= 'z' &&
         strspn (scheme, "abcdefghijklmnopqrstuvwxyz0123456789+-.") == length;
}

static bool
is_accent (const char *accent)
{
  return accent[0] == '#' && strspn (accent + 1, "0123456789abcdefABCDEF") == 6 &&
         accent[7] == '\0';
}

static bool
is_value (const char *value)
{
  /* A value may have several lines (custom headers), nothing else below a space. */
  size_t length = strlen (value);

  for (size_t i = 0; i < length; i++)
    if ((unsigned char)value[i] < 0x20 && value[i] != '\n' && value[i] != '\t')
      return false;
  return length <= VALUE_MAXIMUM;
}

static void
append_element (struct buffer *xml, const char *indent, const char *name, const char *text)
{
  buffer_append_format (xml, "%s<%s>", indent, name);
  buffer_append_escaped (xml, text);
  buffer_append_format (xml, "</%s>\n", name);
}

/* The values of a list are separated by semicolons; an escaped one belongs to the value. */
static void
append_origins (struct buffer *xml, const char *list)
{
  struct buffer value = BUFFER_EMPTY;

  for (;; list++) {
    if (list[0] == '\\' && list[1] == ';') {
      buffer_append (&value, ++list, 1);
    } else if (*list == ';' || *list == '\0') {
      if (value.length > 0)
        append_element (xml, "  ", "trustedOrigin", buffer_text (&value));
      buffer_clear (&value);
      if (*list == '\0')
        return;
    } else if (*list != ' ' || value.length > 0) {
      buffer_append (&value, list, 1);
    }
  }
}

static bool
append_tab (struct buffer *xml,
            const struct key_file *file,
            const char *group,
            struct buffer *message)
{
  const char *title = key_file_value (file, group, "Title");
  const char *icon = key_file_value (file, group, "Icon");
  const char *url = key_file_value (file, group, "Url");

  if (title == NULL || url == NULL || !utf8_is_line (title, 128) || !utf8_is_line (url, 2048) ||
      (icon != NULL && !utf8_is_line (icon, 128))) {
    buffer_append_format (message, "[%s] needs a Title and a Url of one line each", group);
    return false;
  }
  buffer_append_text (xml, "  <webTab id=\"");
  buffer_append_escaped (xml, group + strlen (TAB_GROUP));
  buffer_append_text (xml, "\" title=\"");
  buffer_append_escaped (xml, title);
  if (icon != NULL) {
    buffer_append_text (xml, "\" icon=\"");
    buffer_append_escaped (xml, icon);
  }
  buffer_append_text (xml, "\">");
  buffer_append_escaped (xml, url);
  buffer_append_text (xml, "</webTab>\n");
  return true;
}

static bool
append_account (struct buffer *xml, const struct key_file *file, struct buffer *message)
{
  buffer_append_text (xml, "  <account>\n");
  for (size_t i = 0; i < file->entry_count; i++) {
    const struct key_file_entry *entry = &file->entries[i];

    if (strcmp (file->groups[entry->group], "Account") != 0)
      continue;
    if (!is_node_name (entry->key) || !is_value (entry->value)) {
      buffer_append_format (message, "[Account] %s: not a usable account node", entry->key);
      return false;
    }
    append_element (xml, "    ", entry->key, entry->value);
  }
  buffer_append_text (xml, "  </account>\n");
  return true;
}

/* wire-protocols, section 4. */
static bool
append_quick_dial (struct buffer *xml,
                   const struct key_file *file,
                   const char *group,
                   struct buffer *message)
{
  const char *name = key_file_value (file, group, "DisplayName");
  const char *uri = key_file_value (file, group, "Uri");
  const char *priority = key_file_value (file, group, "Priority");

  if (priority == NULL)
    priority = "20";
  if (name == NULL || uri == NULL || !utf8_is_line (name, 128) || !utf8_is_line (uri, 256) ||
      strspn (priority, "0123456789") != strlen (priority) || strlen (priority) > 6) {
    buffer_append_format (message, "[%s] needs a DisplayName and a Uri; Priority is a number",
                          group);
    return false;
  }
  buffer_append_text (xml, "    <item id=\"");
  buffer_append_escaped (xml, group + strlen (QUICK_DIAL_GROUP));
  buffer_append_format (xml, "\" priority=\"%s\">\n", priority);
  append_element (xml, "      ", "displayName", name);
  append_element (xml, "      ", "uri", uri);
  buffer_append_text (xml, "    </item>\n");
  return true;
}

static bool
starts_with (const char *text, const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0 && text[strlen (prefix)] != '\0';
}

static bool
append_groups (
    const struct key_file *file,
    const char *prefix,
    struct buffer *xml,
    struct buffer *message,
    bool (*append) (struct buffer *, const struct key_file *, const char *, struct buffer *))
{
  for (size_t i = 0; i < file->group_count; i++)
    if (starts_with (file->groups[i], prefix) && !append (xml, file, file->groups[i], message))
      return false;
  return true;
}

/* Everything of the document but its start tag, which differs between the two versions. */
static bool
append_inside (const struct key_file *file,
               const struct brand *brand,
               struct buffer *xml,
               struct buffer *message)
{
  const char *application = key_file_value (file, "Brand", "ApplicationId");
  const char *origins = key_file_value (file, "Brand", "TrustedOrigins");

  append_element (xml, "  ", "name", brand->name);
  if (application != NULL)
    append_element (xml, "  ", "applicationId", application);
  append_element (xml, "  ", "scheme", brand->scheme);
  append_element (xml, "  ", "accentColor", brand->accent);
  if (origins != NULL)
    append_origins (xml, origins);
  return append_groups (file, TAB_GROUP, xml, message, append_tab) &&
         append_account (xml, file, message);
}

static bool
read_identity (const struct key_file *file, struct brand *brand, struct buffer *message)
{
  const char *code = key_file_value (file, "Brand", "CloudId");
  const char *name = key_file_value (file, "Brand", "Name");
  const char *scheme = key_file_value (file, "Brand", "Scheme");
  const char *accent = key_file_value (file, "Brand", "AccentColor");
  const char *application = key_file_value (file, "Brand", "ApplicationId");

  if (scheme == NULL)
    scheme = "cloudsip";
  if (accent == NULL)
    accent = DEFAULT_ACCENT;
  if (code == NULL || !is_code (code, strlen (code)))
    buffer_append_text (message, "[Brand] CloudId: 1 to 32 letters, digits, - or _");
  else if (name == NULL || name[0] == '\0' || !utf8_is_line (name, BRAND_NAME_SIZE - 1))
    buffer_append_text (message, "[Brand] Name: one line of at most 128 bytes");
  else if (!is_scheme (scheme))
    buffer_append_text (message, "[Brand] Scheme: a URI scheme in lower case");
  else if (!is_accent (accent))
    buffer_append_text (message, "[Brand] AccentColor: written #rrggbb");
  else if (application != NULL && !utf8_is_line (application, 255))
    buffer_append_text (message, "[Brand] ApplicationId: one line");
  if (message->length > 0)
    return false;
  *brand = (struct brand){0};
  snprintf (brand->code, sizeof brand->code, "%s", code);
  snprintf (brand->name, sizeof brand->name, "%s", name);
  snprintf (brand->scheme, sizeof brand->scheme, "%s", scheme);
  snprintf (brand->accent, sizeof brand->accent, "%s", accent);
  return true;
}

static bool
store (struct database *database,
       const struct brand *brand,
       bool editable,
       const char *inside,
       const char *quick_dials)
{
  struct buffer document = BUFFER_EMPTY;
  bool fine;

  buffer_append_format (&document,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<brand code=\"%s\" editable=\"%d\">\n%s</brand>\n",
                        brand->code, editable, inside);
  fine = !document.failed &&
         database_run (database,
                       "INSERT INTO brand (code, editable, name, scheme, accent, document,"
                       " quick_dials) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                       " ON CONFLICT (code, editable) DO UPDATE SET name = excluded.name,"
                       " scheme = excluded.scheme, accent = excluded.accent,"
                       " document = excluded.document, quick_dials = excluded.quick_dials",
                       "tittttt", brand->code, (int64_t)editable, brand->name, brand->scheme,
                       brand->accent, buffer_text (&document), quick_dials);
  buffer_clear (&document);
  return fine;
}

static void
append_filled_in (struct buffer *xml, const char *text, const char *public_url)
{
  const char *word;

  while ((word = strstr (text, BRAND_PORTAL_WORD)) != NULL) {
    buffer_append (xml, text, (size_t)(word - text));
    buffer_append_escaped (xml, public_url);
    text = word + strlen (BRAND_PORTAL_WORD);
  }
  buffer_append_text (xml, text);
}

static bool
append_column (struct database *database,
               int column,
               const char *code,
               bool editable,
               const char *public_url,
               struct buffer *xml)
{
  sqlite3_stmt *row = database_first (database, NULL,
                                      "SELECT document, quick_dials FROM brand WHERE"
                                      " (code = ?1 OR ?1 = '') AND editable = ?2 ORDER BY code",
                                      "ti", code, (int64_t)editable);

  if (row == NULL)
    return false;
  append_filled_in (xml, database_text (row, column), public_url);
  sqlite3_reset (row);
  return true;
}

static void
brand_from_row (sqlite3_stmt *row, struct brand *brand)
{
  *brand = (struct brand){0};
  snprintf (brand->code, sizeof brand->code, "%s", database_text (row, 0));
  brand->editable = sqlite3_column_int (row, 1) != 0;
  snprintf (brand->name, sizeof brand->name, "%s", database_text (row, 2));
  snprintf (brand->scheme, sizeof brand->scheme, "%s", database_text (row, 3));
  snprintf (brand->accent, sizeof brand->accent, "%s", database_text (row, 4));
}

bool
brand_code_parse (const char *text, char code[BRAND_CODE_MAXIMUM + 1], bool *editable)
{
  size_t length = strlen (text);

  *editable = length > 0 && text[length - 1] == '*';
  if (*editable)
    length--;
  if (!is_code (text, length))
    return false;
  memcpy (code, text, length);
  code[length] = '\0';
  return true;
}

bool
brand_import (struct database *database,
              const struct key_file *file,
              bool live,
              struct brand *brand,
              struct buffer *message)
{
  struct buffer inside = BUFFER_EMPTY;
  struct buffer quick_dials = BUFFER_EMPTY;
  bool fine = read_identity (file, brand, message) && append_inside (file, brand, &inside, message);

  buffer_append_text (&quick_dials, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                    "<quickDials>\n  <quickDial>\n");
  fine = fine && append_groups (file, QUICK_DIAL_GROUP, &quick_dials, message, append_quick_dial);
  buffer_append_text (&quick_dials, "  </quickDial>\n</quickDials>\n");
  if (fine) {
    fine = store (database, brand, true, buffer_text (&inside), buffer_text (&quick_dials)) &&
           (!live ||
            store (database, brand, false, buffer_text (&inside), buffer_text (&quick_dials)));
    if (!fine)
      buffer_append_text (message, "the database refused the brand");
  }
  buffer_clear (&inside);
  buffer_clear (&quick_dials);
  return fine;
}

bool
brand_load (struct database *database, const char *code, bool editable, struct brand *brand)
{
  sqlite3_stmt *row = database_first (database, NULL,
                                      "SELECT code, editable, name, scheme, accent FROM brand WHERE"
                                      " (code = ?1 OR ?1 = '') AND editable = ?2 ORDER BY code",
                                      "ti", code, (int64_t)editable);

  if (row == NULL)
    return false;
  brand_from_row (row, brand);
  sqlite3_reset (row);
  return true;
}

bool
brand_append_document (struct database *database,
                       const char *code,
                       bool editable,
                       const char *public_url,
                       struct buffer *xml)
{
  return append_column (database, 0, code, editable, public_url, xml);
}

bool
brand_append_quick_dials (struct database *database,
                          const char *code,
                          bool editable,
                          const char *public_url,
                          struct buffer *xml)
{
  return append_column (database, 1, code, editable, public_url, xml);
}

void
brand_list (struct database *database, void (*each) (const struct brand *, void *), void *data)
{
  sqlite3_stmt *row = database_first (
      database, NULL,
      "SELECT code, editable, name, scheme, accent FROM brand ORDER BY code, editable", "");
  struct brand brand;

  if (row == NULL)
    return;
  do {
    brand_from_row (row, &brand);
    each (&brand, data);
  } while (sqlite3_step (row) == SQLITE_ROW);
  sqlite3_reset (row);
}
