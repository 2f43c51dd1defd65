/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-settings.h"

G_BEGIN_DECLS

/**
 * WhinSipSources:
 *
 * Where the account's server may speak from: every address that its name and its outbound proxy's
 * lead to, by SRV records or, where there are none, address records (RFC 3263, section 4.2). A
 * provider's calls need not come from the machine that the phone registered with.
 */
typedef struct _WhinSipSources WhinSipSources;

#define WHIN_SIP_SOURCES_MAX_LOOKUPS 16
#define WHIN_SIP_SOURCES_MAX_ADDRESSES 64
#define WHIN_SIP_SOURCES_MAX_ENDPOINTS 128

/* Begins to look them up; what isn't found is left out without a word. */
WhinSipSources *whin_sip_sources_new (const WhinSipSettings *settings);
void whin_sip_sources_free (WhinSipSources *self);

/* @ip: an address as text, bracketless. */
gboolean whin_sip_sources_has (WhinSipSources *self, const char *ip);

/* Whether the server itself takes requests there. @host: a name or a bracketless address; @port: a
 * URI's, or 0: it has none. */
gboolean whin_sip_sources_listens (WhinSipSources *self, const char *host, guint16 port);

G_END_DECLS
