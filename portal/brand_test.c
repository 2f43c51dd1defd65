/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/brand.h"

#include <stdio.h>
#include <string.h>

#include "portal/embedded.h"
#include "portal/tap-database.h"
#include "portal/tap.h"

static bool
import (struct database *database, const char *text, bool live, char *problem, size_t size)
{
  struct key_file_error error;
  struct key_file *file = key_file_parse (text, strlen (text), &error);
  struct buffer message = BUFFER_EMPTY;
  struct brand brand;
  bool fine = file != NULL && brand_import (database, file, live, &brand, &message);

  snprintf (problem, size, "%s", file ? buffer_text (&message) : error.message);
  key_file_free (file);
  buffer_clear (&message);
  return fine;
}

static void
check_refused (struct database *database, const char *text, const char *message)
{
  char problem[256];

  CHECK (!import (database, text, true, problem, sizeof problem));
  CHECK_TEXT (problem, message);
}

static void
test_documents (struct database *database)
{
  static const char text[] =
      "[Brand]\nCloudId=ACME\nName=A<b> & \"c\"\nScheme=acmesip\nAccentColor=#123456\n"
      "ApplicationId=com.example.acme\nTrustedOrigins= @PORTAL@ ; "
      "https://a.example;;http://localhost:1;\n"
      "[Account]\ntitle=T&T\nextProvCustomHeaders=A: b\\nC: d\n"
      "rewriting=<rewriting><rule to=\"@PORTAL@\">&lt;</rule></rewriting>\nempty=\ncr=a\\rb\n"
      "[WebTab one]\nTitle=One\nIcon=one-symbolic\nUrl=@PORTAL@/?a=1&b=%account[x]%\n"
      "[WebTab  two]\nUrl=https://example.com/\n"
      "[QuickDial q]\nDisplayName=Q & A\nUri=*43\nPriority=30\n";
  struct buffer xml = BUFFER_EMPTY;
  char problem[256];

  tap_case ("a brand is served as it was imported, with the portal's address");
  CHECK (import (database, text, true, problem, sizeof problem));
  CHECK_TEXT (problem, "");
  CHECK (brand_append_document (database, "acme", false, "https://p.example", &xml));
  CHECK_TEXT (buffer_text (&xml),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<brand code=\"ACME\" editable=\"0\">\n"
              "  <name>A&lt;b&gt; &amp; &quot;c&quot;</name>\n"
              "  <applicationId>com.example.acme</applicationId>\n"
              "  <scheme>acmesip</scheme>\n"
              "  <accentColor>#123456</accentColor>\n"
              "  <trustedOrigin>https://p.example</trustedOrigin>\n"
              "  <trustedOrigin>https://a.example</trustedOrigin>\n"
              "  <trustedOrigin>http://localhost:1</trustedOrigin>\n"
              "  <webTab id=\"one\" title=\"One\" icon=\"one-symbolic\">"
              "https://p.example/?a=1&amp;b=%account[x]%</webTab>\n"
              "  <webTab id=\"two\">https://example.com/</webTab>\n"
              "  <account>\n"
              "    <title>T&amp;T</title>\n"
              "    <extProvCustomHeaders>A: b\nC: d</extProvCustomHeaders>\n"
              "    <rewriting><rule to=\"https://p.example\">&lt;</rule></rewriting>\n"
              "    <empty></empty>\n"
              "    <cr>a&#13;b</cr>\n"
              "  </account>\n"
              "</brand>\n");
  buffer_clear (&xml);

  tap_case ("quick dials are served apart");
  CHECK (brand_append_quick_dials (database, "ACME", false, "https://p.example", &xml));
  CHECK_TEXT (buffer_text (&xml),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quickDials>\n  <quickDial>\n"
              "    <item id=\"q\" priority=\"30\">\n"
              "      <displayName>Q &amp; A</displayName>\n      <uri>*43</uri>\n    </item>\n"
              "  </quickDial>\n</quickDials>\n");
  buffer_clear (&xml);
}

static void
test_versions (struct database *database)
{
  struct brand brand;
  char problem[256];
  char code[BRAND_CODE_MAXIMUM + 1];
  bool editable;

  tap_case ("a test import leaves the live version alone");
  CHECK (import (database, "[Brand]\nCloudId=ACME\nName=Next\n", false, problem, sizeof problem));
  CHECK (brand_load (database, "ACME", true, &brand));
  CHECK_TEXT (brand.name, "Next");
  CHECK_TEXT (brand.scheme, "cloudsip");
  CHECK (brand_load (database, "ACME", false, &brand));
  CHECK_TEXT (brand.scheme, "acmesip");

  tap_case ("codes and their star");
  CHECK (brand_code_parse ("DEMO", code, &editable) && !editable);
  CHECK (brand_code_parse ("DEMO*", code, &editable) && editable);
  CHECK_TEXT (code, "DEMO");
  CHECK (!brand_code_parse ("*", code, &editable));
  CHECK (!brand_code_parse ("", code, &editable));
  CHECK (!brand_code_parse ("A B", code, &editable));
  CHECK (!brand_code_parse ("A/B", code, &editable));
  CHECK (!brand_code_parse ("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", code, &editable));

  tap_case ("an unknown code is no brand, an empty one the first");
  CHECK (!brand_load (database, "NONE", false, &brand));
  CHECK (brand_load (database, "", false, &brand));
  CHECK_TEXT (brand.code, "ACME");
}

