/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Checks a piece of XML that is put into a document of ours as it is: one element with what it
 * holds, well-formed (XML 1.0, section 2.1), made of elements, attributes, text, comments and CDATA
 * sections alone. No declaration, document type, processing instruction, namespace prefix or entity
 * but the five predefined ones and characters by number. Names are ASCII. */
enum {
  XML_FRAGMENT_MAXIMUM_DEPTH = 32,      /* elements inside each other */
  XML_FRAGMENT_MAXIMUM_ATTRIBUTES = 32, /* of one element */
};

struct xml_fragment_error {
  size_t offset;       /* byte of the text */
  const char *message; /* static text */
};

/* True for a Name of XML 1.0, section 2.3, in ASCII and without colons, which namespaces own; at
 * most 128 bytes. */
bool xml_name_is_valid (const char *name, size_t length);

/* True when `text` (UTF-8) is one element called `root`; otherwise `error` is filled in. */
bool xml_fragment_check (const char *text, const char *root, struct xml_fragment_error *error);
