/* SPDX-License-Identifier: Apache-2.0 */
#include "core/service/whin-xml.h"

#include <string.h>

static WhinXml *
parse (const char *text)
{
  return whin_xml_parse (text, strlen (text), NULL);
}

static void
test_shape (void)
{
  g_autoptr (WhinXml) xml =
      parse ("<?xml version='1.0'?><!-- c --><p:root xmlns:p='u' p:k='v' l='&lt;'>lead"
             "<a x='1' y='&quot;2'>t<!-- c -->u</a><a>second</a><t><u v='&amp;'/>w</t></p:root>");
  g_autoptr (WhinXml) plain = parse ("<error>\n  It failed\n</error>");
  const WhinXmlChild *child;

  g_assert_nonnull (xml);
  g_assert_cmpstr (xml->root, ==, "root");
  g_assert_cmpstr (whin_xml_attribute (xml->attributes, "k"), ==, "v");
  g_assert_cmpstr (whin_xml_attribute (xml->attributes, "l"), ==, "<");
  g_assert_null (whin_xml_attribute (xml->attributes, "p"));
  g_assert_null (whin_xml_attribute (NULL, "p"));
  g_assert_cmpuint (xml->children->len, ==, 3);
  child = whin_xml_find (xml, "a");
  g_assert_cmpstr (child->value, ==, "tu");
  g_assert_cmpstr (whin_xml_attribute (child->attributes, "y"), ==, "\"2");
  g_assert_cmpstr (whin_xml_find_text (xml, "a"), ==, "tu");
  child = whin_xml_find (xml, "t");
  g_assert_true (child->is_tree);
  g_assert_cmpstr (child->value, ==, "<t><u v=\"&amp;\"/>w</t>");
  g_assert_null (whin_xml_find_text (xml, "t"));
  g_assert_null (whin_xml_find (xml, "nothing"));
  g_assert_cmpstr (plain->text, ==, "It failed");
}

static void
test_encodings (void)
{
  static const char utf16[] = "\xff\xfe<\0a\0>\0<\0b\0>\0\xe4\0<\0/\0b\0>\0<\0/\0a\0>";
  g_autoptr (WhinXml) wide = whin_xml_parse (utf16, sizeof utf16, NULL);
  g_autoptr (WhinXml) latin =
      parse ("<?xml version='1.0' encoding='ISO-8859-1'?><a><b>\xe4</b></a>");

  g_assert_nonnull (wide);
  g_assert_cmpstr (whin_xml_find_text (wide, "b"), ==, "ä");
  g_assert_cmpstr (whin_xml_find_text (latin, "b"), ==, "ä");
}

/* A subtree that was written out reads as the same again. */
static void
test_subtree_is_stable (void)
{
  g_autoptr (WhinXml) xml = parse ("<r><t a='&lt;&quot;&#10;'>x &amp; y<u/> <v>&gt;</v></t></r>");
  const char *first = whin_xml_find (xml, "t")->value;
  g_autofree char *wrapped = g_strconcat ("<r>", first, "</r>", NULL);
  g_autoptr (WhinXml) again = parse (wrapped);

  g_assert_cmpstr (whin_xml_find (again, "t")->value, ==, first);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
      "",
      "   ",
      "text",
      "<a>",
      "<a></b>",
      "<a/><b/>",
      "<a/>text",
      "<a>&e;</a>",
      "<!DOCTYPE a><a/>",
      "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY x 'y'><!ATTLIST a b CDATA '&x;'>]><a/>",
      "<a><![CDATA[x</a>",
      "<a b='1' b='2'/>",
      "{\"a\":1}",
      "<html><br></html>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", texts[i]);
    g_assert_null (whin_xml_parse (texts[i], strlen (texts[i]), &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  }
}

static char *
nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "<a>");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "</a>");
  return g_string_free (text, FALSE);
}

static void
test_bounds (void)
{
  g_autofree char *deepest = nested (WHIN_XML_MAX_DEPTH + 1);
  g_autofree char *too_deep = nested (WHIN_XML_MAX_DEPTH + 2);
  g_autofree char *much_too_deep = nested (100000);
  g_autofree char *filling = g_strnfill (WHIN_XML_MAX_BYTES, 'x');
  g_autofree char *too_long = g_strconcat ("<a>", filling, "</a>", NULL);
  g_autoptr (WhinXml) fine = parse (deepest);
  g_autoptr (GString) many = g_string_new ("<a>");

  g_assert_nonnull (fine);
  g_assert_null (parse (too_deep));
  g_assert_null (parse (much_too_deep));
  g_assert_null (parse (too_long));
  for (int i = 0; i <= WHIN_XML_MAX_CHILDREN; i++)
    g_string_append (many, "<b/>");
  g_string_append (many, "</a>");
  g_assert_null (parse (many->str));
}

/* Entities that grow are refused before they do. */
static void
test_growing_entities (void)
{
  g_autoptr (GString) text = g_string_new ("<!DOCTYPE a [<!ENTITY e0 'xxxxxxxxxx'>");
  gint64 begin = g_get_monotonic_time ();

  for (int i = 1; i < 30; i++)
    g_string_append_printf (text, "<!ENTITY e%d '&e%d;&e%d;&e%d;&e%d;'>", i, i - 1, i - 1, i - 1,
                            i - 1);
  g_string_append (text, "]><a b='&e29;'>&e29;</a>");
  g_assert_null (parse (text->str));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/shape", test_shape);
  g_test_add_func ("/xml/encodings", test_encodings);
  g_test_add_func ("/xml/subtree-is-stable", test_subtree_is_stable);
  g_test_add_func ("/xml/refused", test_refused);
  g_test_add_func ("/xml/bounds", test_bounds);
  g_test_add_func ("/xml/growing-entities", test_growing_entities);
  return g_test_run ();
}
