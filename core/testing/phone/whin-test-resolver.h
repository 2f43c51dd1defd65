/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GResolver that knows what a test has told it, and no other name; see g_resolver_set_default().
 */
#define WHIN_TYPE_TEST_RESOLVER (whin_test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (WhinTestResolver, whin_test_resolver, WHIN, TEST_RESOLVER, GResolver)

GResolver *whin_test_resolver_new (void);

/* @record: "_sip._udp.example.com". */
void whin_test_resolver_add_service (GResolver *resolver,
                                     const char *record,
                                     const char *host,
                                     guint16 port);
void whin_test_resolver_add_address (GResolver *resolver, const char *host, const char *address);

G_END_DECLS
