/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/excerpt.h"
#include "cmduri/internal.h"

#include <string.h>

/*
 * Finds URIs in source texts of any kind in one pass. It knows just enough of HTML to tell whether
 * character references count, and of JavaScript to tell where a string ends. Where a URI stands
 * without quotes it may be prose, an object's key or an XML name, so that only what resembles a
 * command is judged there.
 */

/* The most edits between a word in prose and a command for it to be called a misspelling. */
#define MAX_MISSPELLING 2

struct linter {
  const char *text;
  size_t length;
  const char *const *schemes;
  cmduri_finding_func on_finding;
  void *data;

  bool markup; /* a tag was seen */
  bool tag;    /* between < and > */
  bool code;   /* inside a script or style element */
  bool code_follows;

  size_t position; /* of which `line` and `column` are known */
  size_t line;
  size_t column;

  size_t found;
};

/* A URI of the source text, with references and escapes undone. */
struct lint_uri {
  struct cmduri_excerpt excerpt;
  size_t length;
  char decoded[CMDURI_MAX_LENGTH + 1];
  char buffer[CMDURI_MAX_LENGTH];
};

static bool
begins_with_word (const struct linter *linter, size_t at, const char *word)
{
  size_t word_length = strlen (word);
  if (linter->length - at < word_length)
    return false;
  for (size_t i = 0; i < word_length; i++)
    if (cmduri_fold (linter->text[at + i]) != (unsigned char)word[i])
      return false;
  return true;
}

/* Keeps track of tags. */
static void
read_markup (struct linter *linter, size_t at)
{
  char byte = linter->text[at];
  if (byte == '>') {
    linter->tag = false;
    linter->code = linter->code || linter->code_follows;
    linter->code_follows = false;
    return;
  }
  if (at + 1 == linter->length)
    return;
  if (begins_with_word (linter, at, "</script") || begins_with_word (linter, at, "</style"))
    linter->code = false;

  unsigned char next = cmduri_fold (linter->text[at + 1]);
  if (next != '/' && next != '!' && (next < 'a' || next > 'z'))
    return;
  linter->tag = true;
  if (linter->code)
    return;
  linter->markup = true;
  linter->code_follows =
      begins_with_word (linter, at, "<script") || begins_with_word (linter, at, "<style");
}

static void
advance (const struct linter *linter, size_t to, size_t *position, size_t *line, size_t *column)
{
  for (; *position < to; (*position)++) {
    if (linter->text[*position] == '\n') {
      (*line)++;
      *column = 1;
    } else if (((unsigned char)linter->text[*position] & 0xC0) != 0x80) {
      (*column)++;
    }
  }
}

/* The place in the source text of the byte `offset` of the decoded URI. */
CMDURI_COLD static size_t
place_of (const struct lint_uri *found, size_t offset)
{
  size_t at = found->excerpt.start;
  size_t length = 0;
  while (at < found->excerpt.end) {
    char bytes[4];
    unsigned count;
    size_t width = cmduri_excerpt_decode (&found->excerpt, at, bytes, &count);
    if (length + count > offset)
      break;
    length += count;
    at += width;
  }
  return at;
}

CMDURI_COLD static void
report (struct linter *linter,
        const struct lint_uri *found,
        size_t offset,
        const struct cmduri *uri,
        enum cmduri_warning warning)
{
  char message[CMDURI_MESSAGE_SIZE];
  struct cmduri_finding finding = {
      .offset = place_of (found, offset),
      .line = linter->line,
      .column = linter->column,
      .uri = {linter->text + found->excerpt.start, found->excerpt.end - found->excerpt.start},
      .error = uri->error,
      .warning = warning,
  };
  size_t position = linter->position;
  advance (linter, finding.offset, &position, &finding.line, &finding.column);

  if (uri->error != CMDURI_ERROR_NONE) {
    cmduri_message (uri, message, sizeof message);
    finding.code = cmduri_error_name (uri->error);
    finding.message = message;
  } else {
    finding.code = cmduri_warning_name (warning);
    finding.message = cmduri_warning_text (warning);
  }
  linter->on_finding (&finding, linter->data);
}

