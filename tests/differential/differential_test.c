/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"
#include "cmduri/tool/json.h"
#include "tests/differential/generator.h"

#include <glib.h>
#include <string.h>
#include <uriparser/Uri.h>

/*
 * differential_test COUNT [SEED [show]]
 *
 * Makes URIs by chance and has uriparser and GUri take apart those that this library accepts: layer
 * by layer, path, first values of the names, number. What they decode must be what it understood.
 * Where they differ on purpose (the specification, section 11), the rule is counted; any other
 * difference fails. With `show` every accepted URI and what it means are printed as JSON, for
 * oracles in other languages.
 */

/* What an oracle makes of one layer; texts that it decoded, or NULL. */
struct parts {
  char *path;
  GHashTable *first; /* name → first value */
};

/* Why an oracle has nothing to say: the rule, or NULL when it has. */
typedef const char *(*oracle_func) (const char *text, struct parts *parts);

static unsigned long compared, silent;
static GHashTable *differences; /* oracle and rule → count */

static void
count_difference (const char *oracle, const char *rule)
{
  char *key = g_strdup_printf ("%s %s", oracle, rule);
  unsigned long count = GPOINTER_TO_SIZE (g_hash_table_lookup (differences, key));
  g_hash_table_insert (differences, key, GSIZE_TO_POINTER (count + 1));
}

static void
parts_clear (struct parts *parts)
{
  g_clear_pointer (&parts->path, g_free);
  g_clear_pointer (&parts->first, g_hash_table_unref);
}

static void
keep_first (struct parts *parts, const char *name, const char *value)
{
  if (!g_hash_table_contains (parts->first, name))
    g_hash_table_insert (parts->first, g_strdup (name), g_strdup (value == NULL ? "" : value));
}

/* Whether a byte stands there that RFC 3986 allows nowhere, or not in this place. */
static const char *
find_raw (const char *text)
{
  const char *fragment = strchr (text, '#');
  for (const char *at = text; *at != '\0'; at++) {
    if ((unsigned char)*at >= 0x80)
      return "CU-55";
    if (strchr (" \"<>\\^`{|}", *at) != NULL)
      return "CU-46";
    if (*at == '[' || *at == ']')
      return strchr (text, '?') == NULL || at < strchr (text, '?') ? "CU-34" : "CU-46";
    if (*at == '#' && at != fragment)
      return "CU-47";
  }
  return NULL;
}

/* A host of its own: then the path is no command. Only slashes that CU-40 forgives get here. */
static const char *
find_authority (const char *text)
{
  const char *colon = strchr (text, ':');
  return colon != NULL && g_str_has_prefix (colon, "://") ? "CU-40" : NULL;
}

static char *
decode_range (const char *first, const char *after)
{
  char *text = g_strndup (first, (size_t)(after - first));
  uriUnescapeInPlaceExA (text, URI_FALSE, URI_BR_DONT_TOUCH);
  return text;
}

static const char *
ask_uriparser (const char *text, struct parts *parts)
{
  UriUriA uri;
  const char *error_at;
  UriQueryListA *list = NULL;
  int count;

  if (uriParseSingleUriA (&uri, text, &error_at) != URI_SUCCESS)
    return find_raw (text);
  GString *path = g_string_new (uri.absolutePath ? "/" : "");
  for (const UriPathSegmentA *segment = uri.pathHead; segment != NULL; segment = segment->next) {
    char *decoded = decode_range (segment->text.first, segment->text.afterLast);
    g_string_append_printf (path, "%s%s", decoded, segment->next == NULL ? "" : "/");
    g_free (decoded);
  }
  parts->path = g_string_free (path, FALSE);
  if (uri.query.first != NULL &&
      uriDissectQueryMallocA (&list, &count, uri.query.first, uri.query.afterLast) == URI_SUCCESS) {
    for (const UriQueryListA *at = list; at != NULL; at = at->next)
      keep_first (parts, at->key, at->value);
    uriFreeQueryListA (list);
  }
  uriFreeUriMembersA (&uri);
  return NULL;
}

static const char *
ask_guri (const char *text, struct parts *parts)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL)
    return find_raw (text);
  parts->path = g_uri_unescape_string (g_uri_get_path (uri), NULL);

  const char *query = g_uri_get_query (uri);
  GUriParamsIter iter;
  char *name, *value;
  g_autoptr (GError) error = NULL;
  if (query == NULL)
    return NULL;
  g_auto (GStrv) pairs = g_strsplit (query, "&", -1);
  for (char **pair = pairs; *pair != NULL; pair++)
    if (strchr (*pair, '=') == NULL)
      return "CU-11";
  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error)) {
    keep_first (parts, name, value);
    g_free (name);
    g_free (value);
  }
  return NULL;
}

static const struct {
  const char *name;
  oracle_func ask;
} oracles[] = {{"uriparser", ask_uriparser}, {"GUri", ask_guri}};

static bool
is_value (const struct parts *parts, const char *name, struct cmduri_text text)
{
  const char *value = g_hash_table_lookup (parts->first, name);
  if (value == NULL || text.start == NULL)
    return value == NULL && text.start == NULL;
  return cmduri_text_equal (text, cmduri_text_of (value));
}

static bool
is_true (const struct parts *parts, const char *name)
{
  const char *value = g_hash_table_lookup (parts->first, name);
  return g_strcmp0 (value, "true") == 0 || g_strcmp0 (value, "1") == 0;
}

/* Whether a decoded path is the command: slashes as CU-40 and CU-41 forgive them. */
static bool
is_command (const char *path, const char *command)
{
  size_t length = strlen (command);
  while (*path == '/')
    path++;
  return strncmp (path, command, length) == 0 &&
         (path[length] == '\0' || strcmp (path + length, "/") == 0);
}

