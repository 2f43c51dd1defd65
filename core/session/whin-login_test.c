/* SPDX-License-Identifier: Apache-2.0 */
#include "core/session/whin-login.h"

#include <gio/gio.h>

/* What people type, scan or click to sign in (wire-protocols, section 3). */

typedef struct {
  const char *text;
  const char *built_in;
  gboolean is_fine;
  const char *cloud_id;
  gboolean test;
  const char *username;
  const char *password;
} Case;

static const Case cases[] = {
    /* typed, no built-in cloud ID */
    {"alice@CODE", NULL, TRUE, "CODE", FALSE, "alice", NULL},
    {"  alice@CODE \n", NULL, TRUE, "CODE", FALSE, "alice", NULL},
    {"alice@example.com@CODE", NULL, TRUE, "CODE", FALSE, "alice@example.com", NULL},
    {"al%40ice%20x@CODE", NULL, TRUE, "CODE", FALSE, "al@ice x", NULL},
    {"100%@CODE", NULL, TRUE, "CODE", FALSE, "100%", NULL},
    {"CODE", NULL, TRUE, "CODE", FALSE, NULL, NULL},
    {"CODE*", NULL, TRUE, "CODE", TRUE, NULL, NULL},
    {"alice@CODE*", NULL, TRUE, "CODE", TRUE, "alice", NULL},
    {"@CODE", NULL, TRUE, "CODE", FALSE, NULL, NULL},
    {"", NULL, FALSE},
    {"alice@", NULL, FALSE},
    {"alice@*", NULL, FALSE},
    {"alice@CO DE", NULL, FALSE},
    {"alice@../x", NULL, FALSE},
    {"al%00ice@CODE", NULL, FALSE},
    {"al%0d%0aice@CODE", NULL, FALSE},
    {"al%ffice@CODE", NULL, FALSE},
    {"\xff@CODE", NULL, FALSE},
    /* typed, built in */
    {"alice", "CODE", TRUE, "CODE", FALSE, "alice", NULL},
    {"alice@example.com", "CODE", TRUE, "CODE", FALSE, "alice@example.com", NULL},
    {"alice@CODE", "CODE", TRUE, "CODE", FALSE, "alice", NULL},
    {"alice@CODE*", "CODE", TRUE, "CODE", TRUE, "alice", NULL},
    {"alice", "CODE*", TRUE, "CODE", TRUE, "alice", NULL},
    {"", "CODE", FALSE},
    {"@CODE", "CODE", FALSE},
    /* links */
    {"csc:alice:secret@CODE", NULL, TRUE, "CODE", FALSE, "alice", "secret"},
    {"CSC:alice:secret@CODE", NULL, TRUE, "CODE", FALSE, "alice", "secret"},
    {"csc://alice:secret@CODE", NULL, TRUE, "CODE", FALSE, "alice", "secret"},
    {"csc:alice@CODE", NULL, TRUE, "CODE", FALSE, "alice", NULL},
    {"csc:CODE", NULL, TRUE, "CODE", FALSE, NULL, NULL},
    {"csc:CODE*", NULL, TRUE, "CODE", TRUE, NULL, NULL},
    {"csc:alice:secret@CODE%2A", NULL, TRUE, "CODE", TRUE, "alice", "secret"},
    {"csc:al%3Aice:se%40cret%25@CODE", NULL, TRUE, "CODE", FALSE, "al:ice", "se@cret%"},
    {"csc:sip:alice:secret@CODE", NULL, TRUE, "CODE", FALSE, "sip:alice", "secret"},
    {"csc:alice@home:s@c%ret@CODE", NULL, TRUE, "CODE", FALSE, "alice@home", "s@c%ret"},
    {"csc:alice:secret@CODE", "CODE", TRUE, "CODE", FALSE, "alice", "secret"},
    {"csc:alice:secret@code", "CODE*", TRUE, "code", FALSE, "alice", "secret"},
    {"csc:alice:secret@CODE*", "CODE", TRUE, "CODE", TRUE, "alice", "secret"},
    {"csc:alice:secret@CODE", "OTHER", FALSE},
    {"csc:alice:secret@CODE", "CODE2", FALSE},
    {"csc:alice:secret@CODE2", "CODE", FALSE},
    {"csc:", NULL, FALSE},
    {"csc:alice:secret@", NULL, FALSE},
    {"csc:al%00:x@CODE", NULL, FALSE},
    {"csc:alice:%0a@CODE", NULL, FALSE},
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinLogin) login = whin_login_parse (c->text, c->built_in, &error);

  if (!c->is_fine) {
    g_assert_null (login);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpstr (login->cloud_id, ==, c->cloud_id);
  g_assert_cmpint (login->test, ==, c->test);
  g_assert_cmpstr (login->username, ==, c->username);
  g_assert_cmpstr (login->password, ==, c->password);
}

static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (WHIN_LOGIN_MAX_BYTES + 1, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (whin_login_parse (text, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/login/case/%02" G_GSIZE_FORMAT, i);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/login/too-long", test_too_long);
  return g_test_run ();
}
