/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-xml.h"

#include <libxml/xmlreader.h>

#include <string.h>

/*
 * Reads with libxml2's pull reader, which neither recurses nor loads anything here: no network, no
 * entities, no DTD. A subtree is written out again as it is read, so no tree is ever built.
 */

#define READER_OPTIONS                                                                             \
  (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)

typedef struct {
  xmlTextReader *reader;
  WhinXml *xml;
  WhinXmlChild *child; /* the root's child that is being read, or NULL */
  GString *text;       /* its text, or the root's */
  GString *tree;       /* its subtree as XML */
} Reading;

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (xmlTextReaderPtr, xmlFreeTextReader, NULL)

static void
child_free (gpointer data)
{
  WhinXmlChild *child = data;

  g_free (child->name);
  g_clear_pointer (&child->attributes, g_hash_table_unref);
  g_free (child->value);
  g_free (child);
}

/* A prefix says nothing here: nodes are known by their local name. */
static GHashTable *
read_attributes (xmlTextReader *reader)
{
  GHashTable *attributes = NULL;

  while (xmlTextReaderMoveToNextAttribute (reader) == 1) {
    const char *value = (const char *)xmlTextReaderConstValue (reader);

    if (xmlTextReaderIsNamespaceDecl (reader) == 1)
      continue;
    if (attributes == NULL)
      attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_replace (attributes, g_strdup ((const char *)xmlTextReaderConstLocalName (reader)),
                          g_strdup (value != NULL ? value : ""));
  }
  xmlTextReaderMoveToElement (reader);
  return attributes;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* White space as well, where the next reader would change it (XML 1.0, sections 2.11 and 3.3.3). */
static void
append_escaped (GString *out, const char *text, gboolean is_attribute)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  for (const char *p = escaped; *p != '\0'; p++) {
    if (*p == '\r' || (is_attribute && (*p == '\n' || *p == '\t')))
      g_string_append_printf (out, "&#%d;", *p);
    else
      g_string_append_c (out, *p);
  }
}

static void
append_start_tag (GString *out, const char *name, GHashTable *attributes, gboolean is_empty)
{
  g_autoptr (GList) names =
      attributes != NULL ? g_list_sort (g_hash_table_get_keys (attributes), compare_names) : NULL;

  g_string_append_printf (out, "<%s", name);
  for (GList *l = names; l != NULL; l = l->next) {
    g_string_append_printf (out, " %s=\"", (const char *)l->data);
    append_escaped (out, g_hash_table_lookup (attributes, l->data), TRUE);
    g_string_append_c (out, '"');
  }
  g_string_append (out, is_empty ? "/>" : ">");
}

static void
strip_layout (GString *text)
{
  gsize start = 0;
  gsize end = text->len;

  while (start < end && g_ascii_isspace (text->str[start]))
    start++;
  if (memchr (text->str, '\n', start) == NULL)
    start = 0;
  while (end > start && g_ascii_isspace (text->str[end - 1]))
    end--;
  if (memchr (text->str + end, '\n', text->len - end) == NULL)
    end = text->len;
  g_string_truncate (text, end);
  g_string_erase (text, 0, (gssize)start);
}

static void
finish_child (Reading *reading)
{
  WhinXmlChild *child = g_steal_pointer (&reading->child);

  if (child->is_tree) {
    g_string_append_printf (reading->tree, "</%s>", child->name);
    child->value = g_strndup (reading->tree->str, reading->tree->len);
  } else {
    strip_layout (reading->text);
    child->value = g_strndup (reading->text->str, reading->text->len);
  }
  g_ptr_array_add (reading->xml->children, child);
  g_string_truncate (reading->text, 0);
  g_string_truncate (reading->tree, 0);
}

