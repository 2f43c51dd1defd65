/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"
#include "core/balance/whin-balance.h"
#include "core/brand/whin-brand.h"
#include "core/brand/whin-web-tab.h"
#include "core/call-log/whin-call-log.h"
#include "core/callback/whin-web-callback.h"
#include "core/provisioning/whin-provisioner.h"
#include "core/session/whin-login.h"
#include "core/store/whin-catalogue.h"
#include "core/store/whin-purchase.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_SESSION_LOADING, /* state is being read from disk */
  WHIN_SESSION_SIGNED_OUT,
  WHIN_SESSION_SIGNING_IN,
  WHIN_SESSION_SIGNED_IN,
} WhinSessionState;

/**
 * WhinSession:
 *
 * One subscriber's use of one brand: owns the account and the services around it. The screen
 * observes this object and its children; nothing here knows a widget.
 *
 * Properties, readable and notified: "state" WhinSessionState; "notice" is a signal:
 *   "notice" (const char *text): one quiet line for the person.
 */
#define WHIN_TYPE_SESSION (whin_session_get_type ())
G_DECLARE_FINAL_TYPE (WhinSession, whin_session, WHIN, SESSION, GObject)

/* @data_dir is made (0700) when missing; it holds everything the session keeps, for this brand
 * alone. */
WhinSession *whin_session_new (WhinBrand *brand, const char *data_dir);

/* Reads the kept state and, when there is an account, starts the services (provisioning, balance,
 * unfinished purchase). An account that can't be read is an error, and the state is
 * SIGNED_OUT. */
void whin_session_load_async (WhinSession *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean whin_session_load_finish (WhinSession *self, GAsyncResult *result, GError **error);

/**
 * whin_session_sign_in_async:
 *
 * The three steps of provisioning with what was typed. On failure the state is as before; the
 * error's message is the server's own text where it gave one, and is for people.
 */
void whin_session_sign_in_async (WhinSession *self,
                                 const WhinLogin *login,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean whin_session_sign_in_finish (WhinSession *self, GAsyncResult *result, GError **error);

/* Forgets the account, its secrets and cached data; works offline. Error: what could not be removed
 * from the disk. */
void whin_session_sign_out_async (WhinSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean whin_session_sign_out_finish (WhinSession *self, GAsyncResult *result, GError **error);

/* Waits for writes under way (a deadline of 2 s); call before the process ends. */
void whin_session_flush (WhinSession *self);

WhinSessionState whin_session_get_state (WhinSession *self);

/* The children live as long as the session; (transfer none). */
WhinBrand *whin_session_get_brand (WhinSession *self);
WhinAccount *whin_session_get_account (WhinSession *self);
WhinBalance *whin_session_get_balance (WhinSession *self);
WhinProvisioner *whin_session_get_provisioner (WhinSession *self);
WhinCatalogue *whin_session_get_catalogue (WhinSession *self);
WhinPurchase *whin_session_get_purchase (WhinSession *self);
WhinCallLog *whin_session_get_call_log (WhinSession *self);
WhinWebCallback *whin_session_get_web_callback (WhinSession *self);
GListModel *whin_session_get_quick_dials (WhinSession *self); /* of WhinQuickDial */
GListModel *whin_session_get_web_tabs (
    WhinSession *self); /* of WhinWebTab: the portal's, else the brand file's */

/* The tab's address with its placeholders filled in, (transfer full); NULL when it has none that
 * may be opened (http or https). */
char *whin_session_dup_web_tab_uri (WhinSession *self, WhinWebTab *tab);

/* Whether commands of a page at @uri in @tab count: the tab's configured origin or one the provider
 * lists, https or loopback. */
gboolean whin_session_trusts (WhinSession *self, WhinWebTab *tab, const char *uri);

/* (transfer full): every origin that @tab trusts, NULL-terminated; for the web view's content
 * filter. */
char **whin_session_dup_trusted_origins (WhinSession *self, WhinWebTab *tab);

G_END_DECLS
