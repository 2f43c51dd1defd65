/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/brand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/brand-document.h"

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
  fine = !document.failed && document.length <= BRAND_DOCUMENT_MAXIMUM &&
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
brand_code_is_valid (const char *text, size_t length)
{
  if (length == 0 || length > BRAND_CODE_MAXIMUM)
    return false;
  for (size_t i = 0; i < length; i++)
    if (!((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z') ||
          (text[i] >= '0' && text[i] <= '9') || text[i] == '-' || text[i] == '_'))
      return false;
  return true;
}

bool
brand_code_parse (const char *text, char code[BRAND_CODE_MAXIMUM + 1], bool *editable)
{
  size_t length = strlen (text);

  *editable = length > 0 && text[length - 1] == '*';
  if (*editable)
    length--;
  if (!brand_code_is_valid (text, length))
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
  bool fine = brand_document_identity (file, brand, message) &&
              brand_document_append (file, brand, &inside, message) &&
              brand_document_append_quick_dials (file, &quick_dials, message);

  if (fine) {
    fine = store (database, brand, true, buffer_text (&inside), buffer_text (&quick_dials)) &&
           (!live ||
            store (database, brand, false, buffer_text (&inside), buffer_text (&quick_dials)));
    if (!fine)
      buffer_append_text (message, "the brand is too large, or the database refused it");
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
  } while (database_next (database, row));
}
