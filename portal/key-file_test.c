/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/key-file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/buffer.h"
#include "portal/tap.h"

static struct key_file *
parse (const char *text)
{
  struct key_file_error error;

  return key_file_parse (text, strlen (text), &error);
}

static void
check_refused (const char *text, size_t length, size_t line, const char *message)
{
  struct key_file_error error;
  struct key_file *file = key_file_parse (text, length, &error);

  CHECK (file == NULL);
  CHECK_NUMBER (error.line, line);
  CHECK_TEXT (error.message, message);
  key_file_free (file);
}

static void
test_reading (void)
{
  struct key_file *file = parse ("# comment\n\n[Brand]\nName = Whinchat Demo \r\n  Indented=yes\n"
                                 "Empty=\nList=a;b\\;c\n[Account]\nurl=http://x/?a=b&c=[d]#e\n"
                                 "lines=one\\ntwo\\\\three\\sfour\n[Brand]\nEmpty=again\n");

  tap_case ("groups, keys, values, comments, escapes");
  CHECK (file != NULL);
  CHECK_NUMBER (file->group_count, 2);
  CHECK_TEXT (key_file_value (file, "Brand", "Name"), "Whinchat Demo ");
  CHECK_TEXT (key_file_value (file, "Brand", "Indented"), "yes");
  CHECK_TEXT (key_file_value (file, "Brand", "List"), "a;b\\;c");
  CHECK_TEXT (key_file_value (file, "Account", "url"), "http://x/?a=b&c=[d]#e");
  CHECK_TEXT (key_file_value (file, "Account", "lines"), "one\ntwo\\three four");

  tap_case ("a repeated group goes on, a repeated key replaces");
  CHECK_TEXT (key_file_value (file, "Brand", "Empty"), "again");

  tap_case ("what isn't there has no value");
  CHECK (key_file_value (file, "Brand", "name") == NULL);
  CHECK (key_file_value (file, "brand", "Name") == NULL);
  CHECK (key_file_value (file, "Account", "Name") == NULL);
  key_file_free (file);

  tap_case ("an empty file is a file");
  file = parse ("");
  CHECK (file != NULL && file->group_count == 0);
  key_file_free (file);
}

static void
test_refusals (void)
{
  tap_case ("refusals name the line and the cause");
  check_refused ("a=b\n", 4, 1, "a key before the first group");
  check_refused ("[A]\nb\n", 6, 2, "neither a group, a key=value line nor a comment");
  check_refused ("[A]\n=b\n", 7, 2, "a line without a key before its =");
  check_refused ("[A\n", 3, 1, "a group is written [Name]");
  check_refused ("[]\n", 3, 1, "a group is written [Name]");
  check_refused ("[A[B]\n", 6, 1, "a group's name holds no brackets");
  check_refused ("[A]\na=b\\x\n", 10, 2, "unknown escape after a backslash");
  check_refused ("[A]\na=b\\", 8, 2, "unknown escape after a backslash");
  check_refused ("[A]\na=b\x01\n", 9, 2, "a control character");
  check_refused ("[A]\na=\xff\n", 8, 0, "the file isn't UTF-8 text");
  check_refused ("[A]\na=\0b\n", 9, 0, "the file isn't UTF-8 text");
}

static void
test_bounds (void)
{
  struct buffer text = BUFFER_EMPTY;
  struct key_file *file;

  tap_case ("a file has a bounded number of keys");
  buffer_append_text (&text, "[A]\n");
  for (int i = 0; i < KEY_FILE_MAXIMUM_ENTRIES; i++)
    buffer_append_format (&text, "k%d=v\n", i);
  file = key_file_parse (text.data, text.length, &(struct key_file_error){0});
  CHECK (file != NULL && file->entry_count == KEY_FILE_MAXIMUM_ENTRIES);
  key_file_free (file);
  buffer_append_text (&text, "more=v\n");
  check_refused (text.data, text.length, KEY_FILE_MAXIMUM_ENTRIES + 2, "too many keys");
  buffer_clear (&text);

  tap_case ("and of groups");
  for (int i = 0; i <= KEY_FILE_MAXIMUM_GROUPS; i++)
    buffer_append_format (&text, "[g%d]\n", i);
  check_refused (text.data, text.length, KEY_FILE_MAXIMUM_GROUPS + 1, "too many groups");
  buffer_clear (&text);

  tap_case ("and a bounded length");
  while (text.length <= KEY_FILE_MAXIMUM)
    buffer_append_text (&text, "# comment\n");
  check_refused (text.data, text.length, 0, "the file is too long");
  buffer_clear (&text);
}

int
main (void)
{
  test_reading ();
  test_refusals ();
  test_bounds ();
  return tap_finish ();
}