/* Whether the refusal stands although something is still added to the URI. */
CMDURI_COLD static bool
is_final_error (const struct lint_uri *found, const struct cmduri *uri, bool open)
{
  switch (uri->error) {
  case CMDURI_ERROR_BAD_PERCENT_ENCODING:
    return found->length - uri->error_offset > 2;
  case CMDURI_ERROR_BAD_UTF8:
    return found->length - uri->error_offset > 11;
  case CMDURI_ERROR_CONTROL_CHARACTER:
  case CMDURI_ERROR_NESTED_WRAPPER:
  case CMDURI_ERROR_TOO_LONG:
  case CMDURI_ERROR_TOO_MANY_PARAMETERS:
    return true;
  case CMDURI_ERROR_UNKNOWN_COMMAND:
    return !open && !uri->smart;
  case CMDURI_ERROR_BAD_NUMBER:
  case CMDURI_ERROR_INNER_SCHEME:
    return !open;
  default:
    return false;
  }
}

CMDURI_COLD static bool
is_final_warning (const struct lint_uri *found, const struct cmduri *uri, unsigned warning)
{
  size_t offset = uri->warning_offsets[warning];
  switch (warning) {
  case CMDURI_WARNING_TRAILING_SLASH:
  case CMDURI_WARNING_UNKNOWN_VALUE:
  case CMDURI_WARNING_BUY_WITHOUT_PRODUCT:
  case CMDURI_WARNING_UNKNOWN_DIAL_ACTION:
    return false;
  case CMDURI_WARNING_UNKNOWN_PARAMETER:
    return memchr (found->decoded + offset, '=', found->length - offset) != NULL;
  default:
    return true;
  }
}

/* The leftmost of the warnings, of which there is one at least. */
CMDURI_COLD static enum cmduri_warning
first_warning (const struct cmduri *uri)
{
  unsigned first = CMDURI_WARNING_COUNT;
  for (unsigned i = 0; i < CMDURI_WARNING_COUNT; i++)
    if ((uri->warnings & (1u << i)) &&
        (first == CMDURI_WARNING_COUNT || uri->warning_offsets[i] < uri->warning_offsets[first]))
      first = i;
  return (enum cmduri_warning)first;
}

/* Whether what stands in prose, or wherever no quotes mark it as a text of its own, was meant as a
 * URI that is now refused. */
CMDURI_COLD static bool
is_meant (const struct lint_uri *found, const struct cmduri *uri, size_t scheme_length)
{
  const char *rest = found->decoded + scheme_length + 1;
  size_t length = found->length - scheme_length - 1;

  switch (uri->error) {
  case CMDURI_ERROR_NO_COMMAND:
  case CMDURI_ERROR_EMPTY:
    return false;
  case CMDURI_ERROR_BAD_NUMBER:
    for (size_t i = 0; i < length; i++)
      if (rest[i] >= '0' && rest[i] <= '9')
        return true;
    return false;
  case CMDURI_ERROR_UNKNOWN_COMMAND: {
    if (rest[0] == '?' || uri->form == CMDURI_FORM_SCHEME)
      return true;
    for (; length > 0 && *rest == '/'; length--)
      rest++;
    size_t name_length = 0;
    while (name_length < length && rest[name_length] != '?' && rest[name_length] != '#')
      name_length++;
    return cmduri_command_distance (uri->hint, (struct cmduri_text){rest, name_length}) <=
           MAX_MISSPELLING;
  }
  default:
    return true;
  }
}

/* Whether the attribute or property whose quoted value begins at `start` can only be a link. */
static bool
is_link_value (const struct linter *linter, size_t start)
{
  static const char *const names[] = {"href", "action", "formaction", "location"};
  size_t at = start;
  if (at < 2 || linter->text[at - 2] != '=')
    return false;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    size_t length = strlen (names[i]);
    if (at - 2 >= length && begins_with_word (linter, at - 2 - length, names[i]))
      return true;
  }
  return false;
}

/* Whether what is refused is no link yet, but the beginning of one that a script compares or adds
 * to: a scheme or a parameter's name between quotation marks, without a command. */
CMDURI_COLD static bool
is_beginning (const struct linter *linter, const struct lint_uri *found, const struct cmduri *uri)
{
  char last = found->decoded[found->length - 1];
  return uri->error == CMDURI_ERROR_NO_COMMAND && (last == ':' || last == '=') &&
         !is_link_value (linter, found->excerpt.start);
}

