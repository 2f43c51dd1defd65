/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/* The names and sentences of everything but commands. */

struct named_text {
  const char *name;
  const char *text;
};

static const struct named_text error_table[CMDURI_ERROR_COUNT] = {
    [CMDURI_ERROR_NONE] = {"none", "nothing is wrong"},
    [CMDURI_ERROR_EMPTY] = {"empty", "there is no URI"},
    [CMDURI_ERROR_TOO_LONG] = {"too-long", "the URI is longer than 8192 bytes"},
    [CMDURI_ERROR_UNKNOWN_SCHEME] = {"unknown-scheme", "the URI has another scheme"},
    [CMDURI_ERROR_NO_COMMAND] = {"no-command", "the URI names no command"},
    [CMDURI_ERROR_UNKNOWN_COMMAND] = {"unknown-command", "there is no such command"},
    [CMDURI_ERROR_BAD_PERCENT_ENCODING] = {"bad-percent-encoding",
                                           "a % is not followed by two hexadecimal digits"},
    [CMDURI_ERROR_CONTROL_CHARACTER] = {"control-character", "the URI holds a control character"},
    [CMDURI_ERROR_BAD_UTF8] = {"bad-utf8", "the URI is not valid UTF-8 after decoding"},
    [CMDURI_ERROR_NESTED_WRAPPER] = {"nested-wrapper",
                                     "_cmd holds another wrapper where an app: URI is wanted"},
    [CMDURI_ERROR_INNER_SCHEME] = {"inner-scheme", "_cmd holds something other than an app: URI"},
    [CMDURI_ERROR_TOO_MANY_PARAMETERS] = {"too-many-parameters",
                                          "the query has more than 32 parameters"},
    [CMDURI_ERROR_BAD_NUMBER] = {"bad-number",
                                 "this is not a number or address that can be called"},
    [CMDURI_ERROR_UNSUPPORTED] = {"unsupported", "this is known, but not supported here"},
};

static const struct named_text warning_table[CMDURI_WARNING_COUNT] = {
    [CMDURI_WARNING_SLASHES] = {"slashes", "there should be no slash after the scheme"},
    [CMDURI_WARNING_TRAILING_SLASH] = {"trailing-slash",
                                       "there should be no slash after the command"},
    [CMDURI_WARNING_ENCODED_COMMAND] = {"encoded-command",
                                        "the command's name needs no percent-encoding"},
    [CMDURI_WARNING_UNENCODED_COMMAND] = {"unencoded-command",
                                          "the app: URI inside _cmd should be percent-encoded"},
    [CMDURI_WARNING_LOST_PARAMETERS] = {"lost-parameters",
                                        "a raw & ends the _cmd value, so the parameters after it "
                                        "are lost; write %26"},
    [CMDURI_WARNING_LITERAL_CHARACTER] = {"literal-character",
                                          "a / or : inside the _cmd value should be "
                                          "percent-encoded"},
    [CMDURI_WARNING_RAW_CHARACTER] = {"raw-character",
                                      "a character here should be percent-encoded"},
    [CMDURI_WARNING_FRAGMENT] = {"fragment", "the fragment after # is ignored"},
    [CMDURI_WARNING_UNKNOWN_PARAMETER] = {"unknown-parameter",
                                          "there is no such parameter here; it is ignored"},
    [CMDURI_WARNING_REPEATED_PARAMETER] = {"repeated-parameter",
                                           "the parameter is repeated; the first one counts"},
    [CMDURI_WARNING_UNKNOWN_VALUE] = {"unknown-value",
                                      "the parameter has no such value; it is ignored"},
    [CMDURI_WARNING_BUY_WITHOUT_PRODUCT] = {"buy-without-product",
                                            "action=buy without product_id only opens the list"},
    [CMDURI_WARNING_UNKNOWN_DIAL_ACTION] = {"unknown-dial-action",
                                            "there is no such dialAction; the number is only "
                                            "filled in"},
    [CMDURI_WARNING_URI_PARAMETERS] = {"uri-parameters",
                                       "the parameters after ; in the number are ignored"},
};

