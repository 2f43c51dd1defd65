/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"
#include "core/session/whin-session.h"

G_BEGIN_DECLS

/* What the window adds to the session's status; texts belong to the caller, any may be NULL. */
typedef struct {
  const char *screen;  /* name of the command that shows what is shown, "consent", … */
  const char *product; /* ID of the product in sight */
  const char *web_uri; /* of the page in the web tab */
  const char *notice;  /* the newest one */
} WhinStatusScreen;

/**
 * whin_status_dup_json:
 *
 * The running phone's status for `whinchat status --json`, one object in one line:
 * {"signedIn", "screen", "product", "webTab": {"uri"}, "account": {"title", "username", "host",
 * "nodes"}, "balance": {"text", "checkedAt", "stale", "error"}, "notice", "order": {"id",
 * "state"}, "line": {"state", "reason", "address", "secure", "doNotDisturb", "voicemail": {"new",
 * "old"}}, "calls": [{"state", "direction", "number", "name", "reason", "seconds", "current",
 * "muted", "encryption", "codec", "quality", "conference"}]}. "account", "order", "line" and
 * "voicemail" are null when there is none; the calls are those that have not ended. No secrets: web
 * addresses lose query, fragment and user information, the account's secret nodes are left out.
 *
 * Returns: (transfer full)
 */
char *whin_status_dup_json (WhinSession *session, WhinPhone *phone, const WhinStatusScreen *screen);

/* (transfer full) (nullable): @uri without user information, query and fragment. */
char *whin_status_dup_public_uri (const char *uri);

/* (transfer full): the same for people, some lines of text; NULL when @json is no status. */
char *whin_status_dup_text (const char *json);

G_END_DECLS
