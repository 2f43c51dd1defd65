/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/xml-fragment.h"

#include <stdint.h>
#include <string.h>

#include "portal/utf8.h"

#define NAME_START "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
#define NAME_REST NAME_START "0123456789-."

enum { NAME_MAXIMUM = 128 };

struct piece {
  const char *text;
  size_t length;
};

/* The open elements are a stack of names in the text itself: no recursion, no allocation. */
struct scan {
  const char *text;
  const char *next;
  struct piece open[XML_FRAGMENT_MAXIMUM_DEPTH];
  size_t depth;
  const char *message;
};

static bool
fail (struct scan *self, const char *message)
{
  self->message = message;
  return false;
}

static bool
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
skip_spaces (struct scan *self)
{
  const char *start = self->next;

  while (is_space (*self->next))
    self->next++;
  return self->next > start;
}

static bool
starts_with (const struct scan *self, const char *prefix)
{
  return strncmp (self->next, prefix, strlen (prefix)) == 0;
}

static bool
is_same (const struct piece *a, const struct piece *b)
{
  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

static bool
read_name (struct scan *self, struct piece *name)
{
  name->text = self->next;
  name->length = strspn (self->next, NAME_REST);
  if (!xml_name_is_valid (name->text, name->length))
    return fail (self, "a name is expected");
  self->next += name->length;
  return true;
}

/* XML 1.0, section 2.2. */
static bool
is_character (uint32_t code)
{
  return code == 0x9 || code == 0xA || code == 0xD || (code >= 0x20 && code <= 0xD7FF) ||
         (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

static bool
read_number (struct scan *self)
{
  uint32_t base = self->next[2] == 'x' ? 16 : 10;
  const char *digit = self->next + (base == 16 ? 3 : 2);
  const char *start = digit;
  uint32_t code = 0;

  for (; *digit != ';'; digit++) {
    uint32_t value = 16;

    if (*digit >= '0' && *digit <= '9')
      value = (uint32_t)(*digit - '0');
    else if ((*digit >= 'a' && *digit <= 'f') || (*digit >= 'A' && *digit <= 'F'))
      value = (uint32_t)((*digit | 0x20) - 'a' + 10);
    if (value >= base || code > 0x10FFFF)
      return fail (self, "a character's number is malformed");
    code = code * base + value;
  }
  if (digit == start || !is_character (code))
    return fail (self, "a character's number is malformed");
  self->next = digit + 1;
  return true;
}

static bool
read_reference (struct scan *self)
{
  static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};

  if (self->next[1] == '#')
    return read_number (self);
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (starts_with (self, known[i])) {
      self->next += strlen (known[i]);
      return true;
    }
  return fail (self, "an & is written &amp;");
}

static bool
read_attribute (struct scan *self, struct piece *name)
{
  char quote;

  if (!read_name (self, name))
    return false;
  skip_spaces (self);
  if (*self->next != '=')
    return fail (self, "an attribute needs a value");
  self->next++;
  skip_spaces (self);
  quote = *self->next;
  if (quote != '"' && quote != '\'')
    return fail (self, "an attribute's value stands in quotes");
  self->next++;
  while (*self->next != quote) {
    if (*self->next == '\0' || *self->next == '<')
      return fail (self, "an attribute's value isn't closed");
    if (*self->next != '&')
      self->next++;
    else if (!read_reference (self))
      return false;
  }
  self->next++;
  return true;
}

static bool
read_start_tag (struct scan *self)
{
  struct piece names[XML_FRAGMENT_MAXIMUM_ATTRIBUTES];
  size_t count = 0;

  if (self->depth == XML_FRAGMENT_MAXIMUM_DEPTH)
    return fail (self, "too many elements inside each other");
  self->next++;
  if (!read_name (self, &self->open[self->depth]))
    return false;
  self->depth++;
  for (;;) {
    bool apart = skip_spaces (self);

    if (*self->next == '>') {
      self->next++;
      return true;
    }
    if (starts_with (self, "/>")) {
      self->next += 2;
      self->depth--;
      return true;
    }
    if (!apart || *self->next == '\0')
      return fail (self, "a tag isn't closed");
    if (count == XML_FRAGMENT_MAXIMUM_ATTRIBUTES)
      return fail (self, "too many attributes");
    if (!read_attribute (self, &names[count]))
      return false;
    for (size_t i = 0; i < count; i++)
      if (is_same (&names[i], &names[count]))
        return fail (self, "an attribute appears twice");
    count++;
  }
}

static bool
read_end_tag (struct scan *self)
{
  struct piece name;

  self->next += 2;
  if (!read_name (self, &name))
    return false;
  if (!is_same (&name, &self->open[self->depth - 1]))
    return fail (self, "an end tag doesn't belong to the open element");
  skip_spaces (self);
  if (*self->next != '>')
    return fail (self, "a tag isn't closed");
  self->next++;
  self->depth--;
  return true;
}

static bool
skip_section (struct scan *self, const char *start, const char *end, const char *message)
{
  const char *found = strstr (self->next + strlen (start), end);

  if (found == NULL)
    return fail (self, message);
  self->next = found + strlen (end);
  return true;
}

static bool
read_comment (struct scan *self)
{
  if (!skip_section (self, "<!--", "--", "a comment isn't closed"))
    return false;
  if (*self->next != '>')
    return fail (self, "a comment holds no --");
  self->next++;
  return true;
}

static bool
read_item (struct scan *self)
{
  if (starts_with (self, "</"))
    return read_end_tag (self);
  if (starts_with (self, "<!--"))
    return read_comment (self);
  if (starts_with (self, "<![CDATA["))
    return skip_section (self, "<![CDATA[", "]]>", "a CDATA section isn't closed");
  if (*self->next == '<')
    return read_start_tag (self);
  if (*self->next == '&')
    return read_reference (self);
  if (starts_with (self, "]]>"))
    return fail (self, "]]> is written ]]&gt;");
  self->next++;
  return true;
}

static bool
read_all (struct scan *self, const char *root)
{
  const struct piece name = {root, strlen (root)};

  if (*self->next != '<')
    return fail (self, "an element is expected");
  if (!read_start_tag (self))
    return false;
  if (!is_same (&name, &self->open[0])) {
    self->next = self->text;
    return fail (self, "the element must be called as its key");
  }
  while (self->depth > 0) {
    if (*self->next == '\0')
      return fail (self, "an element isn't closed");
    if (!read_item (self))
      return false;
  }
  skip_spaces (self);
  return *self->next == '\0' || fail (self, "something follows the element");
}

bool
xml_name_is_valid (const char *name, size_t length)
{
  return length > 0 && length <= NAME_MAXIMUM && strchr (NAME_START, name[0]) != NULL &&
         strspn (name, NAME_REST) >= length;
}

bool
xml_fragment_check (const char *text, const char *root, struct xml_fragment_error *error)
{
  struct scan self = {.text = text, .next = text};
  bool fine = true;

  for (const char *c = text; *c != '\0' && fine; c++)
    if ((unsigned char)*c < 0x20 && !is_space (*c)) {
      self.next = c;
      fine = fail (&self, "a control character");
    }
  fine = fine && (utf8_is_valid (text, strlen (text)) || fail (&self, "not UTF-8"));
  fine = fine && read_all (&self, root);
  *error = (struct xml_fragment_error){(size_t)(self.next - text), self.message};
  return fine;
}
