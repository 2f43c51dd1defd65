/* SPDX-License-Identifier: Apache-2.0 */
#include "app/call/whin-call-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_HOUR (60 * SECONDS_PER_MINUTE)

/* Reasons are sentences; in a header they stand without their full stop. */
static char *
dup_without_stop (const char *sentence)
{
  gsize length = strlen (sentence);

  return length > 1 && sentence[length - 1] == '.' && sentence[length - 2] != '.'
             ? g_strndup (sentence, length - 1)
             : g_strdup (sentence);
}

static const char *
get_ended (WhinCall *call)
{
  const char *reason = whin_call_get_reason (call);

  return reason != NULL && *reason != '\0' ? reason : _ ("The call has ended.");
}

static gboolean
is_transferring (WhinCall *call)
{
  return whin_call_get_state (call) != WHIN_CALL_ENDED && whin_call_is_in_transfer (call);
}

char *
whin_call_words_dup_duration (guint seconds)
{
  guint hours = seconds / SECONDS_PER_HOUR;
  guint minutes = seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE;

  seconds %= SECONDS_PER_MINUTE;
  return hours > 0 ? g_strdup_printf ("%u:%02u:%02u", hours, minutes, seconds)
                   : g_strdup_printf ("%u:%02u", minutes, seconds);
}

const char *
whin_call_words_get_name (WhinCall *call)
{
  const char *known = whin_call_get_known_name (call);
  const char *name = known != NULL ? known : whin_call_get_display_name (call);
  const char *number = whin_call_get_number (call);

  if (name != NULL && *name != '\0')
    return name;
  return number != NULL && *number != '\0' ? number : _ ("Withheld number");
}

const char *
whin_call_words_get_number (WhinCall *call)
{
  const char *number = whin_call_get_number (call);

  return number != NULL && *number != '\0' &&
                 g_strcmp0 (number, whin_call_words_get_name (call)) != 0
             ? number
             : NULL;
}

char *
whin_call_words_dup_state (WhinCall *call)
{
  if (is_transferring (call))
    return g_strdup (_ ("Transferring…"));
  switch (whin_call_get_state (call)) {
  case WHIN_CALL_DIALING:
    return g_strdup (_ ("Calling…"));
  case WHIN_CALL_RINGING:
  case WHIN_CALL_EARLY:
    return g_strdup (_ ("Ringing…"));
  case WHIN_CALL_INCOMING:
    return g_strdup (_ ("Incoming call"));
  case WHIN_CALL_HELD:
    return g_strdup (_ ("On hold"));
  case WHIN_CALL_REMOTE_HELD:
    return g_strdup (_ ("The other side put you on hold"));
  case WHIN_CALL_ENDED:
    return dup_without_stop (get_ended (call));
  case WHIN_CALL_ACTIVE:
  default:
    return whin_call_words_dup_duration (whin_call_get_duration (call));
  }
}

char *
whin_call_words_dup_announcement (WhinCall *call)
{
  const char *name = whin_call_words_get_name (call);

  if (is_transferring (call))
    /* Translators: of these, %s is the name or number of the other side. */
    return g_strdup_printf (_ ("Transferring %s"), name);
  switch (whin_call_get_state (call)) {
  case WHIN_CALL_DIALING:
    return g_strdup_printf (_ ("Calling %s"), name);
  case WHIN_CALL_RINGING:
  case WHIN_CALL_EARLY:
    return g_strdup_printf (_ ("Ringing at %s"), name);
  case WHIN_CALL_INCOMING:
    return g_strdup_printf (_ ("Incoming call from %s"), name);
  case WHIN_CALL_HELD:
    return g_strdup_printf (_ ("Call with %s on hold"), name);
  case WHIN_CALL_REMOTE_HELD:
    return g_strdup_printf (_ ("%s put you on hold"), name);
  case WHIN_CALL_ENDED:
    /* Translators: the second %s is a sentence that says why. */
    return g_strdup_printf (_ ("Call with %s ended. %s"), name, get_ended (call));
  case WHIN_CALL_ACTIVE:
  default:
    return g_strdup_printf (_ ("In call with %s"), name);
  }
}

const char *
whin_call_words_get_encryption (WhinCallEncryption encryption)
{
  switch (encryption) {
  case WHIN_CALL_ENCRYPTION_SDES:
    return _ ("Encrypted up to your provider");
  case WHIN_CALL_ENCRYPTION_DTLS:
    return _ ("Encrypted");
  case WHIN_CALL_ENCRYPTION_NONE:
  default:
    return _ ("Not encrypted");
  }
}

const char *
whin_call_words_get_quality (WhinCallQuality quality)
{
  switch (quality) {
  case WHIN_CALL_QUALITY_GOOD:
    return _ ("Good quality");
  case WHIN_CALL_QUALITY_FAIR:
    return _ ("Fair quality");
  case WHIN_CALL_QUALITY_POOR:
    return _ ("Poor quality");
  case WHIN_CALL_QUALITY_LOST:
    return _ ("No sound arrives");
  case WHIN_CALL_QUALITY_UNKNOWN:
  default:
    return _ ("Quality not yet known");
  }
}

const char *
whin_call_words_get_encryption_icon (WhinCallEncryption encryption)
{
  return encryption == WHIN_CALL_ENCRYPTION_NONE ? "channel-insecure-symbolic"
                                                 : "channel-secure-symbolic";
}

const char *
whin_call_words_get_quality_icon (WhinCallQuality quality)
{
  switch (quality) {
  case WHIN_CALL_QUALITY_GOOD:
    return "network-cellular-signal-excellent-symbolic";
  case WHIN_CALL_QUALITY_FAIR:
    return "network-cellular-signal-ok-symbolic";
  case WHIN_CALL_QUALITY_POOR:
    return "network-cellular-signal-weak-symbolic";
  case WHIN_CALL_QUALITY_LOST:
  case WHIN_CALL_QUALITY_UNKNOWN:
  default:
    return "network-cellular-signal-none-symbolic";
  }
}

char *
whin_call_words_dup_line (WhinLine *line)
{
  const char *reason = whin_line_get_reason (line);

  switch (whin_line_get_state (line)) {
  case WHIN_LINE_REGISTERED:
    return g_strdup (_ ("Ready to call"));
  case WHIN_LINE_REGISTERING:
    return g_strdup (_ ("Registering…"));
  case WHIN_LINE_UNREGISTERING:
    return g_strdup (_ ("Signing off…"));
  case WHIN_LINE_NO_NETWORK:
    return g_strdup (_ ("No network"));
  case WHIN_LINE_OFF:
  case WHIN_LINE_WAITING:
  case WHIN_LINE_REFUSED:
  default:
    return reason != NULL && *reason != '\0' ? dup_without_stop (reason)
                                             : g_strdup (_ ("The line is off"));
  }
}
