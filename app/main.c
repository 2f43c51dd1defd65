/* SPDX-License-Identifier: Apache-2.0 */

/* The program: opens or raises the phone and hands URIs to it, or talks to the running one. */
#include "app/application/whin-application.h"
#include "app/application/whin-folders.h"
#include "app/application/whin-rendering.h"
#include "app/application/whin-unbranded.h"
#include "app/control/whin-control.h"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

typedef struct {
  char *brand;
  char *cloud_id;
  char **arguments;
  gboolean json;
  gboolean version;
  gboolean service;
} Options;

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
      {"brand", 0, 0, G_OPTION_ARG_FILENAME, &options->brand, N_ ("The provider’s brand.ini"),
       N_ ("FILE")},
      {"cloud-id", 0, 0, G_OPTION_ARG_STRING, &options->cloud_id,
       N_ ("sign-in: the provider’s cloud ID"), N_ ("CODE")},
      {"json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("status: as one JSON object"), NULL},
      {"version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Print the version"), NULL},
      {"gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->service, NULL,
       NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL,
       N_ ("[URI…]")},
      {NULL},
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context, _ ("Opens the phone, or raises the running one, and handles the URIs.\n"
                  "\n"
                  "Commands to the running phone:\n"
                  "  whinchat sign-in [--cloud-id CODE] USER   password from standard input\n"
                  "  whinchat sign-out\n"
                  "  whinchat status [--json]"));
  return g_option_context_parse (context, argc, argv, error);
}

static int
print_usage (const char *text)
{
  g_printerr ("whinchat: %s\n%s\n", text, _ ("Try “whinchat --help”."));
  return WHIN_EXIT_USAGE;
}

/* $WHINCHAT_BRAND is for processes that are started without arguments, as the session bus does. */
static WhinBrand *
load_brand (const Options *options, GError **error)
{
  const char *path = options->brand != NULL ? options->brand : g_getenv ("WHINCHAT_BRAND");
  gboolean installed = path == NULL || *path == '\0';
  WhinBrand *brand = whin_brand_new_from_file (installed ? BRAND_FILE : path, error);

  if (brand == NULL)
    g_printerr ("whinchat: %s\n", (*error)->message);
  if (brand == NULL && installed)
    g_printerr ("%s\n", _ ("Say by --brand FILE whose phone this is."));
  return brand;
}

static gboolean
is_command (const char *word)
{
  return g_str_equal (word, "sign-in") || g_str_equal (word, "sign-out") ||
         g_str_equal (word, "status");
}

static int
run_command (const Options *options, WhinBrand *brand)
{
  g_autofree char *brand_file =
      options->brand != NULL ? g_canonicalize_filename (options->brand, NULL) : NULL;
  const char *word = options->arguments[0];
  guint n = g_strv_length (options->arguments);
  gboolean signs_in = g_str_equal (word, "sign-in");
  WhinControl control = {brand, brand_file, options->cloud_id,
                         signs_in ? options->arguments[1] : NULL, options->json};

  if (n != (signs_in ? 2 : 1))
    return print_usage (signs_in ? _ ("sign-in takes one user name") : _ ("too many arguments"));
  if (options->json && !g_str_equal (word, "status"))
    return print_usage (_ ("--json is for status"));
  if (options->cloud_id != NULL && !signs_in)
    return print_usage (_ ("--cloud-id is for sign-in"));
  if (signs_in)
    return whin_control_sign_in (&control);
  if (g_str_equal (word, "sign-out"))
    return whin_control_sign_out (&control);
  return whin_control_status (&control);
}

static int
run_application (const Options *options, GApplication *application, char *program)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, program);
  if (options->service)
    g_ptr_array_add (arguments, (char *)"--gapplication-service");
  if (options->arguments != NULL)
    g_ptr_array_add (arguments, (char *)"--");
  for (char **uri = options->arguments; uri != NULL && *uri != NULL; uri++)
    g_ptr_array_add (arguments, *uri);
  g_ptr_array_add (arguments, NULL);

  return g_application_run (application, (int)arguments->len - 1, (char **)arguments->pdata);
}

static int
run_phone (const Options *options, WhinBrand *brand, char *program)
{
  g_autoptr (WhinApplication) application = NULL;

  whin_rendering_choose ();
  application = whin_application_new (brand);
  return run_application (options, G_APPLICATION (application), program);
}

/* On a terminal the message was read there. */
static int
run_unbranded (const Options *options, const char *reason, char *program)
{
  g_autoptr (WhinUnbranded) application = NULL;

  whin_rendering_choose ();
  if (!isatty (STDIN_FILENO) && !isatty (STDOUT_FILENO) && !isatty (STDERR_FILENO) &&
      gtk_init_check ()) {
    application = whin_unbranded_new (BRAND_ID, reason);
    run_application (options, G_APPLICATION (application), program);
  }
  return WHIN_EXIT_USAGE;
}

static int
run (const Options *options, char *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinBrand) brand = load_brand (options, &error);
  gboolean commands = options->arguments != NULL && is_command (options->arguments[0]);

  if (brand == NULL)
    return commands ? WHIN_EXIT_USAGE : run_unbranded (options, error->message, program);
  if (commands)
    return run_command (options, brand);
  if (options->json || options->cloud_id != NULL)
    return print_usage (_ ("--json and --cloud-id need a command"));
  return run_phone (options, brand, program);
}

static void
bind_translations (void)
{
  g_autofree char *built = whin_folders_dup_built ("../po");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, built != NULL ? built : LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Options options = {0};
  int status;

  bind_translations ();
  g_set_prgname ("whinchat");

  if (!parse_options (&options, &argc, &argv, &error))
    status = print_usage (error->message);
  else if (options.version) {
    g_print ("whinchat %s\n", VERSION);
    status = WHIN_EXIT_FINE;
  } else
    status = run (&options, argv[0]);

  g_strfreev (options.arguments);
  g_free (options.brand);
  g_free (options.cloud_id);
  return status;
}
