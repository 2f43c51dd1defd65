/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

#include <string.h>

/* The contract of cmduri_build() with its caller, and calls; commands are in corpus/build.txt. */

static bool
builds (const struct cmduri *uri, const char *scheme, const char *expected)
{
  char text[CMDURI_MAX_LENGTH + 1];
  size_t length;
  return cmduri_build (uri, scheme, text, sizeof text, &length) == CMDURI_ERROR_NONE &&
         strcmp (text, expected) == 0 && length == strlen (expected);
}

static bool
refuses (const struct cmduri *uri, const char *scheme, enum cmduri_error error)
{
  char text[64] = "untouched";
  size_t length = 1;
  return cmduri_build (uri, scheme, text, sizeof text, &length) == error && length == 0 &&
         strcmp (text, "untouched") == 0;
}

static void
check_buffers (void)
{
  const struct cmduri uri = {.command = CMDURI_COMMAND_KEYPAD};
  char text[16];
  size_t length = 0;

  tap_check (cmduri_build (&uri, NULL, NULL, 0, &length) == CMDURI_ERROR_NONE && length == 10,
             "the length is known without a buffer");
  memset (text, 'x', sizeof text);
  cmduri_build (&uri, NULL, text, 10, &length);
  tap_check (text[0] == 'x' && length == 10, "a buffer without room for the zero is left alone");
  cmduri_build (&uri, NULL, text, 11, &length);
  tap_check (strcmp (text, "app:keypad") == 0 && text[11] == 'x', "one with room is enough");
}

static void
check_calls (void)
{
  struct cmduri call = {.kind = CMDURI_KIND_CALL, .number = cmduri_text_of ("+420123")};

  tap_check (builds (&call, "cloudsip", "cloudsip:+420123"), "a call");
  tap_check (refuses (&call, NULL, CMDURI_ERROR_UNKNOWN_SCHEME), "a call needs a scheme");
  tap_check (refuses (&call, "app", CMDURI_ERROR_UNKNOWN_SCHEME), "and one that can carry it");
  call.dial_action = CMDURI_DIAL_ACTION_AUTO_CALL;
  tap_check (builds (&call, "tel", "tel:+420123?dialAction=autoCall"), "its action");
  call.dial_action = CMDURI_DIAL_ACTION_UNKNOWN;
  call.dial_action_text = cmduri_text_of ("a b");
  tap_check (builds (&call, "tel", "tel:+420123?dialAction=a%20b"), "an unknown action");
  call.dial_action_text = cmduri_text_of ("text");
  tap_check (refuses (&call, "tel", CMDURI_ERROR_UNSUPPORTED), "one that is not unknown at all");
  call.dial_action_text = cmduri_text_of (NULL);
  tap_check (refuses (&call, "tel", CMDURI_ERROR_UNSUPPORTED), "one without text");
  call.dial_action_text = cmduri_text_of ("a\nb");
  tap_check (refuses (&call, "tel", CMDURI_ERROR_CONTROL_CHARACTER), "one with a line end");
  call.dial_action = (enum cmduri_dial_action)CMDURI_DIAL_ACTION_COUNT;
  tap_check (refuses (&call, "tel", CMDURI_ERROR_UNSUPPORTED), "one beyond the enum");

  call.dial_action = CMDURI_DIAL_ACTION_NONE;
  call.number = cmduri_text_of ("*21#");
  tap_check (builds (&call, "tel", "tel:*21%23"), "a number with #");
  call.number = cmduri_text_of ("alice@[2001:db8::1]");
  tap_check (builds (&call, "sip", "sip:alice@%5B2001%3Adb8%3A%3A1%5D"), "an IPv6 address");
  call.number = cmduri_text_of ("1 2");
  tap_check (refuses (&call, "tel", CMDURI_ERROR_BAD_NUMBER), "a number with a space");
  call.number = cmduri_text_of ("");
  tap_check (refuses (&call, "tel", CMDURI_ERROR_BAD_NUMBER), "no number");
  call.number = cmduri_text_of (NULL);
  tap_check (refuses (&call, "tel", CMDURI_ERROR_BAD_NUMBER), "no number at all");
  call.number = cmduri_text_of ("1\t2");
  tap_check (refuses (&call, "tel", CMDURI_ERROR_CONTROL_CHARACTER), "a number with a tab");
  call.number = cmduri_text_of ("1\xFF");
  tap_check (refuses (&call, "tel", CMDURI_ERROR_BAD_UTF8), "a number that is not UTF-8");
}

/* Every set of parts, in both forms: what is built from what was read are the same bytes. */
static void
check_parts (void)
{
  static const char *const schemes[] = {NULL, "cloudsip"};

  for (unsigned parts = 1; parts <= CMDURI_PART_ALL; parts++)
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
      const struct cmduri uri = {.command = CMDURI_COMMAND_PROVISIONING_UPDATE, .only = parts};
      char first[256], second[256], buffer[256];
      struct cmduri again;
      size_t length;

      bool good =
          cmduri_build (&uri, schemes[i], first, sizeof first, &length) == CMDURI_ERROR_NONE &&
          cmduri_parse (first, length, NULL, buffer, sizeof buffer, &again) == CMDURI_ERROR_NONE &&
          again.only == parts && again.warnings == 0 &&
          cmduri_build (&again, schemes[i], second, sizeof second, &length) == CMDURI_ERROR_NONE &&
          strcmp (first, second) == 0;
      tap_check (good, "parts %u, %s", parts, schemes[i] == NULL ? "bare" : "wrapped");
    }
}

