/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The syntax of brand.ini: GLib's key file (Desktop Entry Specification, "Basic format of the
 * file"), read without GLib. Groups in [brackets], key=value lines, # comments, UTF-8. Values know
 * the escapes \s \n \t \r \\. A key that appears again in a group replaces the earlier value, as in
 * GLib. Keys with a locale ("Name[cs]") are kept under that full name. */
enum {
  KEY_FILE_MAXIMUM = 256 * 1024, /* bytes of a file */
  KEY_FILE_MAXIMUM_ENTRIES = 2048,
  KEY_FILE_MAXIMUM_GROUPS = 128,
};

struct key_file_entry {
  size_t group; /* index into groups */
  char *key;
  char *value; /* unescaped */
};

struct key_file {
  char *groups[KEY_FILE_MAXIMUM_GROUPS]; /* in the order of the file, each once */
  size_t group_count;
  struct key_file_entry *entries;
  size_t entry_count;
};

/* Where and why a file was refused; `line` counts from 1, 0 when it isn't about one line. */
struct key_file_error {
  size_t line;
  const char *message; /* static text */
};

/* Reads the text; NULL and `error` filled in when it isn't a key file or is over a bound. */
struct key_file *key_file_parse (const char *text, size_t length, struct key_file_error *error);

void key_file_free (struct key_file *self);

/* The value, belonging to the key file; NULL when there is none. */
const char *key_file_value (const struct key_file *self, const char *group, const char *key);