static const char *const dial_action_names[CMDURI_DIAL_ACTION_COUNT] = {
    [CMDURI_DIAL_ACTION_AUTO_CALL] = "autoCall",
    [CMDURI_DIAL_ACTION_VOICE_CALL] = "voiceCall",
    [CMDURI_DIAL_ACTION_VIDEO_CALL] = "videoCall",
    [CMDURI_DIAL_ACTION_GSM_CALL] = "gsmCall",
    [CMDURI_DIAL_ACTION_WEB_CALLBACK] = "webCallback",
    [CMDURI_DIAL_ACTION_CALL_THROUGH] = "callThrough",
    [CMDURI_DIAL_ACTION_TEXT] = "text",
    [CMDURI_DIAL_ACTION_OPEN_URL] = "openUrl",
    [CMDURI_DIAL_ACTION_OPTIONS] = "options",
    [CMDURI_DIAL_ACTION_CUSTOM_OPTIONS] = "customOptions",
    [CMDURI_DIAL_ACTION_FORCE_OFFNET_CALL] = "forceOffnetCall",
};

/* Appends `text` as far as it fits and returns the length that it would have. */
CMDURI_COLD static size_t
append_text (char *buffer, size_t size, size_t length, const char *text)
{
  for (; *text != '\0'; text++, length++)
    if (length + 1 < size)
      buffer[length] = *text;
  if (size > 0)
    buffer[length < size ? length : size - 1] = '\0';
  return length;
}

const char *
cmduri_error_name (enum cmduri_error error)
{
  return (unsigned)error < CMDURI_ERROR_COUNT ? error_table[error].name : "unknown";
}

const char *
cmduri_error_text (enum cmduri_error error)
{
  return (unsigned)error < CMDURI_ERROR_COUNT ? error_table[error].text
                                              : error_table[CMDURI_ERROR_UNSUPPORTED].text;
}

size_t
cmduri_message (const struct cmduri *uri, char *buffer, size_t size)
{
  size_t length = append_text (buffer, size, 0, cmduri_error_text (uri->error));
  const char *nearest = cmduri_command_name (uri->hint);
  if (uri->error == CMDURI_ERROR_UNKNOWN_COMMAND && nearest != NULL) {
    length = append_text (buffer, size, length, "; the nearest known one is ");
    length = append_text (buffer, size, length, nearest);
  }
  return length;
}

const char *
cmduri_warning_name (enum cmduri_warning warning)
{
  return (unsigned)warning < CMDURI_WARNING_COUNT ? warning_table[warning].name : "unknown";
}

const char *
cmduri_warning_text (enum cmduri_warning warning)
{
  return (unsigned)warning < CMDURI_WARNING_COUNT ? warning_table[warning].text : "";
}

const char *
cmduri_form_name (enum cmduri_form form)
{
  switch (form) {
  case CMDURI_FORM_APP:
    return "app";
  case CMDURI_FORM_SCHEME:
    return "scheme";
  case CMDURI_FORM_LEGACY:
    return "legacy";
  case CMDURI_FORM_SMART:
    return "smart";
  }
  return "unknown";
}

const char *
cmduri_kind_name (enum cmduri_kind kind)
{
  return kind == CMDURI_KIND_CALL ? "call" : "command";
}

const char *
cmduri_dial_action_name (enum cmduri_dial_action action)
{
  return (unsigned)action < CMDURI_DIAL_ACTION_COUNT ? dial_action_names[action] : NULL;
}

enum cmduri_dial_action
cmduri_dial_action_find (struct cmduri_text name)
{
  for (int i = 0; i < CMDURI_DIAL_ACTION_COUNT; i++)
    if (dial_action_names[i] != NULL &&
        cmduri_text_equal (name, cmduri_text_of (dial_action_names[i])))
      return (enum cmduri_dial_action)i;
  return CMDURI_DIAL_ACTION_UNKNOWN;
}
