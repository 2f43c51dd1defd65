/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-line-private.h"

#include "core/command/whin-dial-rule.h"
#include "core/phone/whin-number-rewriting.h"
#include "core/phone/whin-phone-provider-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define SECURE_SCHEME "sips:"

typedef struct {
  WhinPhoneProvider *provider; /* weak */
  WhinLineState state;
  char *reason;
  GDateTime *retry_at;
  char *address;
  gboolean secure;
  gboolean voicemail_waiting;
  guint voicemail_new;
  guint voicemail_old;
  char *voicemail_number;
  WhinNumberRewriting *rewriting;
} WhinLinePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WhinLine, whin_line, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_REASON,
  PROP_RETRY_AT,
  PROP_ADDRESS,
  PROP_SECURE,
  PROP_VOICEMAIL_WAITING,
  PROP_VOICEMAIL_NEW,
  PROP_VOICEMAIL_OLD,
  PROP_VOICEMAIL_NUMBER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *const state_names[] = {
    [WHIN_LINE_OFF] = "off",
    [WHIN_LINE_NO_NETWORK] = "no-network",
    [WHIN_LINE_REGISTERING] = "registering",
    [WHIN_LINE_REGISTERED] = "registered",
    [WHIN_LINE_UNREGISTERING] = "unregistering",
    [WHIN_LINE_WAITING] = "waiting",
    [WHIN_LINE_REFUSED] = "refused",
};

static const char *const state_reasons[] = {
    [WHIN_LINE_OFF] = N_ ("The line is off."),
    [WHIN_LINE_NO_NETWORK] = N_ ("There is no network."),
    [WHIN_LINE_REGISTERING] = N_ ("Registering…"),
    [WHIN_LINE_REGISTERED] = NULL,
    [WHIN_LINE_UNREGISTERING] = N_ ("Signing off…"),
    [WHIN_LINE_WAITING] = N_ ("The server cannot be reached."),
    [WHIN_LINE_REFUSED] = N_ ("The server refused the line."),
};

#define PRIVATE(self) ((WhinLinePrivate *)whin_line_get_instance_private (self))

