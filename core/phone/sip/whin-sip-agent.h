/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-locator.h"
#include "core/phone/sip/whin-sip-settings.h"

#include <gio/gio.h>

#include <sofia-sip/nua.h>

G_BEGIN_DECLS

/**
 * WhinSipAgent:
 *
 * One NUA user agent bound to one local address and transport. Its events arrive on the main
 * context; nothing of the stack runs in a thread of its own, and it writes no log.
 *
 * A handle's magic is the GObject that wants its events (WhinSipCall), or NULL for the line's own.
 */
typedef struct _WhinSipAgent WhinSipAgent;

/* @owner: the handle's magic. @sip and @tags live until the return. */
typedef void (*WhinSipAgentEvent) (WhinSipAgent *agent,
                                   nua_event_t event,
                                   int status,
                                   const char *phrase,
                                   nua_handle_t *handle,
                                   gpointer owner,
                                   const sip_t *sip,
                                   tagi_t *tags,
                                   gpointer data);

typedef void (*WhinSipAgentIdle) (WhinSipAgent *agent, gpointer data);

/**
 * whin_sip_agent_new:
 * @authorities: (nullable): PEM of those that count for TLS; NULL: all of @ca_file's
 * @ca_file: PEM file of authorities, or NULL for the system's
 *
 * Returns: (transfer full): NULL when no port can be bound
 */
WhinSipAgent *whin_sip_agent_new (const WhinSipSettings *settings,
                                  const WhinSipLocation *location,
                                  const char *authorities,
                                  const char *ca_file,
                                  const char *user_agent,
                                  WhinSipAgentEvent event,
                                  gpointer data);

/* No event comes after this. The stack ends by itself in the background: it may take 30 s to hear
 * from a server that stays silent. */
void whin_sip_agent_close (WhinSipAgent *self);

/* Sends the BYE of an accepted call and frees @handle (transfer full) when it is answered, after 32
 * s at the latest. nua_handle_destroy() alone sends none while another request of the dialog, such
 * as the PRACK of a quick answer, is under way. @awaits_ack: the BYE waits for the ACK to our 200
 * (RFC 3261, section 15). */
void whin_sip_agent_hang_up (WhinSipAgent *self,
                             nua_handle_t *handle,
                             gboolean awaits_ack,
                             gboolean may_authenticate);

/* How long the other side's own BYE is waited for: the first one and two more of a lossy way (RFC
 * 3261, section 17.1.2.1: after 0.5 s and 1.5 s). */
#define WHIN_SIP_AGENT_BYE_WAIT_MS 3000

/* The call is over, and it is the other side's to say BYE: for WHIN_SIP_AGENT_BYE_WAIT_MS, then as
 * whin_sip_agent_hang_up(). */
void whin_sip_agent_await_bye (WhinSipAgent *self,
                               nua_handle_t *handle,
                               gboolean awaits_ack,
                               gboolean may_authenticate);

/* The challenge to the BYE of a handle that was hung up, told once as nua_r_bye without an owner,
 * has no answer. */
void whin_sip_agent_forget (WhinSipAgent *self, nua_handle_t *handle);

/* Whether a BYE is under way or waits. Then @idle gets the data of the events, once: when none is
 * any more, or after @ms; not after the close. It may close the agent. */
gboolean whin_sip_agent_await_idle (WhinSipAgent *self, guint ms, WhinSipAgentIdle idle);

/* The shortest session timer that agents made from here on accept; for tests, since RFC 4028 allows
 * no less than 90 s. */
void whin_sip_agent_set_min_session (guint seconds);

nua_t *whin_sip_agent_get_nua (WhinSipAgent *self);

/* The server as a URI that the stack can reach without its own resolver; valid until the close. */
const char *whin_sip_agent_get_proxy (WhinSipAgent *self);

/* This machine's address, for media as well; bracketless. */
const char *whin_sip_agent_get_local (WhinSipAgent *self);

G_END_DECLS
