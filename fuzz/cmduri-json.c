/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/cmduri-check.h"

#include "cmduri/tool/json.h"

/* The JSON of any URI is JSON by RFC 8259, on one line, and fits its buffer. */

/* Enough for an object with an object or an array in it. */
#define MAX_DEPTH 4

static const char *
skip_string (const char *at)
{
  const char *start = ++at;
  while (*at != '"') {
    REQUIRE ((unsigned char)*at >= 0x20);
    if (*at == '\\') {
      at++;
      REQUIRE (*at == '"' || *at == '\\');
    }
    at++;
  }
  REQUIRE (is_clean ((struct cmduri_text){start, (size_t)(at - start)}));
  return at + 1;
}

static const char *
skip_scalar (const char *at)
{
  static const char *const words[] = {"true", "false", "null"};
  if (*at == '"')
    return skip_string (at);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strncmp (at, words[i], strlen (words[i])) == 0)
      return at + strlen (words[i]);
  REQUIRE (*at >= '0' && *at <= '9');
  while (*at >= '0' && *at <= '9')
    at++;
  return at;
}

/* Walks the text without recursion; `closers` are the brackets that are open. */
static void
check_json (const char *at)
{
  char closers[MAX_DEPTH];
  size_t depth = 0;
  bool value = true; /* a value comes next, or the end of an empty bracket */
  bool first = false;

  do {
    if (value) {
      if (first && *at == closers[depth - 1]) {
        depth--;
        at++;
        value = first = false;
        continue;
      }
      if (depth > 0 && closers[depth - 1] == '}') {
        REQUIRE (*at == '"');
        at = skip_string (at);
        REQUIRE (*at == ':');
        at++;
      }
      if (*at == '{' || *at == '[') {
        REQUIRE (depth < MAX_DEPTH);
        closers[depth++] = *at == '{' ? '}' : ']';
        at++;
        first = true;
        continue;
      }
      at = skip_scalar (at);
      value = first = false;
    } else if (*at == ',') {
      at++;
      value = true;
    } else {
      REQUIRE (depth > 0 && *at == closers[depth - 1]);
      depth--;
      at++;
    }
  } while (depth > 0);
  REQUIRE (*at == '\0');
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *input = copy_input (data, size);
  char *buffer = malloc (size + (size == 0));
  char *bytes = malloc (JSON_MAX_SIZE + 1);
  struct json_text json = {.bytes = bytes, .size = JSON_MAX_SIZE};
  struct cmduri uri;

  cmduri_parse (input, size, NULL, buffer, size, &uri);
  json_append_uri (&json, &uri);
  REQUIRE (json.length <= JSON_MAX_SIZE);
  bytes[json.length] = '\0';
  REQUIRE (strlen (bytes) == json.length && strchr (bytes, '\n') == NULL && bytes[0] == '{');
  check_json (bytes);

  /* Too small a buffer is filled and no more. */
  size_t room = json.length / 2;
  char *small = malloc (room + (room == 0));
  struct json_text cut = {.bytes = small, .size = room};
  json_append_uri (&cut, &uri);
  REQUIRE (cut.length == json.length && memcmp (small, bytes, room) == 0);
  free (small);
  free (bytes);
  free (buffer);
  free (input);
  return 0;
}
