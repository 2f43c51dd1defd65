/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/*
 * Canonical URIs: everything but RFC 3986's unreserved characters is percent-encoded, a space as
 * %20, parameters are ordered by name. A first pass measures, a second writes.
 */

struct emitter {
  char *buffer; /* NULL while measuring */
  size_t length;
  bool wrapped; /* inside a _cmd value: encode once more */
};

static void
emit_byte (struct emitter *emitter, char byte)
{
  if (emitter->buffer != NULL)
    emitter->buffer[emitter->length] = byte;
  emitter->length++;
}

static void
emit_encoded (struct emitter *emitter, char byte, void (*emit) (struct emitter *emitter, char byte))
{
  static const char digits[] = "0123456789ABCDEF";
  if (cmduri_byte_class (byte) & CMDURI_BYTE_UNRESERVED) {
    emit (emitter, byte);
    return;
  }
  emit (emitter, '%');
  emit (emitter, digits[(unsigned char)byte >> 4]);
  emit (emitter, digits[(unsigned char)byte & 0x0F]);
}

/* A byte of the app: URI's own syntax. */
static void
emit_syntax (struct emitter *emitter, char byte)
{
  if (emitter->wrapped)
    emit_encoded (emitter, byte, emit_byte);
  else
    emit_byte (emitter, byte);
}

static void
emit_string (struct emitter *emitter, const char *string)
{
  for (; *string != '\0'; string++)
    emit_syntax (emitter, *string);
}

static void
emit_value (struct emitter *emitter, struct cmduri_text value)
{
  for (size_t i = 0; i < value.length; i++)
    emit_encoded (emitter, value.start[i], emit_syntax);
}

static bool
needs_smart_link (const struct cmduri *uri)
{
  return uri->relative.start != NULL || uri->reload || uri->reset ||
         (uri->only != 0 && uri->only != cmduri_default_parts (uri->command));
}

static void
emit_command (struct emitter *emitter, const struct cmduri *uri)
{
  struct cmduri_parameter parameters[CMDURI_MAX_KNOWN_PARAMETERS];
  char only_text[CMDURI_ONLY_SIZE];
  size_t count = cmduri_parameters (uri, parameters, only_text);
  bool smart = needs_smart_link (uri);

  emit_string (emitter, "app:");
  if (uri->only == CMDURI_PART_EXTPROV) { /* which has a command of its own */
    emit_string (emitter, cmduri_command_name (CMDURI_COMMAND_EXTPROV_UPDATE));
    return;
  }
  if (!smart)
    emit_string (emitter, cmduri_command_name (uri->command));
  else if (uri->command == CMDURI_COMMAND_BROWSER)
    emit_string (emitter, "?action=navigate&tab=browser");
  else
    emit_string (emitter, "?action=reprovision");
  for (size_t i = 0; i < count; i++) {
    emit_string (emitter, i == 0 && !smart ? "?" : "&");
    emit_string (emitter, parameters[i].name);
    emit_string (emitter, "=");
    emit_value (emitter, parameters[i].value);
  }
}

static void
emit_call (struct emitter *emitter, const struct cmduri *uri)
{
  for (size_t i = 0; i < uri->number.length; i++) {
    char byte = uri->number.start[i];
    if (byte == '+' || byte == '*' || byte == '@')
      emit_byte (emitter, byte);
    else
      emit_encoded (emitter, byte, emit_byte);
  }
  if (uri->dial_action == CMDURI_DIAL_ACTION_NONE)
    return;

  const char *name = cmduri_dial_action_name (uri->dial_action);
  emit_string (emitter, "?dialAction=");
  emit_value (emitter, name == NULL ? uri->dial_action_text : cmduri_text_of (name));
}

static void
emit_uri (struct emitter *emitter, const struct cmduri *uri, const char *scheme)
{
  if (scheme != NULL) {
    emit_string (emitter, scheme);
    emit_string (emitter, ":");
  }
  if (uri->kind == CMDURI_KIND_CALL) {
    emit_call (emitter, uri);
    return;
  }
  if (scheme != NULL) {
    emit_string (emitter, "?_cmd=");
    emitter->wrapped = true;
  }
  emit_command (emitter, uri);
}