static void
check_commands (void)
{
  struct cmduri uri = {.command = CMDURI_COMMAND_PROVISIONING_UPDATE};

  tap_check (builds (&uri, NULL, "app:provisioning-update"), "no parts are all parts");
  uri.only = CMDURI_PART_ALL;
  tap_check (builds (&uri, NULL, "app:provisioning-update"), "all parts need no smart link");
  uri.only = 1 << 4;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_UNSUPPORTED), "a part beyond the enum");
  uri.command = CMDURI_COMMAND_EXTPROV_UPDATE;
  uri.only = CMDURI_PART_THEME;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_UNSUPPORTED), "a part that the command hasn't");
  uri.only = CMDURI_PART_EXTPROV;
  tap_check (builds (&uri, NULL, "app:extprov-update"), "the part that it is");
  uri.command = CMDURI_COMMAND_PROVISIONING_UPDATE;
  uri.only = CMDURI_PART_PROVISIONING;
  tap_check (builds (&uri, NULL, "app:?action=reprovision&only=provisioning"), "the first part");
  uri.only = 0;
  uri.command = (enum cmduri_command)CMDURI_COMMAND_COUNT;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_UNKNOWN_COMMAND), "a command beyond the enum");
  uri.command = CMDURI_COMMAND_NONE;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_NO_COMMAND), "no command");
  uri.command = CMDURI_COMMAND_KEYPAD;
  tap_check (refuses (&uri, "", CMDURI_ERROR_UNKNOWN_SCHEME), "an empty scheme");
  tap_check (builds (&uri, "A", "A:?_cmd=app%3Akeypad"), "a scheme of the first letter");
  tap_check (builds (&uri, "Z", "Z:?_cmd=app%3Akeypad"), "of the last capital");
  tap_check (builds (&uri, "z", "z:?_cmd=app%3Akeypad"), "a scheme of the last letter");
  uri.reload = true;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_UNSUPPORTED), "reload of another command");
  uri.reload = false;
  uri.reset = true;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_UNSUPPORTED), "reset of another command");
  uri.reset = false;
  tap_check (refuses (&uri, "a b", CMDURI_ERROR_UNKNOWN_SCHEME), "a scheme with a space");
  uri.buy = true;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_UNSUPPORTED), "a parameter of another command");
}

/* The longest URI that can be built is built, and can be read. */
static void
check_longest (void)
{
  static char text[CMDURI_MAX_LENGTH + 1];
  static char product_id[CMDURI_MAX_LENGTH];
  char buffer[CMDURI_MAX_LENGTH];
  struct cmduri again;
  struct cmduri uri = {.command = CMDURI_COMMAND_SETTINGS_TOPUP,
                       .product_id = {product_id, CMDURI_MAX_LENGTH - 30}};
  size_t length;

  memset (product_id, 'a', sizeof product_id);
  tap_check (cmduri_build (&uri, NULL, text, sizeof text, &length) == CMDURI_ERROR_NONE &&
                 length == CMDURI_MAX_LENGTH,
             "the longest is built");
  tap_check (cmduri_parse (text, length, NULL, buffer, sizeof buffer, &again) ==
                     CMDURI_ERROR_NONE &&
                 cmduri_text_equal (uri.product_id, again.product_id),
             "and read");
  uri.product_id.length++;
  tap_check (refuses (&uri, NULL, CMDURI_ERROR_TOO_LONG), "one more byte is too long");
}

static void
check_parameters (void)
{
  struct cmduri uri = {.command = CMDURI_COMMAND_BROWSER};
  const struct cmduri_text reload = cmduri_text_of ("reload");
  const struct cmduri_text reset = cmduri_text_of ("reset");

  tap_check (cmduri_set_parameter (&uri, reload, cmduri_text_of ("1")) && uri.reload, "1 is true");
  tap_check (cmduri_set_parameter (&uri, reload, cmduri_text_of ("0")) && !uri.reload,
             "0 is false");
  tap_check (cmduri_set_parameter (&uri, reset, cmduri_text_of ("true")) && uri.reset,
             "true is true");
  tap_check (!cmduri_set_parameter (&uri, reset, cmduri_text_of ("no")) && uri.reset,
             "no is neither, and changes nothing");
  tap_check (cmduri_set_parameter (&uri, reset, cmduri_text_of ("0")) && !uri.reset,
             "0 is false here too");
  tap_check (!cmduri_set_parameter (&uri, reload, cmduri_text_of (NULL)), "no value at all");
  uri.command = CMDURI_COMMAND_SETTINGS_TOPUP;
  tap_check (!cmduri_set_parameter (&uri, cmduri_text_of ("product_id"), cmduri_text_of (NULL)),
             "no product ID at all");
  uri.command = CMDURI_COMMAND_KEYPAD;
  tap_check (!cmduri_set_parameter (&uri, reload, cmduri_text_of ("1")) &&
                 !cmduri_set_parameter (&uri, reset, cmduri_text_of ("1")),
             "another command has neither");
  tap_check (!cmduri_set_parameter (&uri, cmduri_text_of ("only"), cmduri_text_of ("extprov")),
             "nor parts to provision");
  uri.kind = CMDURI_KIND_CALL;
  tap_check (!cmduri_set_parameter (&uri, cmduri_text_of ("dialAction"), cmduri_text_of ("text")),
             "a call has none that is set by name");
  struct cmduri_parameter parameters[CMDURI_MAX_KNOWN_PARAMETERS];
  char only[CMDURI_ONLY_SIZE];
  tap_check (cmduri_parameters (&uri, parameters, only) == 0, "and none that is listed");
}

int
main (void)
{
  check_parameters ();
  check_buffers ();
  check_calls ();
  check_parts ();
  check_commands ();
  check_longest ();
  return tap_done ();
}
