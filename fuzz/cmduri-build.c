/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/cmduri-check.h"

/* parse(build(x)) = x for whatever can be built, and building what was parsed changes it no more.
 */

/* Takes a length and that many bytes from the input. */
static struct cmduri_text
take_text (const uint8_t **data, size_t *size)
{
  if (*size == 0)
    return (struct cmduri_text){NULL, 0};
  size_t length = (*data)[0];
  (*data)++;
  (*size)--;
  if (length == 0xFF)
    return (struct cmduri_text){NULL, 0};
  if (length > *size)
    length = *size;
  struct cmduri_text text = {(const char *)*data, length};
  *data += length;
  *size -= length;
  return text;
}

static void
check_built (const struct cmduri *uri, const char *scheme, bool parsed)
{
  static char text[CMDURI_MAX_LENGTH + 1];
  static char again[CMDURI_MAX_LENGTH + 1];
  static char buffer[CMDURI_MAX_LENGTH];
  struct cmduri result;
  size_t length, again_length;

  enum cmduri_error error = cmduri_build (uri, scheme, text, sizeof text, &length);
  if (error != CMDURI_ERROR_NONE) {
    REQUIRE (length == 0);
    REQUIRE (!parsed || error == CMDURI_ERROR_TOO_LONG);
    return;
  }
  REQUIRE (strlen (text) == length && length <= CMDURI_MAX_LENGTH);
  for (size_t i = 0; i < length; i++)
    REQUIRE (text[i] > 0x20 && text[i] < 0x7F);
  REQUIRE (cmduri_parse (text, length, NULL, buffer, sizeof buffer, &result) == CMDURI_ERROR_NONE);
  if (parsed)
    REQUIRE (same_meaning (uri, &result));
  REQUIRE (cmduri_build (&result, scheme, again, sizeof again, &again_length) == CMDURI_ERROR_NONE);
  REQUIRE (again_length == length && memcmp (text, again, length) == 0);
}

static void
check_made (const uint8_t *data, size_t size)
{
  struct cmduri uri = {.error = CMDURI_ERROR_NONE};
  if (size < 4)
    return;
  uri.kind = data[0] & 1 ? CMDURI_KIND_CALL : CMDURI_KIND_COMMAND;
  uri.buy = data[0] & 2;
  uri.reload = data[0] & 4;
  uri.reset = data[0] & 8;
  uri.command = (enum cmduri_command)data[1];
  uri.only = data[2];
  uri.dial_action = (enum cmduri_dial_action)data[3];
  data += 4;
  size -= 4;
  uri.product_id = take_text (&data, &size);
  uri.relative = take_text (&data, &size);
  uri.number = take_text (&data, &size);
  uri.dial_action_text = take_text (&data, &size);
  check_built (&uri, NULL, false);
  check_built (&uri, "cloudsip", false);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *input = copy_input (data, size);
  char *buffer = malloc (size + (size == 0));
  struct cmduri uri;

  if (cmduri_parse (input, size, NULL, buffer, size, &uri) == CMDURI_ERROR_NONE) {
    if (uri.kind == CMDURI_KIND_COMMAND)
      check_built (&uri, NULL, true);
    check_built (&uri, "cloudsip", true);
  }
  check_made (data, size);
  free (buffer);
  free (input);
  return 0;
}