static bool
agrees_on_command (const struct parts *parts, const struct cmduri *uri, bool authority)
{
  const bool product = uri->command == CMDURI_COMMAND_SETTINGS_TOPUP ||
                       uri->command == CMDURI_COMMAND_SETTINGS_ADDONS;
  const char *action = g_hash_table_lookup (parts->first, "action");

  if (uri->smart) {
    const char *tab = g_hash_table_lookup (parts->first, "tab");
    if (g_strcmp0 (action, "reprovision") == 0)
      return cmduri_command_info (uri->command)->kind == CMDURI_COMMAND_KIND_UPDATE;
    if (g_strcmp0 (action, "navigate") != 0 || strcmp (parts->path, "") != 0 ||
        (tab != NULL && strcmp (tab, cmduri_command_name (uri->command)) != 0))
      return false;
    return uri->command != CMDURI_COMMAND_BROWSER ||
           (is_value (parts, "relative", uri->relative) &&
            uri->reload == is_true (parts, "reload") && uri->reset == is_true (parts, "reset"));
  }
  if (!authority && !is_command (parts->path, cmduri_command_name (uri->command)))
    return false;
  return !product || (is_value (parts, "product_id", uri->product_id) &&
                      uri->buy == !g_strcmp0 (action, "buy"));
}

static bool
agrees_on_call (const struct parts *parts, const struct cmduri *uri)
{
  struct cmduri_text path = cmduri_text_of (parts->path);
  if (uri->warnings & (1u << CMDURI_WARNING_URI_PARAMETERS))
    path.length = (size_t)(strchr (path.start, ';') - path.start);
  return cmduri_text_equal (path, uri->number) &&
         is_value (parts, "dialAction", uri->dial_action_text);
}

/* Whether the oracle, which takes the layers apart one by one, agrees with the library. */
static bool
agrees (size_t oracle, const char *text, const struct cmduri *uri)
{
  struct parts parts = {.first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free)};
  const char *rule = oracles[oracle].ask (text, &parts);
  const bool wrapped = uri->kind == CMDURI_KIND_COMMAND && uri->form == CMDURI_FORM_SCHEME;
  g_autofree char *inner = NULL;
  bool good = parts.path != NULL || rule != NULL;

  if (good && rule == NULL && wrapped) {
    inner = g_strdup (g_hash_table_lookup (parts.first, "_cmd"));
    parts_clear (&parts);
    parts.first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    good = inner != NULL;
    rule = good ? oracles[oracle].ask (inner, &parts) : NULL;
    good = good && (parts.path != NULL || rule != NULL);
    text = inner;
  }
  if (rule != NULL) {
    count_difference (oracles[oracle].name, rule);
    silent++;
  } else if (good) {
    rule = uri->kind == CMDURI_KIND_CALL ? NULL : find_authority (text);
    if (rule != NULL)
      count_difference (oracles[oracle].name, rule);
    good = uri->kind == CMDURI_KIND_CALL ? agrees_on_call (&parts, uri)
                                         : agrees_on_command (&parts, uri, rule != NULL);
    compared++;
  }
  parts_clear (&parts);
  return good;
}

/* The URI as a JSON string, and what it means. */
static void
show (const struct generator *generator, const struct cmduri *uri)
{
  static char bytes[JSON_MAX_SIZE];
  struct json_text json = {.bytes = bytes, .size = sizeof bytes};
  json_append_uri (&json, uri);
  fputs ("{\"uri\":\"", stdout);
  for (size_t i = 0; i < generator->length; i++) {
    if (generator->text[i] == '"' || generator->text[i] == '\\')
      putchar ('\\');
    putchar (generator->text[i]);
  }
  printf ("\",\"smart\":%s,\"meaning\":%.*s}\n", uri->smart ? "true" : "false", (int)json.length,
          bytes);
}

int
main (int argc, char **argv)
{
  static char buffer[CMDURI_MAX_LENGTH];
  static struct generator generator;
  const unsigned long count = argc > 1 ? strtoul (argv[1], NULL, 10) : 10000;
  const bool showing = argc > 3 && strcmp (argv[3], "show") == 0;
  unsigned long accepted = 0, bad = 0;

  generator.state = argc > 2 ? strtoul (argv[2], NULL, 10) | 1 : 1;
  differences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (unsigned long i = 0; i < count; i++) {
    struct cmduri uri;
    generator_next (&generator);
    if (cmduri_parse (generator.text, generator.length, NULL, buffer, sizeof buffer, &uri) !=
        CMDURI_ERROR_NONE)
      continue;
    accepted++;
    if (showing) {
      show (&generator, &uri);
      continue;
    }
    for (size_t oracle = 0; oracle < G_N_ELEMENTS (oracles); oracle++)
      if (!agrees (oracle, generator.text, &uri) && bad++ < 20)
        printf ("# %s differs: %s\n", oracles[oracle].name, generator.text);
  }
  if (showing)
    return EXIT_SUCCESS;

  tap_check (accepted > count / 3 && accepted < count, "%lu of %lu URIs are accepted", accepted,
             count);
  tap_check (compared > accepted, "uriparser and GUri took %lu apart", compared);
  tap_check (bad == 0, "%lu differ in what no rule says", bad);
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init (&iter, differences);
  while (g_hash_table_iter_next (&iter, &key, &value))
    printf ("# %s: %zu times\n", (const char *)key, GPOINTER_TO_SIZE (value));
  return tap_done ();
}
