/* SPDX-License-Identifier: Apache-2.0 */

#include "tests/differential/generator.h"

#include "cmduri/cmduri.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Each choice is a throw of dice whose odds keep most URIs well formed: the interesting faults are
 * those that stand alone. */

static const char *const names[] = {"product_id", "action", "product_id", "action",   "tab",
                                    "settings",   "reload", "reset",      "relative", "only",
                                    "dialAction", "_cmd",   "x",          "color",    ""};
static const char *const values[] = {
    "buy",       "navigate", "reprovision",   "browser",
    "qd",        "topup",    "prefs",         "true",
    "1",         "autoCall", "theme,extprov", "com.myapp.credit1",
    "voiceCall", "",         "credit10",      "/x/y?z=1",
    "function",
};
static const char *const pieces[] = {"a",   "Z",   "0",   "-",      ".",        "_",
                                     "~",   "%41", "%2B", "%26",    "%3D",      "%25",
                                     "%2f", "%20", "+",   "%C3%A9", "\xC3\xA9", "%F0%9F%93%9E",
                                     "=",   ":",   "/",   "?",      ";",        ",",
                                     "!",   "*",   "'",   "@"};
static const char *const odd_pieces[] = {
    " ",   "\"",  "<",    "|",    "[",         "%",      "%4",      "%zz", "%00", "%0D%0A",
    "%80", "%C3", "\x80", "\x01", "%ED%A0%80", "%C0%80", "\xC3%A9", "^",   "`",   "{"};

static unsigned
throw_dice (struct generator *generator, unsigned sides)
{
  generator->state ^= generator->state << 13;
  generator->state ^= generator->state >> 7;
  generator->state ^= generator->state << 17;
  return (unsigned)(generator->state >> 33) % sides;
}

#define PICK(generator, list) (list)[throw_dice (generator, sizeof (list) / sizeof (list)[0])]

/* Once in `sides` throws. */
static bool
once_in (struct generator *generator, unsigned sides)
{
  return throw_dice (generator, sides) == 0;
}

static void
append (struct generator *generator, const char *text)
{
  size_t length = strlen (text);
  if (generator->length + length > GENERATOR_MAX_INNER)
    return;
  memcpy (generator->text + generator->length, text, length);
  generator->length += length;
}

static void
append_cased (struct generator *generator, const char *text)
{
  size_t start = generator->length;
  append (generator, text);
  if (once_in (generator, 8))
    for (size_t i = start; i < generator->length; i++)
      if (once_in (generator, 2) && generator->text[i] >= 'a' && generator->text[i] <= 'z')
        generator->text[i] = (char)(generator->text[i] - 32);
}

/* A word of which some letters may be percent-encoded. */
static void
append_word (struct generator *generator, const char *word)
{
  bool encode = once_in (generator, 10);
  for (; *word != '\0'; word++) {
    char bytes[4] = {*word, '\0'};
    if (encode && once_in (generator, 4))
      snprintf (bytes, sizeof bytes, "%%%02X", (unsigned char)*word);
    append (generator, bytes);
  }
}

static void
append_value (struct generator *generator)
{
  if (!once_in (generator, 3)) {
    append_word (generator, PICK (generator, values));
    return;
  }
  for (unsigned count = throw_dice (generator, 12); count > 0; count--)
    append (generator,
            once_in (generator, 60) ? PICK (generator, odd_pieces) : PICK (generator, pieces));
}

static void
append_query (struct generator *generator, const char *const *first, size_t count)
{
  append (generator, "?");
  for (size_t i = 0; i < count; i++) {
    append (generator, i == 0 ? "" : "&");
    append (generator, first[i]);
  }
  for (unsigned left = throw_dice (generator, 5); left > 0; left--) {
    if (count > 0 || once_in (generator, 12))
      append (generator, "&");
    count++;
    append_word (generator, PICK (generator, names));
    if (!once_in (generator, 12))
      append (generator, "=");
    append_value (generator);
  }
}

static void
append_fragment (struct generator *generator)
{
  if (!once_in (generator, 15))
    return;
  append (generator, "#");
  append_value (generator);
}

static void
append_app (struct generator *generator)
{
  static const char *const smart[] = {"action=navigate", "action=reprovision"};
  static const char *const goals[] = {"tab=browser", "tab=qd", "settings=topup", "only=theme"};

  append_cased (generator, "app");
  append (generator, ":");
  if (once_in (generator, 4)) {
    const char *first[] = {PICK (generator, smart), PICK (generator, goals)};
    append_query (generator, first, 2);
  } else {
    for (unsigned slashes = once_in (generator, 12) ? throw_dice (generator, 4) : 0; slashes > 0;
         slashes--)
      append (generator, "/");
    unsigned command = once_in (generator, 2)
                           ? (unsigned)CMDURI_COMMAND_SETTINGS_TOPUP
                           : 1 + throw_dice (generator, CMDURI_COMMAND_COUNT - 1);
    append_word (generator, once_in (generator, 40)
                                ? "setings"
                                : cmduri_command_name ((enum cmduri_command)command));
    if (once_in (generator, 20))
      append (generator, "/");
    if (!once_in (generator, 4))
      append_query (generator, NULL, 0);
  }
  append_fragment (generator);
}

static void
append_call (struct generator *generator)
{
  static const char *const numbers[] = {
      "+420123456789", "*911", "alice@example.com", "123;ext=4", "a@[::1]:5060", "%2B42", "1%20"};
  append_cased (generator, CMDURI_DEFAULT_SCHEME);
  append (generator, ":");
  append (generator, PICK (generator, numbers));
  if (once_in (generator, 2)) {
    append (generator, "?dialAction=");
    append_value (generator);
  }
  append_fragment (generator);
}

/* Puts what was made into a wrapper. */
static void
wrap (struct generator *generator)
{
  static char inner[GENERATOR_MAX_INNER];
  const size_t length = generator->length;
  const bool lazy = once_in (generator, 10);

  memcpy (inner, generator->text, length);
  generator->length = 0;
  append_cased (generator, CMDURI_DEFAULT_SCHEME);
  append (generator, once_in (generator, 20) ? "://" : ":");
  append (generator, once_in (generator, 20) ? "?x=1&_cmd=" : "?_cmd=");
  for (size_t i = 0; i < length; i++) {
    bool plain = (inner[i] >= 'a' && inner[i] <= 'z') || (inner[i] >= '0' && inner[i] <= '9') ||
                 (lazy && strchr ("/:?=", inner[i]) != NULL);
    if (plain)
      generator->text[generator->length++] = inner[i];
    else
      generator->length += (size_t)snprintf (generator->text + generator->length, 4, "%%%02X",
                                             (unsigned char)inner[i]);
  }
  append_fragment (generator);
}

void
generator_next (struct generator *generator)
{
  generator->length = 0;
  if (once_in (generator, 5)) {
    append_call (generator);
  } else {
    append_app (generator);
    if (once_in (generator, 2))
      wrap (generator);
  }
  generator->text[generator->length] = '\0';
}
