/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/session/whin-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinSignInPage:
 *
 * Asks for cloud ID, user name and password; a brand with a built-in cloud ID, or without a portal,
 * asks for user name and password alone. A "csc:" link that is pasted into the first field fills in
 * all of it. The server's own error text is shown.
 */
#define WHIN_TYPE_SIGN_IN_PAGE (whin_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinSignInPage, whin_sign_in_page, WHIN, SIGN_IN_PAGE, AdwBin)

WhinSignInPage *whin_sign_in_page_new (WhinSession *session);

/* Fills in what @link ("csc:…") holds, or shows why it can't be read. */
void whin_sign_in_page_prefill (WhinSignInPage *self, const char *link);

/* Empties the fields and puts the focus on the first one that needs something. */
void whin_sign_in_page_reset (WhinSignInPage *self);

G_END_DECLS
