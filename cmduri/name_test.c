/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

#include <string.h>

/* Codes are a contract with other programs; sentences are complete and fit their buffer. */

static const char *const error_codes[CMDURI_ERROR_COUNT] = {
    "none",
    "empty",
    "too-long",
    "unknown-scheme",
    "no-command",
    "unknown-command",
    "bad-percent-encoding",
    "control-character",
    "bad-utf8",
    "nested-wrapper",
    "inner-scheme",
    "too-many-parameters",
    "bad-number",
    "unsupported",
};

static const char *const warning_codes[CMDURI_WARNING_COUNT] = {
    "slashes",
    "trailing-slash",
    "encoded-command",
    "unencoded-command",
    "lost-parameters",
    "literal-character",
    "raw-character",
    "fragment",
    "unknown-parameter",
    "repeated-parameter",
    "unknown-value",
    "buy-without-product",
    "unknown-dial-action",
    "uri-parameters",
};

static const char *const dial_actions[CMDURI_DIAL_ACTION_COUNT] = {
    NULL,          "autoCall", "voiceCall", "videoCall", "gsmCall",       "webCallback",
    "callThrough", "text",     "openUrl",   "options",   "customOptions", "forceOffnetCall",
    NULL,
};

static void
check_messages (void)
{
  for (int error = 0; error < CMDURI_ERROR_COUNT; error++) {
    struct cmduri uri = {.error = (enum cmduri_error)error};
    for (int hint = 0; hint < CMDURI_COMMAND_COUNT; hint++) {
      char text[CMDURI_MESSAGE_SIZE];
      uri.hint = (enum cmduri_command)hint;
      size_t length = cmduri_message (&uri, text, sizeof text);
      const char *name = cmduri_command_name (uri.hint);
      bool hinted = name != NULL && error == CMDURI_ERROR_UNKNOWN_COMMAND;
      if (length >= sizeof text || strlen (text) != length ||
          strncmp (text, cmduri_error_text (uri.error), 8) != 0 ||
          (hinted && strstr (text, name) == NULL))
        tap_check (false, "message of %s with hint %d", error_codes[error], hint);
    }
    tap_check (strlen (cmduri_error_text (uri.error)) > 0, "sentence of %s", error_codes[error]);
  }

  struct cmduri uri = {.error = CMDURI_ERROR_EMPTY};
  char small[6] = "xxxxx";
  size_t whole = cmduri_message (&uri, NULL, 0);
  tap_check (cmduri_message (&uri, small, 5) == whole && strcmp (small, "ther") == 0,
             "a message is cut, and ends with a zero");
  char exact[64];
  memset (exact, 'x', sizeof exact);
  cmduri_message (&uri, exact, whole + 1);
  tap_check (strcmp (exact, cmduri_error_text (CMDURI_ERROR_EMPTY)) == 0 && exact[whole + 1] == 'x',
             "a message fits a buffer of its length and a zero");
  memset (exact, 'x', sizeof exact);
  cmduri_message (&uri, exact, whole);
  tap_check (strlen (exact) == whole - 1 && exact[whole] == 'x', "one byte less cuts one byte");
  memset (exact, 'x', sizeof exact);
  cmduri_message (&uri, exact, 1);
  tap_check (exact[0] == '\0' && exact[1] == 'x', "in one byte there is room for the zero");
  tap_check (whole == strlen (cmduri_error_text (CMDURI_ERROR_EMPTY)),
             "a message can be measured without a buffer");
}

int
main (void)
{
  for (int i = 0; i < CMDURI_ERROR_COUNT; i++)
    tap_check (strcmp (cmduri_error_name ((enum cmduri_error)i), error_codes[i]) == 0, "%s",
               error_codes[i]);
  for (int i = 0; i < CMDURI_WARNING_COUNT; i++) {
    tap_check (strcmp (cmduri_warning_name ((enum cmduri_warning)i), warning_codes[i]) == 0, "%s",
               warning_codes[i]);
    tap_check (strlen (cmduri_warning_text ((enum cmduri_warning)i)) > 0, "sentence of %s",
               warning_codes[i]);
  }
  for (int i = 0; i < CMDURI_DIAL_ACTION_COUNT; i++) {
    const char *name = cmduri_dial_action_name ((enum cmduri_dial_action)i);
    tap_check (dial_actions[i] == NULL ? name == NULL
                                       : strcmp (name, dial_actions[i]) == 0 &&
                                             cmduri_dial_action_find (cmduri_text_of (name)) ==
                                                 (enum cmduri_dial_action)i,
               "dial action %d", i);
  }
  tap_check (cmduri_dial_action_find (cmduri_text_of ("autocall")) == CMDURI_DIAL_ACTION_UNKNOWN,
             "dial actions are case-sensitive");

  tap_check (strcmp (cmduri_form_name (CMDURI_FORM_APP), "app") == 0 &&
                 strcmp (cmduri_form_name (CMDURI_FORM_SCHEME), "scheme") == 0 &&
                 strcmp (cmduri_form_name (CMDURI_FORM_LEGACY), "legacy") == 0 &&
                 strcmp (cmduri_form_name (CMDURI_FORM_SMART), "smart") == 0,
             "names of forms");
  tap_check (strcmp (cmduri_kind_name (CMDURI_KIND_COMMAND), "command") == 0 &&
                 strcmp (cmduri_kind_name (CMDURI_KIND_CALL), "call") == 0,
             "names of kinds");

  tap_check (cmduri_error_name ((enum cmduri_error)99) != NULL &&
                 cmduri_error_text ((enum cmduri_error)99) != NULL &&
                 cmduri_warning_name ((enum cmduri_warning)99) != NULL &&
                 cmduri_warning_text ((enum cmduri_warning)99) != NULL &&
                 cmduri_form_name ((enum cmduri_form)99) != NULL &&
                 cmduri_dial_action_name ((enum cmduri_dial_action)99) == NULL,
             "values beyond the enums do no harm");
  tap_check (
      strcmp (cmduri_error_name ((enum cmduri_error)CMDURI_ERROR_COUNT), "unknown") == 0 &&
          strcmp (cmduri_error_text ((enum cmduri_error)CMDURI_ERROR_COUNT),
                  cmduri_error_text (CMDURI_ERROR_UNSUPPORTED)) == 0 &&
          strcmp (cmduri_warning_name ((enum cmduri_warning)CMDURI_WARNING_COUNT), "unknown") ==
              0 &&
          strcmp (cmduri_warning_text ((enum cmduri_warning)CMDURI_WARNING_COUNT), "") == 0 &&
          cmduri_dial_action_name ((enum cmduri_dial_action)CMDURI_DIAL_ACTION_COUNT) == NULL,
      "nor do the first ones");
  check_messages ();
  return tap_done ();
}
