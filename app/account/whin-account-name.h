/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"

G_BEGIN_DECLS

/* What the screen calls the account: the display name, else the title, else the user name; empty
 * when there is none of them. Belongs to the account, until it changes. */
const char *whin_account_name (WhinAccount *account);

G_END_DECLS
