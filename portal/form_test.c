/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/form.h"

#include <string.h>

#include "portal/buffer.h"
#include "portal/tap.h"

static void
check_refused (const char *text)
{
  struct form form;

  tap_check (!form_parse (&form, text, strlen (text)), text, __FILE__, __LINE__);
}

int
main (void)
{
  struct form form;
  struct buffer text = BUFFER_EMPTY;
  static const char fields[] = "a=1&b=x+y%20z&=no+name&c&a=2&d=%C3%A9%26%3D&&e=f=g";

  tap_case ("fields are decoded once");
  CHECK (form_parse (&form, fields, strlen (fields)));
  CHECK_TEXT (form_value (&form, "b"), "x y z");
  CHECK_TEXT (form_value (&form, "d"), "\xc3\xa9&=");
  CHECK_TEXT (form_value (&form, "e"), "f=g");
  CHECK_TEXT (form_value (&form, ""), "no name");

  tap_case ("a field without a value is empty, of a repeated one the first counts");
  CHECK_TEXT (form_value (&form, "c"), "");
  CHECK_TEXT (form_value (&form, "a"), "1");
  CHECK (form_value (&form, "x") == NULL);
  CHECK_NUMBER (form.count, 7);
  form_clear (&form);

  tap_case ("an encoded percent sign stays one");
  CHECK (form_parse (&form, "a=%2541", 7));
  CHECK_TEXT (form_value (&form, "a"), "%41");
  form_clear (&form);

  tap_case ("an empty form is a form");
  CHECK (form_parse (&form, "", 0));
  CHECK_NUMBER (form.count, 0);
  form_clear (&form);

  tap_case ("broken encodings refuse the whole form");
  check_refused ("a=1&b=%");
  check_refused ("a=1&b=%2");
  check_refused ("a=1&b=%zz");
  check_refused ("%f=1");
  check_refused ("a=%00");
  check_refused ("a=%ff");
  check_refused ("a=%c3");
  check_refused ("a=\xed\xa0\x80");

  tap_case ("a form has a bounded number of fields");
  for (int i = 0; i < FORM_MAXIMUM_FIELDS; i++)
    buffer_append_format (&text, "&f%d=%d", i, i);
  CHECK (form_parse (&form, text.data, text.length));
  CHECK_TEXT (form_value (&form, "f63"), "63");
  form_clear (&form);
  buffer_append_text (&text, "&more=1");
  CHECK (!form_parse (&form, text.data, text.length));
  buffer_clear (&text);
  return tap_finish ();
}
