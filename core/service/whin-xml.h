/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WHIN_XML_MAX_DEPTH 64
#define WHIN_XML_MAX_CHILDREN 4096
#define WHIN_XML_MAX_BYTES (1024 * 1024)

/* One child of a document's root. */
typedef struct {
  char *name;
  GHashTable *attributes; /* (element-type utf8 utf8) (nullable): NULL when there are none */
  char *value;            /* the text; the whole subtree as XML when @is_tree */
  gboolean is_tree;       /* has child elements itself */
} WhinXmlChild;

/**
 * WhinXml:
 *
 * A document as the provider's answers are read: a root and its children. A child's subtree stays
 * text and can be read by another whin_xml_parse(). Line breaks around a text, and the white space
 * next to them, are layout and dropped.
 */
typedef struct {
  char *root;
  GHashTable *attributes; /* (element-type utf8 utf8) (nullable) */
  GPtrArray *children;    /* (element-type WhinXmlChild) */
  char *text;             /* of a root without child elements, else "" */
} WhinXml;

/**
 * whin_xml_parse:
 * @data: (array length=length): in any encoding that it declares; hostile
 *
 * A document type declaration, and with it every entity, is refused; nothing is ever fetched.
 *
 * Errors: G_IO_ERROR_INVALID_DATA when malformed or over one of the bounds above.
 */
WhinXml *whin_xml_parse (const char *data, gsize length, GError **error);
void whin_xml_free (WhinXml *self);

/* The first child of that name, NULL when there is none; belongs to @self. */
const WhinXmlChild *whin_xml_find (const WhinXml *self, const char *name);

/* Its value when it is a plain text, else NULL. */
const char *whin_xml_find_text (const WhinXml *self, const char *name);

/* From a table of attributes, which may be NULL. */
const char *whin_xml_attribute (GHashTable *attributes, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinXml, whin_xml_free)

G_END_DECLS
