/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "portal/form.h"
#include "portal/utf8.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Forms and queries: whatever is accepted is bounded, valid UTF-8, and found under its own name. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct form form;

  if (!form_parse (&form, (const char *)data, size))
    return 0;
  if (form.count > FORM_MAXIMUM_FIELDS)
    abort ();
  for (size_t i = 0; i < form.count; i++) {
    const struct form_field *field = &form.fields[i];

    if (!utf8_is_valid (field->name, strlen (field->name)) ||
        !utf8_is_valid (field->value, strlen (field->value)) ||
        strlen (field->name) + strlen (field->value) > size ||
        form_value (&form, field->name) == NULL)
      abort ();
  }
  form_clear (&form);
  return 0;
}