static void
set_text (WhinLine *self, char **field, const char *text, guint property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static void
whin_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinLinePrivate *priv = PRIVATE (WHIN_LINE (object));

  switch (id) {
  case PROP_STATE:
    g_value_set_uint (value, priv->state);
    break;
  case PROP_REASON:
    g_value_set_string (value, priv->reason);
    break;
  case PROP_RETRY_AT:
    g_value_set_boxed (value, priv->retry_at);
    break;
  case PROP_ADDRESS:
    g_value_set_string (value, priv->address);
    break;
  case PROP_SECURE:
    g_value_set_boolean (value, priv->secure);
    break;
  case PROP_VOICEMAIL_WAITING:
    g_value_set_boolean (value, priv->voicemail_waiting);
    break;
  case PROP_VOICEMAIL_NEW:
    g_value_set_uint (value, priv->voicemail_new);
    break;
  case PROP_VOICEMAIL_OLD:
    g_value_set_uint (value, priv->voicemail_old);
    break;
  case PROP_VOICEMAIL_NUMBER:
    g_value_set_string (value, priv->voicemail_number);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_line_dispose (GObject *object)
{
  g_clear_weak_pointer (&PRIVATE (WHIN_LINE (object))->provider);
  G_OBJECT_CLASS (whin_line_parent_class)->dispose (object);
}

static void
whin_line_finalize (GObject *object)
{
  WhinLinePrivate *priv = PRIVATE (WHIN_LINE (object));

  g_free (priv->reason);
  g_clear_pointer (&priv->retry_at, g_date_time_unref);
  g_free (priv->address);
  g_free (priv->voicemail_number);
  whin_number_rewriting_free (priv->rewriting);
  G_OBJECT_CLASS (whin_line_parent_class)->finalize (object);
}

static void
whin_line_class_init (WhinLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_line_get_property;
  object_class->dispose = whin_line_dispose;
  object_class->finalize = whin_line_finalize;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, WHIN_LINE_OFF, WHIN_LINE_REFUSED,
                                         WHIN_LINE_OFF, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  props[PROP_RETRY_AT] = g_param_spec_boxed ("retry-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  props[PROP_SECURE] = g_param_spec_boolean ("secure", NULL, NULL, FALSE, flags);
  props[PROP_VOICEMAIL_WAITING] =
      g_param_spec_boolean ("voicemail-waiting", NULL, NULL, FALSE, flags);
  props[PROP_VOICEMAIL_NEW] =
      g_param_spec_uint ("voicemail-new", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_VOICEMAIL_OLD] =
      g_param_spec_uint ("voicemail-old", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_VOICEMAIL_NUMBER] = g_param_spec_string ("voicemail-number", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
whin_line_init (WhinLine *self)
{
  WhinLinePrivate *priv = PRIVATE (self);

  priv->rewriting = whin_number_rewriting_new (NULL);
  priv->reason = g_strdup (_ (state_reasons[WHIN_LINE_OFF]));
}

void
whin_line_set_provider (WhinLine *self, WhinPhoneProvider *provider)
{
  g_set_weak_pointer (&PRIVATE (self)->provider, provider);
}

WhinPhoneProvider *
whin_line_get_provider (WhinLine *self)
{
  return PRIVATE (self)->provider;
}

void
whin_line_set_state (WhinLine *self, WhinLineState state, const char *reason, guint retry_seconds)
{
  WhinLinePrivate *priv = PRIVATE (self);
  gboolean is_new = priv->state != state;
  gboolean had_retry = priv->retry_at != NULL;

  g_object_freeze_notify (G_OBJECT (self));
  priv->state = state;
  g_clear_pointer (&priv->retry_at, g_date_time_unref);
  if (state == WHIN_LINE_WAITING) {
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

    priv->retry_at = g_date_time_add_seconds (now, retry_seconds);
  }
  if (is_new)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  if (had_retry || priv->retry_at != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RETRY_AT]);
  if (state == WHIN_LINE_REGISTERED)
    reason = NULL;
  else if (reason == NULL)
    reason = _ (state_reasons[state]);
  if (is_new || g_strcmp0 (priv->reason, reason) != 0)
    g_info ("The line %s: %s", priv->address != NULL ? priv->address : "",
            reason != NULL ? reason : "registered");
  set_text (self, &priv->reason, reason, PROP_REASON);
  g_object_thaw_notify (G_OBJECT (self));
}

void
whin_line_set_address (WhinLine *self, const char *address)
{
  set_text (self, &PRIVATE (self)->address, address, PROP_ADDRESS);
}

void
whin_line_set_secure (WhinLine *self, gboolean secure)
{
  WhinLinePrivate *priv = PRIVATE (self);

  if (priv->secure == secure)
    return;
  priv->secure = secure;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECURE]);
}

void
whin_line_set_voicemail (WhinLine *self, gboolean waiting, guint new_count, guint old_count)
{
  WhinLinePrivate *priv = PRIVATE (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (priv->voicemail_waiting != waiting) {
    priv->voicemail_waiting = waiting;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VOICEMAIL_WAITING]);
  }
  if (priv->voicemail_new != new_count) {
    priv->voicemail_new = new_count;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VOICEMAIL_NEW]);
  }
  if (priv->voicemail_old != old_count) {
    priv->voicemail_old = old_count;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VOICEMAIL_OLD]);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

void
whin_line_set_rewriting (WhinLine *self, const char *xml)
{
  WhinLinePrivate *priv = PRIVATE (self);

  whin_number_rewriting_free (priv->rewriting);
  priv->rewriting = whin_number_rewriting_new (xml);
}

char *
whin_line_make_target (WhinLine *self, const char *number, GError **error)
{
  g_autofree char *target = whin_number_rewriting_apply (PRIVATE (self)->rewriting, number, NULL);

  if (strcmp (target, number) == 0 || !whin_dial_rule_guards (target))
    return g_steal_pointer (&target);
  g_set_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER,
               /* Translators: %s is another number than the one that was dialled. */
               _ ("A rule of your provider makes %s of this number. Dial that yourself if you mean "
                  "it."),
               target);
  return NULL;
}

void
whin_line_set_voicemail_number (WhinLine *self, const char *number)
{
  set_text (self, &PRIVATE (self)->voicemail_number, number, PROP_VOICEMAIL_NUMBER);
}

WhinLineState
whin_line_get_state (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), WHIN_LINE_OFF);
  return PRIVATE (self)->state;
}

const char *
whin_line_get_reason (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), NULL);
  return PRIVATE (self)->reason;
}

GDateTime *
whin_line_get_retry_at (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), NULL);
  return PRIVATE (self)->retry_at;
}

const char *
whin_line_get_address (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), NULL);
  return PRIVATE (self)->address;
}

gboolean
whin_line_get_secure (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), FALSE);
  return PRIVATE (self)->secure;
}

gboolean
whin_line_get_voicemail_waiting (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), FALSE);
  return PRIVATE (self)->voicemail_waiting;
}

guint
whin_line_get_voicemail_new (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), 0);
  return PRIVATE (self)->voicemail_new;
}

guint
whin_line_get_voicemail_old (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), 0);
  return PRIVATE (self)->voicemail_old;
}

const char *
whin_line_get_voicemail_number (WhinLine *self)
{
  g_return_val_if_fail (WHIN_IS_LINE (self), NULL);
  return PRIVATE (self)->voicemail_number;
}

