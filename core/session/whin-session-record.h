/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the account's document holds besides the account's values: who signed in where, and what the
 * portal said of web tabs and origins, so that a start without network has them. */
typedef struct {
  char *full_code;        /* cloud ID with its "*"; "" when there is none */
  GPtrArray *web_tabs;    /* (element-type WhinWebTab) (nullable): NULL: the brand file's count */
  char **trusted_origins; /* (nullable): likewise */
} WhinSessionRecord;

void whin_session_record_clear (WhinSessionRecord *self);

void whin_session_record_to_json (const WhinSessionRecord *self, JsonObject *document);

/* Reads what can be read; the rest stays empty. @self must be empty. */
void whin_session_record_from_json (WhinSessionRecord *self, JsonObject *document);

G_END_DECLS
