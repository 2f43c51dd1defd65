/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/session/whin-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinConsentPage: what is bought, for how much, from whom, by which account; and the only place
 * that calls whin_purchase_consent(). */
#define WHIN_TYPE_CONSENT_PAGE (whin_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinConsentPage, whin_consent_page, WHIN, CONSENT_PAGE, AdwBin)

/* For how long the page is shown before its "buy" button can be pressed. */
#define WHIN_CONSENT_GUARD_MS 400

WhinConsentPage *whin_consent_page_new (WhinSession *session);

G_END_DECLS
