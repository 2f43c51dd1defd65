/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"

/*
 * Who may do what (command-uris, section 5).
 *
 * A page of a web tab on an origin that the provider vouches for may do everything. A purchase is
 * begun by it, but the person consents to it inside the app, as no link can spend money.
 *
 * A page on any other origin may do nothing: not even show a tab, as it could then place itself
 * where the person expects the app.
 *
 * Another program on the desktop may show things, ask for the three updates and fill a number in,
 * which costs nobody anything. The person is asked before it buys, and before it makes the phone
 * ring somebody.
 *
 * Whatever is not in the table is refused.
 */
static const unsigned char permissions[CMDURI_SOURCE_COUNT][CMDURI_ACTION_CLASS_COUNT] = {
    [CMDURI_SOURCE_TRUSTED_PAGE] =
        {
            [CMDURI_ACTION_CLASS_NAVIGATION] = CMDURI_PERMISSION_ALLOW,
            [CMDURI_ACTION_CLASS_UPDATE] = CMDURI_PERMISSION_ALLOW,
            [CMDURI_ACTION_CLASS_PURCHASE] = CMDURI_PERMISSION_ASK,
            [CMDURI_ACTION_CLASS_CALL_FILL_IN] = CMDURI_PERMISSION_ALLOW,
            [CMDURI_ACTION_CLASS_CALL_DIAL] = CMDURI_PERMISSION_ALLOW,
        },
    [CMDURI_SOURCE_OTHER_PAGE] =
        {
            [CMDURI_ACTION_CLASS_NAVIGATION] = CMDURI_PERMISSION_REFUSE,
            [CMDURI_ACTION_CLASS_UPDATE] = CMDURI_PERMISSION_REFUSE,
            [CMDURI_ACTION_CLASS_PURCHASE] = CMDURI_PERMISSION_REFUSE,
            [CMDURI_ACTION_CLASS_CALL_FILL_IN] = CMDURI_PERMISSION_REFUSE,
            [CMDURI_ACTION_CLASS_CALL_DIAL] = CMDURI_PERMISSION_REFUSE,
        },
    [CMDURI_SOURCE_OUTSIDE] =
        {
            [CMDURI_ACTION_CLASS_NAVIGATION] = CMDURI_PERMISSION_ALLOW,
            [CMDURI_ACTION_CLASS_UPDATE] = CMDURI_PERMISSION_ALLOW,
            [CMDURI_ACTION_CLASS_PURCHASE] = CMDURI_PERMISSION_ASK,
            [CMDURI_ACTION_CLASS_CALL_FILL_IN] = CMDURI_PERMISSION_ALLOW,
            [CMDURI_ACTION_CLASS_CALL_DIAL] = CMDURI_PERMISSION_ASK,
        },
};

static bool
dials_by_itself (enum cmduri_dial_action action)
{
  switch (action) {
  case CMDURI_DIAL_ACTION_AUTO_CALL:
  case CMDURI_DIAL_ACTION_VOICE_CALL:
  case CMDURI_DIAL_ACTION_VIDEO_CALL:
  case CMDURI_DIAL_ACTION_WEB_CALLBACK:
  case CMDURI_DIAL_ACTION_CALL_THROUGH:
  case CMDURI_DIAL_ACTION_FORCE_OFFNET_CALL:
    return true;
  case CMDURI_DIAL_ACTION_NONE:
  case CMDURI_DIAL_ACTION_GSM_CALL: /* a desktop has no such radio: the number is filled in */
  case CMDURI_DIAL_ACTION_TEXT:
  case CMDURI_DIAL_ACTION_OPEN_URL:
  case CMDURI_DIAL_ACTION_OPTIONS:
  case CMDURI_DIAL_ACTION_CUSTOM_OPTIONS:
  case CMDURI_DIAL_ACTION_UNKNOWN:
    return false;
  }
  return true;
}

enum cmduri_action_class
cmduri_action_class (const struct cmduri *uri)
{
  if (uri->error != CMDURI_ERROR_NONE)
    return (enum cmduri_action_class)CMDURI_ACTION_CLASS_COUNT;
  if (uri->kind == CMDURI_KIND_CALL)
    return dials_by_itself (uri->dial_action) ? CMDURI_ACTION_CLASS_CALL_DIAL
                                              : CMDURI_ACTION_CLASS_CALL_FILL_IN;
  if (uri->buy && uri->product_id.length > 0)
    return CMDURI_ACTION_CLASS_PURCHASE;

  const struct cmduri_command_info *info = cmduri_command_info (uri->command);
  return info != NULL && info->kind == CMDURI_COMMAND_KIND_NAVIGATION
             ? CMDURI_ACTION_CLASS_NAVIGATION
             : CMDURI_ACTION_CLASS_UPDATE;
}

enum cmduri_permission
cmduri_permission (enum cmduri_source source, enum cmduri_action_class action_class)
{
  if ((unsigned)source >= CMDURI_SOURCE_COUNT ||
      (unsigned)action_class >= CMDURI_ACTION_CLASS_COUNT)
    return CMDURI_PERMISSION_REFUSE;
  return (enum cmduri_permission)permissions[source][action_class];
}
