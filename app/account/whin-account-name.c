/* SPDX-License-Identifier: Apache-2.0 */
#include "app/account/whin-account-name.h"

const char *
whin_account_name (WhinAccount *account)
{
  const char *display_name = whin_account_get_text (account, "userDisplayName");
  const char *title = whin_account_get_text (account, "title");

  if (*display_name != '\0')
    return display_name;
  return *title != '\0' ? title : whin_account_get_text (account, "username");
}
