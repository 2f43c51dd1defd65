/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/command/whin-dispatcher.h"

#include "core/phone/whin-line.h"
#include "core/phone/whin-number-rewriting.h"
#include "core/session/whin-session.h"

#include "cmduri/cmduri.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/*
 * The way of a command (architecture): language, permission, action. What is refused changes
 * nothing; it is logged by the cause's name alone, never with what the sender wrote.
 */

#define BURST_WINDOW_US (1 * G_USEC_PER_SEC)
#define EQUAL_NOTICE_US (5 * G_USEC_PER_SEC)
#define MAX_NOTICES_IN_WINDOW 3

struct _WhinDispatcher {
  GObject parent_instance;
  WhinSession *session;

  gint64 window_begin; /* of counting */
  guint shown;         /* navigations in it */
  guint noticed;       /* notices in it */
  WhinDestination *waiting;
  guint waiting_id;

  char *last_notice;
  gint64 last_notice_at;
};

G_DEFINE_FINAL_TYPE (WhinDispatcher, whin_dispatcher, G_TYPE_OBJECT)

enum { NAVIGATE, NOTICE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
begin_window_when_due (WhinDispatcher *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->window_begin != 0 && now - self->window_begin < BURST_WINDOW_US)
    return;
  self->window_begin = now;
  self->shown = 0;
  self->noticed = 0;
}

static gboolean
on_window_end (gpointer data)
{
  WhinDispatcher *self = data;
  g_autoptr (WhinDestination) destination = g_steal_pointer (&self->waiting);

  self->waiting_id = 0;
  begin_window_when_due (self);
  self->shown++;
  g_signal_emit (self, signals[NAVIGATE], 0, destination);
  return G_SOURCE_REMOVE;
}

static void
navigate (WhinDispatcher *self, WhinDestination *destination)
{
  begin_window_when_due (self);
  if (self->shown < WHIN_DISPATCHER_BURST && self->waiting_id == 0) {
    self->shown++;
    g_signal_emit (self, signals[NAVIGATE], 0, destination);
    return;
  }
  g_clear_pointer (&self->waiting, whin_destination_free);
  self->waiting = whin_destination_copy (destination);
  if (self->waiting_id == 0) {
    gint64 left = self->window_begin + BURST_WINDOW_US - g_get_monotonic_time ();

    self->waiting_id = g_timeout_add ((guint)(MAX (left, 0) / 1000 + 1), on_window_end, self);
  }
}

static char *
dup_text (struct cmduri_text text)
{
  return text.start != NULL && text.length > 0 ? g_strndup (text.start, text.length) : NULL;
}

static enum cmduri_source
source_of (const WhinSource *source)
{
  if (source->door == WHIN_SOURCE_OUTSIDE)
    return CMDURI_SOURCE_OUTSIDE;
  return source->trusted ? CMDURI_SOURCE_TRUSTED_PAGE : CMDURI_SOURCE_OTHER_PAGE;
}

/* One text for each cause, without what the sender wrote. */
static const char *
text_of_error (enum cmduri_error error)
{
  switch (error) {
  case CMDURI_ERROR_UNKNOWN_COMMAND:
  case CMDURI_ERROR_NO_COMMAND:
    return _ ("A link asked for something that this phone does not know.");
  case CMDURI_ERROR_UNSUPPORTED:
    return _ ("A link asked for something that this phone can’t do.");
  case CMDURI_ERROR_BAD_NUMBER:
    return _ ("A link held a phone number that can’t be dialled.");
  default:
    return _ ("A link for this phone was not valid.");
  }
}

static gboolean
refuse_by_permission (WhinDispatcher *self, const WhinSource *source)
{
  g_autofree char *text = NULL;

  g_message ("A command is refused: its page is not trusted");
  if (source->door == WHIN_SOURCE_PAGE && source->origin != NULL)
    /* Translators: %s is a web origin such as https://example.com. */
    text = g_strdup_printf (_ ("A page of %s may not control this phone."), source->origin);
  else
    text = g_strdup (_ ("This page may not control this phone."));
  whin_dispatcher_notice (self, text);
  return FALSE;
}

static WhinProvisionParts
parts_of (const struct cmduri *uri)
{
  WhinProvisionParts parts = 0;

  if (uri->only == 0)
    return uri->command == CMDURI_COMMAND_EXTPROV_UPDATE ? WHIN_PROVISION_EXTERNAL
                                                         : WHIN_PROVISION_ALL;
  if ((uri->only & (CMDURI_PART_PROVISIONING | CMDURI_PART_THEME)) != 0)
    parts |= WHIN_PROVISION_PORTAL; /* the brand, and so its look, is the portal's */
  if ((uri->only & CMDURI_PART_GLOBAL_EXTPROV) != 0)
    parts |= WHIN_PROVISION_GLOBAL;
  if ((uri->only & CMDURI_PART_EXTPROV) != 0)
    parts |= WHIN_PROVISION_EXTERNAL;
  return parts;
}

