/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/xml-fragment.h"

#include <stdio.h>
#include <string.h>

#include "portal/buffer.h"
#include "portal/tap.h"

static void
check_fine (const char *text)
{
  struct xml_fragment_error error;

  CHECK (xml_fragment_check (text, "a", &error));
  CHECK (error.message == NULL);
}

static void
check_refused (const char *text, size_t offset, const char *message)
{
  struct xml_fragment_error error;

  CHECK (!xml_fragment_check (text, "a", &error));
  CHECK_TEXT (error.message, message);
  CHECK (error.offset == offset);
}

static void
test_well_formed (void)
{
  tap_case ("well-formed elements");
  check_fine ("<a/>");
  check_fine ("<a />");
  check_fine ("<a></a >");
  check_fine ("<a>text &amp; &lt;&gt;&quot;&apos;&#13;&#x41;&#x10FFFF; ü</a>");
  check_fine ("<a x='1' y = \"&amp;'\"><b c=\"\"/><b><a/></b></a>\n");
  check_fine ("<a><!-- a - comment --><![CDATA[<&]]></a>");
  check_fine ("<a>></a>");
}

static void
test_refused (void)
{
  tap_case ("what would break the document around it");
  check_refused ("", 0, "an element is expected");
  check_refused ("text", 0, "an element is expected");
  check_refused ("<b/>", 0, "the element must be called as its key");
  check_refused ("<a>", 3, "an element isn't closed");
  check_refused ("<a", 2, "a tag isn't closed");
  check_refused ("<a><b></a>", 9, "an end tag doesn't belong to the open element");
  check_refused ("<a></a></account>", 7, "something follows the element");
  check_refused ("<a/><a/>", 4, "something follows the element");
  check_refused ("<a x></a>", 4, "an attribute needs a value");
  check_refused ("<a x=1></a>", 5, "an attribute's value stands in quotes");
  check_refused ("<a x=\"<\"></a>", 6, "an attribute's value isn't closed");
  check_refused ("<a x=\"1\"y=\"1\"/>", 8, "a tag isn't closed");
  check_refused ("<a x=\"1\" x=\"2\"/>", 14, "an attribute appears twice");
  check_refused ("<a>&nbsp;</a>", 3, "an & is written &amp;");
  check_refused ("<a>&</a>", 3, "an & is written &amp;");
  check_refused ("<a>&#0;</a>", 3, "a character's number is malformed");
  check_refused ("<a>&#xD800;</a>", 3, "a character's number is malformed");
  check_refused ("<a>&#99999999999;</a>", 3, "a character's number is malformed");
  check_refused ("<a>&#x;</a>", 3, "a character's number is malformed");
  check_refused ("<a>&#a;</a>", 3, "a character's number is malformed");
  check_refused ("<a>]]></a>", 3, "]]> is written ]]&gt;");
  check_refused ("<a><?x?></a>", 4, "a name is expected");
  check_refused ("<!DOCTYPE a><a/>", 1, "a name is expected");
  check_refused ("<a><!-- -- --></a>", 10, "a comment holds no --");
  check_refused ("<a><!--</a>", 3, "a comment isn't closed");
  check_refused ("<a><![CDATA[</a>", 3, "a CDATA section isn't closed");
  check_refused ("<a:b/>", 2, "a tag isn't closed");
  check_refused ("<a>\x01</a>", 3, "a control character");
  check_refused ("<a>\xff</a>", 0, "not UTF-8");
  check_refused ("<a>\xef\xbf\xbf</a>", 0, "not UTF-8");
}

static void
append_nested (struct buffer *text, int depth)
{
  for (int i = 0; i < depth; i++)
    buffer_append_text (text, "<a>");
  for (int i = 0; i < depth; i++)
    buffer_append_text (text, "</a>");
}

static void
test_bounds (void)
{
  struct buffer text = BUFFER_EMPTY;
  struct xml_fragment_error error;

  tap_case ("depth and attributes are bounded");
  append_nested (&text, XML_FRAGMENT_MAXIMUM_DEPTH);
  check_fine (buffer_text (&text));
  buffer_clear (&text);
  append_nested (&text, XML_FRAGMENT_MAXIMUM_DEPTH + 1);
  CHECK (!xml_fragment_check (buffer_text (&text), "a", &error));
  CHECK_TEXT (error.message, "too many elements inside each other");
  buffer_clear (&text);
  buffer_append_text (&text, "<a");
  for (int i = 0; i <= XML_FRAGMENT_MAXIMUM_ATTRIBUTES; i++)
    buffer_append_format (&text, " x%d=''", i);
  buffer_append_text (&text, "/>");
  CHECK (!xml_fragment_check (buffer_text (&text), "a", &error));
  CHECK_TEXT (error.message, "too many attributes");
  buffer_clear (&text);

  tap_case ("names");
  CHECK (xml_name_is_valid ("a-b.c_1", 7));
  CHECK (!xml_name_is_valid ("1a", 2));
  CHECK (!xml_name_is_valid ("", 0));
  CHECK (!xml_name_is_valid ("a b", 3));
  CHECK (!xml_name_is_valid ("a:b", 3));
}

int
main (void)
{
  test_well_formed ();
  test_refused ();
  test_bounds ();
  return tap_finish ();
}