static gboolean
on_element (Reading *reading, int depth)
{
  const char *name = (const char *)xmlTextReaderConstLocalName (reading->reader);
  gboolean is_empty = xmlTextReaderIsEmptyElement (reading->reader) == 1;
  g_autoptr (GHashTable) attributes = read_attributes (reading->reader);

  if (depth > WHIN_XML_MAX_DEPTH)
    return FALSE;
  if (depth == 0) {
    reading->xml->root = g_strdup (name);
    reading->xml->attributes = g_steal_pointer (&attributes);
  } else if (depth == 1) {
    if (reading->xml->children->len == WHIN_XML_MAX_CHILDREN)
      return FALSE;
    g_string_truncate (reading->text, 0);
    reading->child = g_new0 (WhinXmlChild, 1);
    reading->child->name = g_strdup (name);
    append_start_tag (reading->tree, name, attributes, FALSE);
    reading->child->attributes = g_steal_pointer (&attributes);
    if (is_empty)
      finish_child (reading);
  } else {
    reading->child->is_tree = TRUE;
    append_start_tag (reading->tree, name, attributes, is_empty);
  }
  return reading->tree->len <= 8 * WHIN_XML_MAX_BYTES;
}

static void
on_text (Reading *reading)
{
  const char *value = (const char *)xmlTextReaderConstValue (reading->reader);

  if (value == NULL)
    return;
  g_string_append (reading->text, value);
  if (reading->child != NULL)
    append_escaped (reading->tree, value, FALSE);
}

static gboolean
read_node (Reading *reading)
{
  int depth = xmlTextReaderDepth (reading->reader);

  switch (xmlTextReaderNodeType (reading->reader)) {
  case XML_READER_TYPE_ELEMENT:
    return on_element (reading, depth);
  case XML_READER_TYPE_END_ELEMENT:
    if (depth == 1)
      finish_child (reading);
    else if (depth > 1)
      g_string_append_printf (reading->tree, "</%s>",
                              (const char *)xmlTextReaderConstLocalName (reading->reader));
    return TRUE;
  case XML_READER_TYPE_TEXT:
  case XML_READER_TYPE_CDATA:
  case XML_READER_TYPE_WHITESPACE:
  case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    on_text (reading);
    return TRUE;
  case XML_READER_TYPE_DOCUMENT_TYPE:
  case XML_READER_TYPE_ENTITY_REFERENCE:
  case XML_READER_TYPE_ENTITY:
    return FALSE;
  default: /* comments and processing instructions say nothing */
    return TRUE;
  }
}

WhinXml *
whin_xml_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (WhinXml) xml = g_new0 (WhinXml, 1);
  g_auto (xmlTextReaderPtr) reader = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) tree = g_string_new (NULL);
  Reading reading = {.xml = xml, .text = text, .tree = tree};
  int result = -1;

  xml->children = g_ptr_array_new_with_free_func (child_free);

  /* Real servers send an empty line before the declaration, which no XML parser takes. */
  while (length > 0 && g_ascii_isspace (*data)) {
    data++;
    length--;
  }
  if (length > 0 && length <= WHIN_XML_MAX_BYTES)
    reader = xmlReaderForMemory (data, (int)length, NULL, NULL, READER_OPTIONS);
  if (reader != NULL) {
    reading.reader = reader;
    while ((result = xmlTextReaderRead (reader)) == 1) {
      if (!read_node (&reading)) {
        result = -1;
        break;
      }
    }
  }
  g_clear_pointer (&reading.child, child_free);
  if (result != 0 || xml->root == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not well-formed XML");
    return NULL;
  }
  strip_layout (text);
  xml->text = xml->children->len == 0 ? g_strndup (text->str, text->len) : g_strdup ("");
  return g_steal_pointer (&xml);
}

void
whin_xml_free (WhinXml *self)
{
  g_free (self->root);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->text);
  g_free (self);
}

const WhinXmlChild *
whin_xml_find (const WhinXml *self, const char *name)
{
  for (guint i = 0; i < self->children->len; i++) {
    const WhinXmlChild *child = g_ptr_array_index (self->children, i);

    if (strcmp (child->name, name) == 0)
      return child;
  }
  return NULL;
}

const char *
whin_xml_find_text (const WhinXml *self, const char *name)
{
  const WhinXmlChild *child = whin_xml_find (self, name);

  return child != NULL && !child->is_tree ? child->value : NULL;
}

const char *
whin_xml_attribute (GHashTable *attributes, const char *name)
{
  return attributes != NULL ? g_hash_table_lookup (attributes, name) : NULL;
}
