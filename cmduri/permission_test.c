/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

#include <string.h>

/* Walks every cell of the table of command-uris, section 5, with URIs as they arrive. */

static const char *const schemes[] = {"cloudsip", "sip", "tel", NULL};

static const struct {
  const char *uri;
  enum cmduri_action_class action_class;
} classes[] = {
    {"app:balance-update", CMDURI_ACTION_CLASS_UPDATE},
    {"app:provisioning-update", CMDURI_ACTION_CLASS_UPDATE},
    {"app:extprov-update", CMDURI_ACTION_CLASS_UPDATE},
    {"cscommand:balance-update", CMDURI_ACTION_CLASS_UPDATE},
    {"app:?action=reprovision&only=theme", CMDURI_ACTION_CLASS_UPDATE},
    {"app:settings", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/prefs", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/topup", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/addons", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:qd", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:history", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:keypad", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:messages", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:contacts", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:browser", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:?action=navigate&tab=browser&relative=/x", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/topup?product_id=x", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/topup?action=buy", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/topup?action=buy&product_id=", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/topup?action=sell&product_id=x", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:keypad?action=buy&product_id=x", CMDURI_ACTION_CLASS_NAVIGATION},
    {"app:settings/topup?action=buy&product_id=x", CMDURI_ACTION_CLASS_PURCHASE},
    {"app:settings/addons?action=buy&product_id=x", CMDURI_ACTION_CLASS_PURCHASE},
    {"cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dx",
     CMDURI_ACTION_CLASS_PURCHASE},
    {"cloudsip:+420123", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"sip:alice@example.com", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"tel:112", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"cloudsip:1?dialAction=gsmCall", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"cloudsip:1?dialAction=text", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"cloudsip:1?dialAction=openUrl", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"cloudsip:1?dialAction=options", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"cloudsip:1?dialAction=customOptions", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"cloudsip:1?dialAction=fax", CMDURI_ACTION_CLASS_CALL_FILL_IN},
    {"cloudsip:1?dialAction=autoCall", CMDURI_ACTION_CLASS_CALL_DIAL},
    {"cloudsip:1?dialAction=voiceCall", CMDURI_ACTION_CLASS_CALL_DIAL},
    {"cloudsip:1?dialAction=videoCall", CMDURI_ACTION_CLASS_CALL_DIAL},
    {"cloudsip:1?dialAction=webCallback", CMDURI_ACTION_CLASS_CALL_DIAL},
    {"cloudsip:1?dialAction=callThrough", CMDURI_ACTION_CLASS_CALL_DIAL},
    {"cloudsip:1?dialAction=forceOffnetCall", CMDURI_ACTION_CLASS_CALL_DIAL},
};

static const char *
permission_name (enum cmduri_permission permission)
{
  switch (permission) {
  case CMDURI_PERMISSION_ALLOW:
    return "allow";
  case CMDURI_PERMISSION_ASK:
    return "ask";
  case CMDURI_PERMISSION_REFUSE:
    return "refuse";
  }
  return "";
}

int
main (void)
{
  /* Navigation, update, purchase, call that fills in, call that dials. */
  static const char *const expected[CMDURI_SOURCE_COUNT][CMDURI_ACTION_CLASS_COUNT] = {
      {"allow", "allow", "ask", "allow", "allow"},
      {"refuse", "refuse", "refuse", "refuse", "refuse"},
      {"allow", "allow", "ask", "allow", "ask"},
  };
  char buffer[CMDURI_MAX_LENGTH];

  for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
    struct cmduri uri;
    const char *text = classes[i].uri;
    cmduri_parse (text, strlen (text), schemes, buffer, sizeof buffer, &uri);
    tap_check (uri.error == CMDURI_ERROR_NONE &&
                   cmduri_action_class (&uri) == classes[i].action_class,
               "class of %s", text);
  }

  /* What an enum has not may come from another program's mistake: the most careful answer then. */
  struct cmduri made = {.kind = CMDURI_KIND_CALL, .dial_action = CMDURI_DIAL_ACTION_COUNT};
  tap_check (cmduri_action_class (&made) == CMDURI_ACTION_CLASS_CALL_DIAL,
             "an action beyond the enum might dial");
  made = (struct cmduri){.command = (enum cmduri_command)CMDURI_COMMAND_COUNT};
  tap_check (cmduri_action_class (&made) == CMDURI_ACTION_CLASS_UPDATE,
             "a command beyond the enum might ask a server");

  /* A caller that overlooks the refusal gains nothing by it. */
  cmduri_parse ("app:nosuch", 10, schemes, buffer, sizeof buffer, &made);
  tap_check (cmduri_action_class (&made) == (enum cmduri_action_class)CMDURI_ACTION_CLASS_COUNT,
             "what is refused has no class");
  for (int source = 0; source < CMDURI_SOURCE_COUNT; source++)
    tap_check (cmduri_permission ((enum cmduri_source)source, cmduri_action_class (&made)) ==
                   CMDURI_PERMISSION_REFUSE,
               "and may do nothing, from source %d", source);

  for (int source = 0; source < CMDURI_SOURCE_COUNT; source++)
    for (int class = 0; class < CMDURI_ACTION_CLASS_COUNT; class ++) {
      enum cmduri_permission permission =
          cmduri_permission ((enum cmduri_source)source, (enum cmduri_action_class) class);
      tap_check (strcmp (permission_name (permission), expected[source][class]) == 0,
                 "source %d, class %d: %s", source, class, expected[source][class]);
    }

  tap_check (cmduri_permission ((enum cmduri_source)CMDURI_SOURCE_COUNT,
                                CMDURI_ACTION_CLASS_NAVIGATION) == CMDURI_PERMISSION_REFUSE,
             "an unknown source is refused");
  tap_check (cmduri_permission (CMDURI_SOURCE_TRUSTED_PAGE,
                                (enum cmduri_action_class)CMDURI_ACTION_CLASS_COUNT) ==
                 CMDURI_PERMISSION_REFUSE,
             "an unknown class is refused");
  return tap_done ();
}
