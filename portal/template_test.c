/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/template.h"

#include <string.h>

#include "portal/tap.h"

static void
fill (struct buffer *out, const char *text, const char *name, const char *value)
{
  struct template_value values[] = {{name, value, NULL}, {"other", "o", NULL}};

  template_append (out, text, strlen (text), values, 2);
}

int
main (void)
{
  struct buffer out = BUFFER_EMPTY;
  struct buffer markup = BUFFER_EMPTY;
  struct template_value values[] = {{"list", NULL, &markup}};

  tap_case ("values are escaped wherever they land");
  fill (&out, "<p title=\"{{name}}\">{{name}}{{other}}</p>", "name", "\"><script>&'");
  CHECK_TEXT (buffer_text (&out), "<p title=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">"
                                  "&quot;&gt;&lt;script&gt;&amp;&#39;o</p>");
  buffer_clear (&out);

  tap_case ("a value that looks like a placeholder is only text");
  fill (&out, "{{name}}", "name", "{{other}}");
  CHECK_TEXT (buffer_text (&out), "{{other}}");
  buffer_clear (&out);

  tap_case ("markup that the code built goes in as it is");
  buffer_append_text (&markup, "<li>&amp;</li>");
  template_append (&out, "<ul>{{list}}</ul>", 17, values, 1);
  CHECK_TEXT (buffer_text (&out), "<ul><li>&amp;</li></ul>");
  buffer_clear (&out);
  buffer_clear (&markup);

  tap_case ("an unknown placeholder fails");
  fill (&out, "{{nothing}}", "name", "x");
  CHECK (out.failed);
  buffer_clear (&out);

  tap_case ("an open placeholder fails");
  fill (&out, "a {{name", "name", "x");
  CHECK (out.failed);
  buffer_clear (&out);

  tap_case ("failed markup fails the page");
  markup.failed = true;
  template_append (&out, "{{list}}", 8, values, 1);
  CHECK (out.failed);
  buffer_clear (&out);
  return tap_finish ();
}