const char *
whin_line_state_name (WhinLineState state)
{
  g_return_val_if_fail ((gsize)state < G_N_ELEMENTS (state_names), NULL);
  return state_names[state];
}

/* RFC 3261, section 25.1: what may stand unescaped in the user part; no '%', no ';' and '?' (they
 * would carry parameters and headers into the request). */
static gboolean
is_user_character (char character)
{
  return g_ascii_isalnum (character) || strchr ("-_.!~*'()&=+$,/#", character) != NULL;
}

static gboolean
is_host_character (char character)
{
  return g_ascii_isalnum (character) || strchr ("-.:[]", character) != NULL;
}

gboolean
whin_line_wants_secure (const char *number)
{
  return g_ascii_strncasecmp (number, SECURE_SCHEME, strlen (SECURE_SCHEME)) == 0;
}

char *
whin_line_clean_number (const char *number)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  gboolean is_secure = FALSE;
  const char *host = NULL;

  if (number == NULL || strnlen (number, WHIN_CALL_MAX_NUMBER * 2) >= WHIN_CALL_MAX_NUMBER * 2)
    return NULL;
  while (*number == ' ')
    number++;
  if (g_ascii_strncasecmp (number, "sip:", 4) == 0 ||
      g_ascii_strncasecmp (number, "tel:", 4) == 0) {
    number += 4;
  } else if (whin_line_wants_secure (number)) {
    number += strlen (SECURE_SCHEME);
    is_secure = TRUE;
  }
  host = strchr (number, '@');
  if (host != NULL) {
    for (const char *p = number; p < host; p++) {
      if (!is_user_character (*p))
        return NULL;
      g_string_append_c (clean, *p);
    }
    if (clean->len == 0)
      return NULL;
    g_string_append_c (clean, '@');
    for (host++; *host != '\0' && *host != ' '; host++) {
      if (!is_host_character (*host))
        return NULL;
      g_string_append_c (clean, *host);
    }
    if (clean->str[clean->len - 1] == '@' || *(host + strspn (host, " ")) != '\0')
      return NULL;
  } else {
    gboolean is_name = FALSE;

    for (const char *p = number; *p != '\0'; p++)
      is_name |= g_ascii_isalpha (*p);
    for (const char *p = number; *p != '\0'; p++) {
      if (*p == ' ' || (!is_name && strchr ("-().\t/", *p) != NULL))
        continue;
      if (!is_user_character (*p))
        return NULL;
      g_string_append_c (clean, *p);
    }
  }
  if (clean->len == 0)
    return NULL;
  if (is_secure)
    g_string_prepend (clean, SECURE_SCHEME);
  return clean->len <= WHIN_CALL_MAX_NUMBER ? g_strdup (clean->str) : NULL;
}

static WhinCall *
dial (WhinLine *self, const char *number, gboolean is_rewritten, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *target = NULL;
  WhinLinePrivate *priv;

  g_return_val_if_fail (WHIN_IS_LINE (self), NULL);
  priv = PRIVATE (self);
  clean = whin_line_clean_number (number);
  if (clean == NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER,
                         _ ("This is no number that can be called."));
    return NULL;
  }
  if (priv->state != WHIN_LINE_REGISTERED || priv->provider == NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE,
                         priv->reason != NULL ? priv->reason : _ (state_reasons[WHIN_LINE_OFF]));
    return NULL;
  }
  if (whin_line_wants_secure (clean) && !priv->secure) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE,
                         _ ("This address may only be called over a secure line (TLS)."));
    return NULL;
  }
  if (!whin_phone_provider_has_room (priv->provider)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_TOO_MANY,
                         _ ("There are too many calls already."));
    return NULL;
  }
  target = is_rewritten ? whin_line_make_target (self, clean, error) : g_strdup (clean);
  if (target == NULL)
    return NULL;
  whin_phone_provider_hold_others (priv->provider, NULL);
  return WHIN_LINE_GET_CLASS (self)->dial (self, clean, target, error);
}

WhinCall *
whin_line_dial (WhinLine *self, const char *number, GError **error)
{
  return dial (self, number, TRUE, error);
}

WhinCall *
whin_line_dial_as_written (WhinLine *self, const char *number, GError **error)
{
  return dial (self, number, FALSE, error);
}

void
whin_line_retry (WhinLine *self)
{
  WhinLinePrivate *priv;

  g_return_if_fail (WHIN_IS_LINE (self));
  priv = PRIVATE (self);
  if (priv->state == WHIN_LINE_WAITING || priv->state == WHIN_LINE_REFUSED ||
      priv->state == WHIN_LINE_NO_NETWORK)
    WHIN_LINE_GET_CLASS (self)->retry (self);
}
