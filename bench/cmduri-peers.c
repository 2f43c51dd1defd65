/* SPDX-License-Identifier: Apache-2.0 */

#include "bench/cmduri-peers.h"

#include <string.h>

#ifdef HAVE_GLIB
#include <glib.h>
#endif
#ifdef HAVE_URIPARSER
#include <uriparser/Uri.h>
#endif

/* Each is used as its documentation shows, with nothing that the job doesn't need. */

#ifdef HAVE_URIPARSER
static bool
is_uriparser_path (const UriUriA *uri, const char *path)
{
  for (const UriPathSegmentA *segment = uri->pathHead; segment != NULL; segment = segment->next) {
    size_t length = (size_t)(segment->text.afterLast - segment->text.first);
    if (memcmp (segment->text.first, path, length) != 0)
      return false;
    path += length;
    if (segment->next != NULL && *path++ != '/')
      return false;
  }
  return *path == '\0';
}

static bool
read_uriparser_layer (const UriUriA *uri, const struct answer *answer, bool layered)
{
  UriQueryListA *query = NULL;
  int count;
  if (uri->query.first != NULL && uriDissectQueryMallocA (&query, &count, uri->query.first,
                                                          uri->query.afterLast) != URI_SUCCESS)
    return false;

  bool right = answer->name == NULL;
  bool wrapped = false;
  for (const UriQueryListA *at = query; at != NULL; at = at->next) {
    UriUriA inner;
    if (!layered && strcmp (at->key, "_cmd") == 0) {
      wrapped = true;
      if (uriParseSingleUriA (&inner, at->value, NULL) == URI_SUCCESS) {
        right = read_uriparser_layer (&inner, answer, true);
        uriFreeUriMembersA (&inner);
      }
      break;
    }
    right =
        right || (strcmp (at->key, answer->name) == 0 && strcmp (at->value, answer->value) == 0);
  }
  uriFreeQueryListA (query);
  return right && (wrapped || is_uriparser_path (uri, answer->path));
}

static bool
read_with_uriparser (const char *text, size_t length, const struct answer *answer)
{
  UriUriA uri;
  if (uriParseSingleUriExA (&uri, text, text + length, NULL) != URI_SUCCESS)
    return false;
  bool right = read_uriparser_layer (&uri, answer, false);
  uriFreeUriMembersA (&uri);
  return right;
}
#endif

#ifdef HAVE_GLIB
static bool
read_with_guri (const char *text, size_t length, const struct answer *answer)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL)
    return false;
  const char *query = g_uri_get_query (uri);
  g_autoptr (GHashTable) parameters =
      query == NULL ? NULL : g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char *inner = parameters == NULL ? NULL : g_hash_table_lookup (parameters, "_cmd");
  if (inner != NULL)
    return read_with_guri (inner, strlen (inner), answer);
  return strcmp (g_uri_get_path (uri), answer->path) == 0 &&
         (answer->name == NULL ||
          (parameters != NULL &&
           g_strcmp0 (g_hash_table_lookup (parameters, answer->name), answer->value) == 0));
}
#endif

const struct peer peers[] = {
#ifdef HAVE_URIPARSER
    {"uriparser " URI_VER_ANSI, read_with_uriparser},
#endif
#ifdef HAVE_GLIB
    {"GUri", read_with_guri},
#endif
    {NULL, NULL},
};
