/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/excerpt.h"

#include "cmduri/internal.h"

#include <string.h>

/* Named character references of HTML that stand for a character of a URI. */
static const struct {
  const char *name;
  char byte;
} named_references[] = {
    {"amp;", '&'},   {"AMP;", '&'},    {"apos;", '\''},  {"ast;", '*'},    {"colon;", ':'},
    {"comma;", ','}, {"commat;", '@'}, {"equals;", '='}, {"gt;", '>'},     {"lowbar;", '_'},
    {"lt;", '<'},    {"num;", '#'},    {"percnt;", '%'}, {"period;", '.'}, {"plus;", '+'},
    {"quest;", '?'}, {"quot;", '"'},   {"semi;", ';'},   {"sol;", '/'},
};

/* What templates and scripts put where something is filled in at run time. */
static const char placeholders[][2] = {{'$', '{'}, {'#', '{'}, {'{', '{'},
                                       {'{', '%'}, {'<', '?'}, {'<', '%'}};

static bool
begins_with (const char *text, size_t length, size_t at, const char *prefix)
{
  size_t prefix_length = strlen (prefix);
  return prefix_length <= length - at && memcmp (text + at, prefix, prefix_length) == 0;
}

static bool
is_space (char byte)
{
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool
is_quote (char byte)
{
  return byte == '"' || byte == '\'' || byte == '`';
}

/* Writes the UTF-8 of a character; 0 when it is none. */
CMDURI_COLD static unsigned
encode_character (uint32_t character, char bytes[4])
{
  if (character < 0x80) {
    bytes[0] = (char)character;
    return 1;
  }
  if (character < 0x800) {
    bytes[0] = (char)(0xC0 | character >> 6);
    bytes[1] = (char)(0x80 | (character & 0x3F));
    return 2;
  }
  if (character >= 0xD800 && character <= 0xDFFF)
    return 0;
  if (character < 0x10000) {
    bytes[0] = (char)(0xE0 | character >> 12);
    bytes[1] = (char)(0x80 | (character >> 6 & 0x3F));
    bytes[2] = (char)(0x80 | (character & 0x3F));
    return 3;
  }
  if (character > 0x10FFFF)
    return 0;
  bytes[0] = (char)(0xF0 | character >> 18);
  bytes[1] = (char)(0x80 | (character >> 12 & 0x3F));
  bytes[2] = (char)(0x80 | (character >> 6 & 0x3F));
  bytes[3] = (char)(0x80 | (character & 0x3F));
  return 4;
}

/* Reads digits of `base` from `*at` on, before `end`. False when there are none. */
static bool
read_number (const char *text, size_t end, size_t *at, unsigned base, uint32_t *number)
{
  size_t start = *at;
  *number = 0;
  for (; *at < end; (*at)++) {
    unsigned digit = cmduri_hex_values[(unsigned char)text[*at]];
    if (digit >= base)
      break;
    *number = *number > 0x10FFFF ? *number : *number * base + digit;
  }
  return *at > start;
}

/* &amp; &#38; &#x26;, of which the two latter work without their semicolon too. */
CMDURI_COLD static size_t
decode_reference (const char *text, size_t length, size_t at, char bytes[4], unsigned *count)
{
  size_t start = at++;
  size_t end =
      length - start > CMDURI_EXCERPT_MAX_REFERENCE ? start + CMDURI_EXCERPT_MAX_REFERENCE : length;
  if (at < end && text[at] == '#') {
    uint32_t character;
    unsigned base = 10;
    at++;
    if (at < end && (text[at] == 'x' || text[at] == 'X')) {
      base = 16;
      at++;
    }
    if (!read_number (text, end, &at, base, &character))
      return 0;
    if (at < end && text[at] == ';')
      at++;
    *count = encode_character (character, bytes);
    return *count == 0 ? 0 : at - start;
  }
  for (size_t i = 0; i < sizeof named_references / sizeof named_references[0]; i++)
    if (begins_with (text, length, at, named_references[i].name)) {
      bytes[0] = named_references[i].byte;
      *count = 1;
      return 1 + strlen (named_references[i].name);
    }
  return 0;
}

/* \/ \x26 \u0026 \u{26} and the like (ECMAScript, section 12.9.4). */
CMDURI_COLD static size_t
decode_escape (const char *text, size_t length, size_t at, char bytes[4], unsigned *count)
{
  static const char letters[] = "bfnrtv0";
  static const char meanings[] = "\b\f\n\r\t\v";
  size_t start = at++;
  uint32_t character;

  if (at == length)
    return 0;
  char letter = text[at++];
  if (letter == 'u' || letter == 'x') {
    bool braces = letter == 'u' && at < length && text[at] == '{';
    size_t digits = letter == 'x' ? 2 : braces ? CMDURI_EXCERPT_MAX_REFERENCE : 4;
    at += braces ? 1 : 0;
    size_t first = at;
    size_t end = length - at > digits ? at + digits : length;
    if (!read_number (text, end, &at, 16, &character) || (!braces && at - first != digits))
      return 0;
    if (braces && (at == length || text[at++] != '}'))
      return 0;
    *count = encode_character (character, bytes);
    return *count == 0 ? 0 : at - start;
  }
  const char *known = memchr (letters, letter, sizeof letters - 1);
  bytes[0] = known == NULL ? letter : meanings[known - letters];
  *count = 1;
  return at - start;
}

size_t
cmduri_excerpt_decode (const struct cmduri_excerpt *excerpt,
                       size_t at,
                       char bytes[4],
                       unsigned *count)
{
  size_t width = 0;
  if (excerpt->references && excerpt->text[at] == '&')
    width = decode_reference (excerpt->text, excerpt->length, at, bytes, count);
  else if (excerpt->escapes && excerpt->text[at] == '\\')
    width = decode_escape (excerpt->text, excerpt->length, at, bytes, count);
  if (width > 0)
    return width;
  bytes[0] = excerpt->text[at];
  *count = 1;
  return 1;
}

size_t
cmduri_excerpt_quote_reference (const char *text, size_t length, size_t at)
{
  char bytes[4];
  unsigned count;
  if (text[at] != '&')
    return 0;
  size_t width = decode_reference (text, length, at, bytes, &count);
  return width > 0 && count == 1 && is_quote (bytes[0]) ? width : 0;
}

/* Whether a reference to a quotation mark ends at `end`, which is not 0. */
static bool
follows_quote_reference (const char *text, size_t end)
{
  if (text[end - 1] != ';')
    return false;
  for (size_t width = 4; width <= CMDURI_EXCERPT_MAX_REFERENCE && width <= end; width++)
    if (text[end - width] == '&')
      return cmduri_excerpt_quote_reference (text, end, end - width) == width;
  return false;
}

static bool
ends_at (const struct cmduri_excerpt *excerpt, size_t at)
{
  char byte = excerpt->text[at];
  if (byte == '\n' || byte == '\r')
    return true;

  switch (excerpt->context) {
  case CMDURI_EXCERPT_QUOTE:
    return byte == excerpt->quote;
  case CMDURI_EXCERPT_ESCAPED_QUOTE:
    return byte == excerpt->quote ||
           (byte == '\\' && at + 1 < excerpt->length && excerpt->text[at + 1] == excerpt->quote);
  case CMDURI_EXCERPT_QUOTE_REFERENCE:
    if (cmduri_excerpt_quote_reference (excerpt->text, excerpt->length, at) > 0)
      return true;
    break;
  case CMDURI_EXCERPT_PARENTHESIS:
    if (byte == ')')
      return true;
    break;
  case CMDURI_EXCERPT_BARE:
  case CMDURI_EXCERPT_UNQUOTED:
    break;
  }
  return is_space (byte) || is_quote (byte) || byte == '<' || byte == '>';
}

static bool
is_placeholder (const struct cmduri_excerpt *excerpt, size_t at)
{
  if (excerpt->length - at < 2)
    return false;
  for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++)
    if (memcmp (excerpt->text + at, placeholders[i], 2) == 0)
      return true;
  return false;
}

