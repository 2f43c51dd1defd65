/* SPDX-License-Identifier: Apache-2.0 */
#include <libxml/parser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "portal/xml-fragment.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A brand's subtrees: what is accepted is one element of the asked name for libxml2 too, which is
 * what phones read it with. (The other way round isn't promised: less is accepted here.) */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct xml_fragment_error error;
  char *text = malloc (size + 1);
  xmlDoc *document;

  if (text == NULL || memchr (data, '\0', size) != NULL || size > 1 << 16) {
    free (text);
    return 0;
  }
  memcpy (text, data, size);
  text[size] = '\0';
  if (xml_fragment_check (text, "a", &error)) {
    document = xmlReadMemory (text, (int)size, NULL, "UTF-8",
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (document == NULL || document->children == NULL || document->children->next != NULL ||
        strcmp ((const char *)document->children->name, "a") != 0)
      abort ();
    xmlFreeDoc (document);
  } else if (error.message == NULL || error.offset > size) {
    abort ();
  }
  free (text);
  return 0;
}