/* "sips:" is more than a way to name the phone, so the number keeps it; cmduri doesn't tell it. */
static char *
dup_number (const struct cmduri *uri, gboolean secure)
{
  g_autofree char *number = dup_text (uri->number);

  return secure && number != NULL ? g_strconcat ("sips:", number, NULL) : g_steal_pointer (&number);
}

/* Whether the provider's rules make a number that no link may dial of one that it may. */
static gboolean
becomes_guarded (WhinDispatcher *self, const char *number)
{
  WhinAccount *account = whin_session_get_account (self->session);
  g_autoptr (WhinNumberRewriting) rewriting =
      whin_number_rewriting_new (whin_account_get (account, "rewriting"));
  g_autofree char *clean = whin_line_clean_number (number);
  g_autofree char *target =
      clean != NULL ? whin_number_rewriting_apply (rewriting, clean, NULL) : NULL;

  return target == NULL || whin_dial_rule_guards (target);
}

/* @secure: the number may only be called over TLS */
static void
run_call (WhinDispatcher *self,
          const struct cmduri *uri,
          gboolean secure,
          enum cmduri_permission permission,
          const WhinSource *source)
{
  g_autoptr (WhinDestination) destination = g_new0 (WhinDestination, 1);
  WhinWebCallback *callback = whin_session_get_web_callback (self->session);
  gboolean by_callback = uri->dial_action == CMDURI_DIAL_ACTION_WEB_CALLBACK;
  gboolean able = by_callback ? whin_web_callback_get_available (callback)
                              : whin_dial_rule_can (uri->dial_action);

  destination->command = CMDURI_COMMAND_KEYPAD;
  destination->number = dup_number (uri, secure);
  destination->raise = source->door == WHIN_SOURCE_OUTSIDE;
  destination->dial = whin_dial_rule_apply (permission, source->gesture, able, destination->number);
  if (destination->dial != WHIN_DIAL_FILL_IN && becomes_guarded (self, destination->number))
    destination->dial = WHIN_DIAL_FILL_IN;
  destination->callback = by_callback && able;
  if (uri->dial_action != CMDURI_DIAL_ACTION_NONE && !able)
    whin_dispatcher_notice (
        self, _ ("This phone can’t do what the link asked for. The number is filled in."));
  else if (uri->dial_action != CMDURI_DIAL_ACTION_NONE && destination->dial == WHIN_DIAL_FILL_IN)
    whin_dispatcher_notice (self,
                            _ ("A link asked to call this number. Press Call if you want to."));
  navigate (self, destination);
}

static void
run_command (WhinDispatcher *self, const struct cmduri *uri, gboolean raise)
{
  WhinBalance *balance = whin_session_get_balance (self->session);
  WhinProvisioner *provisioner = whin_session_get_provisioner (self->session);
  WhinDestination destination = {.command = uri->command, .raise = raise};
  g_autofree char *product_id = dup_text (uri->product_id);
  g_autofree char *relative = dup_text (uri->relative);

  destination.product_id = product_id;
  destination.buy = uri->buy && product_id != NULL;
  destination.relative = relative;
  destination.reload = uri->reload;
  destination.reset = uri->reset;

  /* One line a command. */
  /* clang-format off */
  switch (uri->command) {
  case CMDURI_COMMAND_BALANCE_UPDATE:      whin_balance_check (balance); break;
  case CMDURI_COMMAND_PROVISIONING_UPDATE: whin_provisioner_update (provisioner, parts_of (uri)); break;
  case CMDURI_COMMAND_EXTPROV_UPDATE:      whin_provisioner_update (provisioner, parts_of (uri)); break;
  case CMDURI_COMMAND_SETTINGS:            navigate (self, &destination); break;
  case CMDURI_COMMAND_SETTINGS_PREFS:      navigate (self, &destination); break;
  case CMDURI_COMMAND_SETTINGS_TOPUP:      navigate (self, &destination); break;
  case CMDURI_COMMAND_SETTINGS_ADDONS:     navigate (self, &destination); break;
  case CMDURI_COMMAND_QD:                  navigate (self, &destination); break;
  case CMDURI_COMMAND_HISTORY:             navigate (self, &destination); break;
  case CMDURI_COMMAND_KEYPAD:              navigate (self, &destination); break;
  case CMDURI_COMMAND_MESSAGES:            navigate (self, &destination); break;
  case CMDURI_COMMAND_CONTACTS:            navigate (self, &destination); break;
  case CMDURI_COMMAND_BROWSER:             navigate (self, &destination); break;
  case CMDURI_COMMAND_NONE:                break;
  }
  /* clang-format on */
  if (raise && cmduri_command_info (uri->command)->kind == CMDURI_COMMAND_KIND_UPDATE)
    navigate (self, &destination);
}

