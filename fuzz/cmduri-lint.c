/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/cmduri-check.h"

/* Any bytes as a source text: findings lie in it, in order, at the line and column that they say.
 */

struct lint_check {
  const char *text;
  size_t size;
  size_t last;
};

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  struct lint_check *check = data;
  size_t line = 1, column = 1;

  REQUIRE (finding->offset <= check->size && finding->offset >= check->last);
  REQUIRE (finding->uri.start >= check->text &&
           finding->uri.start + finding->uri.length <= check->text + check->size);
  REQUIRE (finding->offset >= (size_t)(finding->uri.start - check->text));
  REQUIRE (finding->code[0] != '\0' && finding->message[0] != '\0');
  check->last = finding->offset;

  for (size_t i = 0; i < finding->offset; i++) {
    if (check->text[i] == '\n')
      line++, column = 1;
    else if (((unsigned char)check->text[i] & 0xC0) != 0x80)
      column++;
  }
  REQUIRE (finding->line == line && finding->column == column);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const schemes[] = {"cloudsip", "tel", NULL};
  char *input = copy_input (data, size);
  struct lint_check check = {.text = input, .size = size};

  size_t found = cmduri_lint (input, size, NULL, on_finding, &check);
  check.last = 0;
  REQUIRE (cmduri_lint (input, size, schemes, on_finding, &check) <= size);
  REQUIRE (found <= size);
  free (input);
  return 0;
}