/* Whether the string literal that ends at `at` is concatenated with something. */
CMDURI_COLD static bool
is_concatenated (const struct cmduri_excerpt *excerpt, size_t at)
{
  if (excerpt->context == CMDURI_EXCERPT_ESCAPED_QUOTE && excerpt->text[at] == '\\')
    at++;
  at++;
  for (size_t spaces = 0; at < excerpt->length && is_space (excerpt->text[at]); at++)
    if (++spaces > CMDURI_EXCERPT_MAX_REFERENCE)
      return false;
  return at < excerpt->length &&
         (excerpt->text[at] == '+' || begins_with (excerpt->text, excerpt->length, at, ".concat("));
}

static bool
find_context (struct cmduri_excerpt *excerpt)
{
  const char *text = excerpt->text;
  size_t start = excerpt->start;

  excerpt->context = CMDURI_EXCERPT_BARE;
  if (start == 0)
    return true;
  char before = text[start - 1];
  if (is_quote (before)) {
    excerpt->quote = before;
    excerpt->context =
        start > 1 && text[start - 2] == '\\' ? CMDURI_EXCERPT_ESCAPED_QUOTE : CMDURI_EXCERPT_QUOTE;
    return true;
  }
  if (before == '=')
    excerpt->context = CMDURI_EXCERPT_UNQUOTED;
  else if (before == '(')
    excerpt->context = CMDURI_EXCERPT_PARENTHESIS;
  else if (follows_quote_reference (text, start))
    excerpt->context = CMDURI_EXCERPT_QUOTE_REFERENCE;
  else
    return is_space (before) || before == '>' || before == '<' || before == '[';
  return true;
}

bool
cmduri_excerpt_delimit (struct cmduri_excerpt *excerpt)
{
  if (!find_context (excerpt))
    return false;
  bool in_string = excerpt->context == CMDURI_EXCERPT_QUOTE;
  excerpt->escapes = excerpt->escapes && in_string;

  size_t at = excerpt->start;
  excerpt->completed = false;
  while (at < excerpt->length && !ends_at (excerpt, at)) {
    char bytes[4];
    unsigned count;
    if (is_placeholder (excerpt, at)) {
      excerpt->completed = true;
      break;
    }
    at += cmduri_excerpt_decode (excerpt, at, bytes, &count);
  }
  excerpt->end = at;
  if (!excerpt->completed && excerpt->context >= CMDURI_EXCERPT_QUOTE && at < excerpt->length)
    excerpt->completed = is_concatenated (excerpt, at);
  return true;
}