static enum cmduri_error
check_text (struct cmduri_text text)
{
  enum cmduri_error error;
  cmduri_text_check (text.start, text.length, &error);
  return error;
}

static enum cmduri_error
check_command (const struct cmduri *uri)
{
  bool is_product = uri->command == CMDURI_COMMAND_SETTINGS_TOPUP ||
                    uri->command == CMDURI_COMMAND_SETTINGS_ADDONS;
  bool is_browser = uri->command == CMDURI_COMMAND_BROWSER;
  unsigned parts = uri->command == CMDURI_COMMAND_PROVISIONING_UPDATE
                       ? CMDURI_PART_ALL
                       : cmduri_default_parts (uri->command);

  if (uri->command == CMDURI_COMMAND_NONE)
    return CMDURI_ERROR_NO_COMMAND;
  if (cmduri_command_info (uri->command) == NULL)
    return CMDURI_ERROR_UNKNOWN_COMMAND;
  if ((!is_product && (uri->buy || uri->product_id.start != NULL)) ||
      (!is_browser && (uri->reload || uri->reset || uri->relative.start != NULL)) ||
      (uri->only & ~parts) != 0)
    return CMDURI_ERROR_UNSUPPORTED;

  enum cmduri_error error = check_text (uri->product_id);
  return error != CMDURI_ERROR_NONE ? error : check_text (uri->relative);
}

static enum cmduri_error
check_call (const struct cmduri *uri)
{
  size_t bad;
  enum cmduri_error error = check_text (uri->number);
  if (error != CMDURI_ERROR_NONE)
    return error;
  if (!cmduri_number_check (uri->number, &bad))
    return CMDURI_ERROR_BAD_NUMBER;
  if ((unsigned)uri->dial_action >= CMDURI_DIAL_ACTION_COUNT)
    return CMDURI_ERROR_UNSUPPORTED;
  if (uri->dial_action != CMDURI_DIAL_ACTION_UNKNOWN)
    return CMDURI_ERROR_NONE;
  if (uri->dial_action_text.length == 0 ||
      cmduri_dial_action_find (uri->dial_action_text) != CMDURI_DIAL_ACTION_UNKNOWN)
    return CMDURI_ERROR_UNSUPPORTED;
  return check_text (uri->dial_action_text);
}

/* Whether both are equal without regard to case. */
static bool
is_name (const char *scheme, const char *name)
{
  while (*scheme != '\0' && cmduri_fold (*scheme) == (unsigned char)*name) {
    scheme++;
    name++;
  }
  return *scheme == *name;
}

bool
cmduri_scheme_is_valid (const char *scheme)
{
  size_t length = 0;
  if ((scheme[0] < 'a' || scheme[0] > 'z') && (scheme[0] < 'A' || scheme[0] > 'Z'))
    return false;
  for (; scheme[length] != '\0'; length++)
    if (!(cmduri_byte_class (scheme[length]) & CMDURI_BYTE_SCHEME))
      return false;
  return !is_name (scheme, "app") && !is_name (scheme, "cscommand");
}

enum cmduri_error
cmduri_build (
    const struct cmduri *uri, const char *scheme, char *buffer, size_t size, size_t *length)
{
  *length = 0;
  if (scheme == NULL ? uri->kind == CMDURI_KIND_CALL : !cmduri_scheme_is_valid (scheme))
    return CMDURI_ERROR_UNKNOWN_SCHEME;
  enum cmduri_error error = uri->kind == CMDURI_KIND_CALL ? check_call (uri) : check_command (uri);
  if (error != CMDURI_ERROR_NONE)
    return error;

  struct emitter measure = {.buffer = NULL};
  emit_uri (&measure, uri, scheme);
  if (measure.length > CMDURI_MAX_LENGTH)
    return CMDURI_ERROR_TOO_LONG;

  *length = measure.length;
  if (measure.length < size) {
    struct emitter writer = {.buffer = buffer};
    emit_uri (&writer, uri, scheme);
    buffer[writer.length] = '\0';
  }
  return CMDURI_ERROR_NONE;
}
