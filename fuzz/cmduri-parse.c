/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/cmduri-check.h"

/* Any bytes as a URI: the result keeps its promises, whatever buffer it was given and whether or
 * not it was wrapped. */

static const char *const three_schemes[] = {"cloudsip", "SIP", "tel", NULL};

static void
check_range (struct cmduri_text text, const char *input, size_t size, const char *buffer)
{
  if (text.start == NULL) {
    REQUIRE (text.length == 0);
    return;
  }
  REQUIRE ((text.start >= input && text.start + text.length <= input + size) ||
           (text.start >= buffer && text.start + text.length <= buffer + size));
  REQUIRE (is_clean (text));
}

static void
check_accepted (const struct cmduri *uri, const char *input, size_t size, const char *buffer)
{
  check_range (uri->product_id, input, size, buffer);
  check_range (uri->relative, input, size, buffer);
  check_range (uri->number, input, size, buffer);
  check_range (uri->dial_action_text, input, size, buffer);
  for (unsigned i = 0; i < CMDURI_WARNING_COUNT; i++)
    REQUIRE (!(uri->warnings & (1u << i)) || uri->warning_offsets[i] <= size);
  REQUIRE (uri->warnings < 1u << CMDURI_WARNING_COUNT);

  if (uri->kind == CMDURI_KIND_CALL) {
    REQUIRE (uri->command == CMDURI_COMMAND_NONE);
    REQUIRE (uri->number.length > 0 && uri->number.length <= CMDURI_MAX_NUMBER);
    REQUIRE (memchr (uri->number.start, ' ', uri->number.length) == NULL);
  } else {
    REQUIRE (cmduri_command_info (uri->command) != NULL);
    REQUIRE (uri->number.start == NULL);
  }
  REQUIRE (cmduri_permission (CMDURI_SOURCE_OTHER_PAGE, cmduri_action_class (uri)) ==
           CMDURI_PERMISSION_REFUSE);
}

static void
check_refused (const struct cmduri *uri, size_t size)
{
  char message[CMDURI_MESSAGE_SIZE];
  size_t length = cmduri_message (uri, message, sizeof message);
  REQUIRE (length > 0 && length < sizeof message);
  REQUIRE (uri->error_offset <= size);
  REQUIRE (uri->hint == CMDURI_COMMAND_NONE || uri->error == CMDURI_ERROR_UNKNOWN_COMMAND);
}

/* A buffer of any size gives the same, or nothing. */
static void
check_small_buffer (const char *input, size_t size, size_t room, const struct cmduri *whole)
{
  struct cmduri uri;
  char *buffer = malloc (room + (room == 0));
  cmduri_parse (input, size, NULL, buffer, room, &uri);
  if (whole->error == CMDURI_ERROR_NONE)
    REQUIRE (uri.error == CMDURI_ERROR_TOO_LONG ||
             (uri.error == CMDURI_ERROR_NONE && same_meaning (&uri, whole)));
  else
    REQUIRE (uri.error == CMDURI_ERROR_TOO_LONG ||
             (uri.error == whole->error && uri.error_offset == whole->error_offset));
  free (buffer);
}

static void
check_wrapped (const char *input, size_t size, const struct cmduri *uri)
{
  static char text[3 * CMDURI_MAX_LENGTH];
  static char buffer[CMDURI_MAX_LENGTH];
  struct cmduri wrapped;
  size_t length = (size_t)snprintf (text, sizeof text, "cloudsip:?_cmd=");

  if (size < 4 || memcmp (input, "app:", 4) != 0 || length + 3 * size > CMDURI_MAX_LENGTH)
    return;
  for (size_t i = 0; i < size; i++)
    length += (size_t)snprintf (text + length, 4, "%%%02x", (unsigned char)input[i]);
  cmduri_parse (text, length, NULL, buffer, sizeof buffer, &wrapped);
  REQUIRE (wrapped.error == uri->error);
  if (uri->error == CMDURI_ERROR_NONE)
    REQUIRE (same_meaning (uri, &wrapped) && uri->warnings == wrapped.warnings);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *input = copy_input (data, size);
  char *buffer = malloc (size + (size == 0));
  struct cmduri uri, other;

  cmduri_parse (input, size, NULL, buffer, size, &uri);
  if (uri.error == CMDURI_ERROR_NONE)
    check_accepted (&uri, input, size, buffer);
  else
    check_refused (&uri, size);
  check_wrapped (input, size, &uri);
  check_small_buffer (input, size, 0, &uri);
  check_small_buffer (input, size, size / 2, &uri);
  check_small_buffer (input, size, size == 0 ? 0 : size - 1, &uri);

  cmduri_parse (input, size, three_schemes, buffer, size, &other);
  REQUIRE (uri.error != CMDURI_ERROR_NONE || other.error == CMDURI_ERROR_NONE ||
           other.error == CMDURI_ERROR_NESTED_WRAPPER);
  if (other.error == CMDURI_ERROR_NONE)
    check_accepted (&other, input, size, buffer);
  else
    check_refused (&other, size);
  free (buffer);
  free (input);
  return 0;
}