/* Undoes references and escapes; what does not fit is left to be refused as too long. */
static void
decode_uri (struct lint_uri *found)
{
  found->length = 0;
  for (size_t at = found->excerpt.start; at < found->excerpt.end;) {
    char bytes[4];
    unsigned count;
    at += cmduri_excerpt_decode (&found->excerpt, at, bytes, &count);
    for (unsigned i = 0; i < count && found->length < sizeof found->decoded; i++)
      found->decoded[found->length++] = bytes[i];
  }
}

static void
judge (struct linter *linter, struct lint_uri *found, size_t scheme_length)
{
  struct cmduri uri;
  bool open;
  bool marked = found->excerpt.context != CMDURI_EXCERPT_BARE;

  cmduri_read (found->decoded, found->length, linter->schemes, found->buffer, sizeof found->buffer,
               &uri, &open);
  if (uri.error != CMDURI_ERROR_NONE) {
    if (found->excerpt.completed ? !is_final_error (found, &uri, open)
        : marked                 ? is_beginning (linter, found, &uri)
                                 : !is_meant (found, &uri, scheme_length))
      return;
    linter->found++;
    report (linter, found, uri.error_offset, &uri, 0);
    return;
  }

  linter->found++;
  while (uri.warnings != 0) {
    enum cmduri_warning first = first_warning (&uri);
    if (!found->excerpt.completed || is_final_warning (found, &uri, first))
      report (linter, found, uri.warning_offsets[first], &uri, first);
    uri.warnings &= ~(1u << first);
  }
}

/* Reads the URI whose scheme ends with the colon at `colon`. Returns where to look further. */
static size_t
read_candidate (struct linter *linter, struct lint_uri *found, size_t start, size_t colon)
{
  static const char punctuation[] = {'.', ',', ';', ':', '!', '?', ')', ']', '}'};
  struct cmduri_excerpt *excerpt = &found->excerpt;

  *excerpt = (struct cmduri_excerpt){
      .text = linter->text,
      .length = linter->length,
      .start = start,
      .references = linter->tag || (linter->markup && !linter->code),
      .escapes = !linter->tag || linter->code,
  };
  if (!cmduri_excerpt_delimit (excerpt))
    return colon + 1;

  size_t next = colon + 1;
  bool spaced = next < excerpt->end && (linter->text[next] == ' ' || linter->text[next] == '\t');
  if (excerpt->context < CMDURI_EXCERPT_QUOTE) {
    while (excerpt->context == CMDURI_EXCERPT_BARE && !excerpt->completed && excerpt->end > next &&
           memchr (punctuation, linter->text[excerpt->end - 1], sizeof punctuation) != NULL)
      excerpt->end--;
  } else if (spaced && !is_link_value (linter, start)) {
    return next;
  }

  decode_uri (found);
  advance (linter, start, &linter->position, &linter->line, &linter->column);
  judge (linter, found, colon - start);
  return excerpt->end > next ? excerpt->end : next;
}

/* Whether the word from `start` up to the colon at `colon` is a scheme that counts here. */
static bool
is_known_scheme (const struct linter *linter, size_t start, size_t colon)
{
  static const char *const fixed[] = {"app", "cscommand", NULL};
  const char *name = linter->text + start;
  const char *end = linter->text + colon + 1;
  return cmduri_schemes_match (fixed, name, end) > 0 ||
         cmduri_schemes_match (linter->schemes, name, end) > 0;
}

size_t
cmduri_lint (const char *text,
             size_t length,
             const char *const *schemes,
             cmduri_finding_func on_finding,
             void *data)
{
  struct linter linter = {
      .text = text,
      .length = length,
      .schemes = schemes,
      .on_finding = on_finding,
      .data = data,
      .line = 1,
      .column = 1,
  };
  struct lint_uri found;
  size_t name = 0; /* where the run of scheme characters begins that ends before `at` */
  size_t next = 0; /* no URI is looked for before */

  for (size_t at = 0; at < length; at++) {
    if (cmduri_byte_class (text[at]) & CMDURI_BYTE_SCHEME)
      continue;
    if (text[at] == ':' && name >= next && at > name && is_known_scheme (&linter, name, at))
      next = read_candidate (&linter, &found, name, at);
    else if (text[at] == '<' || text[at] == '>')
      read_markup (&linter, at);
    name = at + 1;
  }
  return linter.found;
}
