/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/buffer.h"

#include <stdlib.h>
#include <string.h>

#include "portal/tap.h"

static void
test_appending (void)
{
  struct buffer buffer = BUFFER_EMPTY;

  tap_case ("an empty buffer is the empty text");
  CHECK_TEXT (buffer_text (&buffer), "");

  tap_case ("appended pieces stand one after another");
  buffer_append_text (&buffer, "one ");
  buffer_append (&buffer, "two three", 3);
  buffer_append_format (&buffer, " %d%s", 3, "!");
  CHECK_TEXT (buffer_text (&buffer), "one two 3!");
  CHECK_NUMBER (buffer.length, 10);

  tap_case ("a long content is kept whole");
  buffer_clear (&buffer);
  for (int i = 0; i < 10000; i++)
    buffer_append_format (&buffer, "%04d", i);
  CHECK_NUMBER (buffer.length, 40000);
  CHECK (memcmp (buffer.data + 4 * 4321, "4321", 4) == 0);
  buffer_clear (&buffer);
}

static void
test_escaping (void)
{
  struct buffer buffer = BUFFER_EMPTY;

  tap_case ("markup characters become entities");
  buffer_append_escaped (&buffer, "<a href=\"x\" id='y'>&amp;</a>");
  CHECK_TEXT (buffer_text (&buffer),
              "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  buffer_clear (&buffer);

  tap_case ("characters that XML excludes are left out, line breaks stay");
  buffer_append_escaped (&buffer, "a\x01"
                                  "b\n\tc\x7f"
                                  "d\x1f");
  CHECK_TEXT (buffer_text (&buffer), "ab\n\tcd");
  buffer_clear (&buffer);

  tap_case ("no text is the empty text");
  buffer_append_escaped (&buffer, NULL);
  CHECK_TEXT (buffer_text (&buffer), "");

  tap_case ("percent-encoding leaves unreserved characters only");
  buffer_append_percent (&buffer, "app:settings/topup?a=b&c=\xc3\xa9 ~.-_");
  CHECK_TEXT (buffer_text (&buffer), "app%3Asettings%2Ftopup%3Fa%3Db%26c%3D%C3%A9%20~.-_");
  buffer_clear (&buffer);
}

static void
test_bound (void)
{
  struct buffer buffer = BUFFER_EMPTY;
  char *chunk = calloc (1, BUFFER_MAXIMUM);

  tap_case ("over its bound a buffer fails and keeps what it had");
  buffer_append_text (&buffer, "kept");
  buffer_append (&buffer, chunk, BUFFER_MAXIMUM - 3);
  CHECK (buffer.failed);
  CHECK_TEXT (buffer_text (&buffer), "kept");
  buffer_append_text (&buffer, " not");
  CHECK_TEXT (buffer_text (&buffer), "kept");
  buffer_clear (&buffer);

  tap_case ("exactly at its bound it doesn't");
  buffer_append (&buffer, chunk, BUFFER_MAXIMUM);
  CHECK (!buffer.failed);
  CHECK_NUMBER (buffer.length, BUFFER_MAXIMUM);
  buffer_clear (&buffer);
  free (chunk);
}

int
main (void)
{
  test_appending ();
  test_escaping ();
  test_bound ();
  return tap_finish ();
}