static void
whin_dispatcher_dispose (GObject *object)
{
  WhinDispatcher *self = WHIN_DISPATCHER (object);

  g_clear_handle_id (&self->waiting_id, g_source_remove);
  g_clear_pointer (&self->waiting, whin_destination_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (whin_dispatcher_parent_class)->dispose (object);
}

static void
whin_dispatcher_finalize (GObject *object)
{
  WhinDispatcher *self = WHIN_DISPATCHER (object);

  g_free (self->last_notice);
  G_OBJECT_CLASS (whin_dispatcher_parent_class)->finalize (object);
}

static void
whin_dispatcher_class_init (WhinDispatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = whin_dispatcher_dispose;
  object_class->finalize = whin_dispatcher_finalize;
  signals[NAVIGATE] =
      g_signal_new ("navigate", WHIN_TYPE_DISPATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, WHIN_TYPE_DESTINATION | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[NOTICE] = g_signal_new ("notice", WHIN_TYPE_DISPATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
whin_dispatcher_init (WhinDispatcher *self)
{
}

WhinDispatcher *
whin_dispatcher_new (WhinSession *session)
{
  WhinDispatcher *self = g_object_new (WHIN_TYPE_DISPATCHER, NULL);

  self->session = g_object_ref (session);
  return self;
}

void
whin_dispatcher_notice (WhinDispatcher *self, const char *text)
{
  gint64 now = g_get_monotonic_time ();

  begin_window_when_due (self);
  if (g_strcmp0 (text, self->last_notice) == 0 && now - self->last_notice_at < EQUAL_NOTICE_US)
    return;
  if (self->noticed >= MAX_NOTICES_IN_WINDOW)
    return;
  self->noticed++;
  g_free (self->last_notice);
  self->last_notice = g_strdup (text);
  self->last_notice_at = now;
  g_signal_emit (self, signals[NOTICE], 0, text);
}

gboolean
whin_dispatcher_recognises (WhinDispatcher *self, const char *uri)
{
  const char *brand_scheme;
  const char *colon;

  g_return_val_if_fail (WHIN_IS_DISPATCHER (self), FALSE);

  if (uri == NULL)
    return FALSE;
  while (*uri != '\0' && (guchar)*uri <= 0x20)
    uri++;
  colon = strchr (uri, ':');
  if (colon == NULL)
    return FALSE;
  brand_scheme = whin_brand_get_scheme (whin_session_get_brand (self->session));
  {
    const char *const schemes[] = {"app", "cscommand", "sip", "sips", "tel", brand_scheme};

    for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
      if (strlen (schemes[i]) == (gsize)(colon - uri) &&
          g_ascii_strncasecmp (schemes[i], uri, (gsize)(colon - uri)) == 0)
        return TRUE;
    }
  }
  return FALSE;
}

gboolean
whin_dispatcher_handle (WhinDispatcher *self, const char *text, const WhinSource *source)
{
  const char *const schemes[] = {whin_brand_get_scheme (whin_session_get_brand (self->session)),
                                 "sip", "sips", "tel", NULL};
  char buffer[CMDURI_MAX_LENGTH];
  struct cmduri uri;
  enum cmduri_permission permission;
  gboolean raise;

  g_return_val_if_fail (WHIN_IS_DISPATCHER (self), FALSE);
  g_return_val_if_fail (text != NULL && source != NULL, FALSE);

  /* An untrusted page isn't even told whether its text was well-formed. */
  if (source_of (source) == CMDURI_SOURCE_OTHER_PAGE)
    return refuse_by_permission (self, source);
  if (cmduri_parse (text, strlen (text), schemes, buffer, sizeof buffer, &uri) !=
      CMDURI_ERROR_NONE) {
    g_message ("A command is refused: %s at byte %" G_GSIZE_FORMAT, cmduri_error_name (uri.error),
               uri.error_offset);
    whin_dispatcher_notice (self, text_of_error (uri.error));
    return FALSE;
  }
  permission = cmduri_permission (source_of (source), cmduri_action_class (&uri));
  if (permission == CMDURI_PERMISSION_REFUSE)
    return refuse_by_permission (self, source);
  raise = source->door == WHIN_SOURCE_OUTSIDE;
  if (uri.kind == CMDURI_KIND_CALL)
    run_call (self, &uri, whin_line_wants_secure (text), permission, source);
  else
    run_command (self, &uri, raise);
  return TRUE;
}
