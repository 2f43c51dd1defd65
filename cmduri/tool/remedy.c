/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/remedy.h"

#include <stddef.h>
#include <string.h>

static const struct {
  const char *code;
  const char *text;
} remedies[] = {
    {"empty", "Write a command, such as app:keypad."},
    {"too-long", "Keep the URI within 8192 bytes, percent-encoding included."},
    {"unknown-scheme", "Use app: inside the phone, and the phone's own scheme outside of it."},
    {"no-command", "Name a command after app:, such as app:keypad, or pass it in _cmd."},
    {"unknown-command",
     "Commands are case-sensitive; `cmduri commands` prints them all. Use the one that is named."},
    {"bad-percent-encoding",
     "Write a percent sign as %25, and every encoded byte with two hexadecimal digits."},
    {"control-character",
     "Take out line breaks, tabs and other control characters, encoded ones as well."},
    {"bad-utf8", "Encode the text as UTF-8 before percent-encoding it."},
    {"nested-wrapper", "Put the app: URI itself into _cmd, wrapped once."},
    {"inner-scheme", "Put an app: URI into _cmd; web addresses and calls do not belong there."},
    {"too-many-parameters", "Send no more than 32 parameters; only those of the command count."},
    {"bad-number", "Write the number without spaces, with a leading + for the international form."},
    {"unsupported", "Use one of the commands that `cmduri commands` prints."},
    {"slashes", "Write app:keypad and cloudsip:?_cmd=…, without a slash after the colon."},
    {"trailing-slash", "Take the slash after the command away."},
    {"encoded-command", "Write the command as it is; only values need percent-encoding."},
    {"unencoded-command",
     "Percent-encode the whole app: URI before it goes into _cmd, once: encodeURIComponent() does, "
     "and so does `cmduri build --scheme`."},
    {"lost-parameters",
     "Percent-encode the whole app: URI before it goes into _cmd. As it stands, everything from "
     "this & on is lost."},
    {"literal-character", "Write %2F for a slash and %3A for a colon inside the _cmd value."},
    {"raw-character", "Percent-encode this character; a space is %20."},
    {"fragment", "Take the part from # on away, or write # as %23 where it belongs to a value."},
    {"unknown-parameter", "Check the spelling: parameter names are case-sensitive. Take it away if "
                          "the command has no such parameter."},
    {"repeated-parameter", "Send each parameter once."},
    {"unknown-value", "Use a value that the parameter knows, such as action=buy."},
    {"buy-without-product", "Add product_id, or take action=buy away."},
    {"unknown-dial-action", "Check the spelling: the names of dialAction are case-sensitive."},
    {"uri-parameters", "Take the part from ; on away."},
};

const char *
remedy_text (const char *code)
{
  for (size_t i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
    if (strcmp (remedies[i].code, code) == 0)
      return remedies[i].text;
  return "";
}

const char *
remedy_parameters (enum cmduri_command command)
{
  switch (command) {
  case CMDURI_COMMAND_SETTINGS_TOPUP:
  case CMDURI_COMMAND_SETTINGS_ADDONS:
    return "product_id, action=buy";
  case CMDURI_COMMAND_BROWSER:
    return "relative, reload=true, reset=true";
  case CMDURI_COMMAND_PROVISIONING_UPDATE:
    return "only=provisioning,theme,extprov,global_extprov, or some of these";
  default:
    return "none at all";
  }
}
