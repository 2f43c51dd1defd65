/* SPDX-License-Identifier: Apache-2.0 */
/* URIs and commands as JSON (RFC 8259), one object a line. */
#ifndef CMDURI_JSON_H
#define CMDURI_JSON_H

#include "cmduri/cmduri.h"

/* A buffer size that suffices for any URI: each byte may need an escape, around it stand names. */
#define JSON_MAX_SIZE (2 * CMDURI_MAX_LENGTH + 1024)

/* JSON text while it is written. `length` counts on when `size` is used up. */
struct json_text {
  char *bytes;
  size_t size;
  size_t length;
};

/* Appends JSON as it stands, a number, and a quoted text, which is valid UTF-8 without control
 * characters. */
void json_append (struct json_text *json, const char *string);
void json_append_number (struct json_text *json, size_t number);
void json_append_text (struct json_text *json, struct cmduri_text text);

/* Appends the object of a parsed URI, accepted or refused, without a line end. */
void json_append_uri (struct json_text *json, const struct cmduri *uri);

/* Appends the object of a row of the command table, without a line end. */
void json_append_command (struct json_text *json, const struct cmduri_command_info *info);

#endif
