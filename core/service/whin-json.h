/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* json-glib 1.6 reads nested values by recursion without a limit; deeper texts never reach it. */
#define WHIN_JSON_MAX_DEPTH 64

/**
 * whin_json_parse:
 * @data: (array length=length): JSON text (RFC 8259), hostile; its size is bounded by the caller
 *
 * Returns: (transfer full) (nullable): the text's object.
 * Errors: G_IO_ERROR_INVALID_DATA when it is no JSON, no object, or nested too deeply. Stricter
 * than json-glib, which also takes comments and single quotes.
 */
JsonObject *whin_json_parse (const char *data, gsize length, GError **error);

/* The member when it is a string, else NULL; belongs to @object. */
const char *whin_json_get_text (JsonObject *object, const char *member);

/* The member when it is a whole number, else FALSE and @value is left alone. */
gboolean whin_json_get_integer (JsonObject *object, const char *member, gint64 *value);

/* The member when it is an array, else NULL; belongs to @object. */
JsonArray *whin_json_get_array (JsonObject *object, const char *member);

/* The element when it is an object, else NULL; belongs to @array. */
JsonObject *whin_json_array_get_object (JsonArray *array, guint index);

/* (transfer full): the object as compact text. */
char *whin_json_to_text (JsonObject *object);

G_END_DECLS
