/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): a UDP socket at @ip, an address of this machine, and at any free port. @port: or
 * NULL. */
GSocket *whin_test_socket_new (const char *ip, guint *port);

G_END_DECLS
