/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A STUN server (RFC 8489, section 5) on loopback that tells everybody the same address. */
typedef struct _WhinTestStun WhinTestStun;

/* @address: IPv4. */
WhinTestStun *whin_test_stun_new (const char *address, guint port);
void whin_test_stun_free (WhinTestStun *self);

guint whin_test_stun_get_port (WhinTestStun *self); /* its own */

G_END_DECLS
