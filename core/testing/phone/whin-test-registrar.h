/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A real registrar (kamailio) of the test's own on loopback: accounts alice, bob, carol and echo,
 * each with the password NAMEpw, in the domain "localhost". */
typedef struct {
  char *folder;
  guint port;     /* UDP and TCP */
  guint tls_port; /* certificate for "localhost" */
  char *ca_file;
  char *wrong_ca_file; /* of an authority that signed nothing here */
  GSubprocess *process;
} WhinTestRegistrar;

/* For main(), before any test: where kamailio isn't installed the program ends, all tests skipped.
 */
WhinTestRegistrar *whin_test_registrar_new (void);
void whin_test_registrar_free (WhinTestRegistrar *self);

/* As kill -9; then whin_test_registrar_start() again with an empty memory. */
void whin_test_registrar_kill (WhinTestRegistrar *self);
void whin_test_registrar_start (WhinTestRegistrar *self);

/* A free UDP and TCP port of 127.0.0.1. */
guint whin_test_find_port (void);

/* Starts a program in its own process group, silent; it dies with this test. */
GSubprocess *whin_test_spawn (const char *folder, const char *const *arguments);

/* Ends the whole group and waits. */
void whin_test_end (GSubprocess *process, int signal);

G_END_DECLS
