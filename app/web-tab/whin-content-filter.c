/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-content-filter.h"

#include <string.h>

#define CHILD_DOCUMENT "\"resource-type\":[\"document\"],\"load-context\":[\"child-frame\"]"

/* An origin holds letters, digits and "-.:/[]"; anything else means that it is none, and WebKit
 * would refuse all rules for a character that isn't ASCII. */
static gboolean
is_plain (const char *origin)
{
  return strspn (origin, "abcdefghijklmnopqrstuvwxyz0123456789-.:/[]_") == strlen (origin);
}

/* A regular expression within a JSON string: a backslash is written twice. */
static void
append_escaped (GString *json, const char *origin)
{
  for (const char *p = origin; *p != '\0'; p++) {
    if (strchr (".[]", *p) != NULL)
      g_string_append (json, "\\\\");
    g_string_append_c (json, *p);
  }
}

char *
whin_content_filter_dup_json (const char *const *origins)
{
  GString *json = g_string_new ("[{\"trigger\":{\"url-filter\":\".*\"," CHILD_DOCUMENT
                                "},\"action\":{\"type\":\"block\"}}");

  for (gsize i = 0; origins[i] != NULL && i < WHIN_CONTENT_FILTER_MAX_ORIGINS; i++) {
    if (!is_plain (origins[i]))
      continue;
    g_string_append (json, ",{\"trigger\":{\"url-filter\":\"^");
    append_escaped (json, origins[i]);
    g_string_append (json, "/\",\"url-filter-is-case-sensitive\":true," CHILD_DOCUMENT
                           "},\"action\":{\"type\":\"ignore-previous-rules\"}}");
  }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

char *
whin_content_filter_dup_name (const char *json)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);
}
