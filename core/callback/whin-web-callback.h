/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/service/whin-service-context.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinWebCallback:
 *
 * Calls by the provider's web service in place of the line ("webCallback" family; `%targetNumber%`
 * is the number to reach): the provider calls both sides and connects them. One request at a time.
 *
 * Properties, readable and notified: "available" boolean: the account configures it; "number" utf8
 * or NULL: of the request under way.
 *
 * Signals:
 *   "answered" (gboolean accepted, const char *text): the request is over; @text is for people, the
 *      server's own where it gave one.
 */
#define WHIN_TYPE_WEB_CALLBACK (whin_web_callback_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebCallback, whin_web_callback, WHIN, WEB_CALLBACK, GObject)

WhinWebCallback *whin_web_callback_new (WhinServiceContext *context);

gboolean whin_web_callback_get_available (WhinWebCallback *self);
const char *whin_web_callback_get_number (WhinWebCallback *self);

/**
 * whin_web_callback_request:
 *
 * Asks for a call to @number, cleaned as whin_line_clean_number() does. Only a person's act may
 * lead here. Emergency numbers and codes (whin_dial_rule_guards()) are never reached by a callback:
 * the far end would see the provider, and not where the person is.
 *
 * Errors: WHIN_PHONE_ERROR_NO_LINE when it isn't available, _BAD_NUMBER, _NOT_NOW while one is
 * under way; then nothing was asked for and "answered" doesn't come.
 */
gboolean whin_web_callback_request (WhinWebCallback *self, const char *number, GError **error);

/* Gives the request under way up, silently. What the provider has begun goes on. */
void whin_web_callback_forget (WhinWebCallback *self);

G_END_DECLS