static void
test_subtrees (struct database *database)
{
  struct buffer text = BUFFER_EMPTY;
  char problem[256];

  tap_case ("a subtree that would break the document is refused");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\n[Account]\nrewriting=<rewriting>\n",
                 "[Account] rewriting: not a usable subtree: an element isn't closed (byte 11)");
  check_refused (database,
                 "[Brand]\nCloudId=X\nName=x\n[Account]\n"
                 "rewriting=<rewriting/></account><webTab/>\n",
                 "[Account] rewriting: not a usable subtree: something follows the element "
                 "(byte 12)");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\n[Account]\nhost=<username/>\n",
                 "[Account] host: not a usable subtree: the element must be called as its key "
                 "(byte 0)");

  tap_case ("a value may be long, a brand not too long for the phone");
  buffer_append_text (&text, "[Brand]\nCloudId=LONG\nName=x\n[Account]\na=");
  for (int i = 0; i < 60000; i++)
    buffer_append_text (&text, "'");
  CHECK (import (database, buffer_text (&text), true, problem, sizeof problem));
  CHECK_TEXT (problem, "");
  for (char node = 'b'; node <= 'd'; node++) {
    buffer_append_format (&text, "\n%c=", node);
    for (int i = 0; i < 60000; i++)
      buffer_append_text (&text, "'");
  }
  check_refused (database, buffer_text (&text),
                 "the brand is too large, or the database refused it");
  buffer_clear (&text);
}

static void
test_refusals (struct database *database)
{
  static const char *const origins[] = {
      "http://example.com", "example.com",     "https://", "https://a/b",
      "https://a@b",        "https://a b",     "ftp://a",  "@PORTAL@evil",
      "http://127.0.0.1.a", "http://128.0.0.1"};

  tap_case ("what can't be served isn't imported");
  check_refused (database, "[Brand]\nName=x\n", "[Brand] CloudId: 1 to 32 letters, digits, - or _");
  check_refused (database, "[Brand]\nCloudId=X\n", "[Brand] Name: one line of at most 128 bytes");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\nScheme=A:\n",
                 "[Brand] Scheme: a URI scheme of the phone's own");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\nAccentColor=red;}\n",
                 "[Brand] AccentColor: written #rrggbb");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\n[Account]\nbad name=1\n",
                 "[Account] bad name: not a usable account node");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\n[WebTab a]\nTitle=A\n",
                 "[WebTab a] needs a Url of one line; Title and Icon are short");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\nScheme=javascript\n",
                 "[Brand] Scheme: a URI scheme of the phone's own");
  check_refused (database,
                 "[Brand]\nCloudId=X\nName=x\nScheme="
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
                 "[Brand] Scheme: a URI scheme of the phone's own");
  check_refused (database, "[Brand]\nCloudId=X\nName=x\nApplicationId=phone\n",
                 "[Brand] ApplicationId: written org.example.App");
  for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++) {
    char text[128];
    char message[160];

    snprintf (text, sizeof text, "[Brand]\nCloudId=X\nName=x\nTrustedOrigins=%s\n", origins[i]);
    snprintf (message, sizeof message,
              "[Brand] TrustedOrigins: \"%s\" is no https origin, nor http on loopback",
              origins[i]);
    check_refused (database, text, message);
  }
  check_refused (database,
                 "[Brand]\nCloudId=X\nName=x\n[QuickDial a]\nUri=1\nDisplayName=a\n"
                 "Priority=x\n",
                 "[QuickDial a] needs a DisplayName and a Uri; Priority is a number");
}

int
main (void)
{
  char directory[512];
  char problem[256];
  int64_t alice;
  struct database *database = tap_database (directory, &alice);

  test_documents (database);
  test_versions (database);
  test_subtrees (database);
  test_refusals (database);
  tap_case ("the demo's own brand.ini is accepted");
  CHECK (import (database, embedded_find ("brand.ini")->bytes, true, problem, sizeof problem));
  CHECK_TEXT (problem, "");
  database_close (database);
  return tap_finish ();
}
