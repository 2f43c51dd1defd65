/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

static const struct {
  const char *requested;
  const char *candidate;
  const char *application_id;
  enum cmduri_match match;
} matches[] = {
    {"com.myapp.credit1", "com.myapp.credit1", "com.myapp", CMDURI_MATCH_EXACT},
    {"credit1", "com.myapp.credit1", "com.myapp", CMDURI_MATCH_PREFIXED},
    {"credit1", "credit1", "com.myapp", CMDURI_MATCH_EXACT},
    {"com.myapp.credit1", "credit1", "com.myapp", CMDURI_MATCH_NONE},
    {"credit1", "com.myappxcredit1", "com.myapp", CMDURI_MATCH_NONE},
    {"credit1", "com.otherapp.credit1", "com.myapp", CMDURI_MATCH_NONE},
    {"credit", "com.myapp.credit1", "com.myapp", CMDURI_MATCH_NONE},
    {"credit12", "com.myapp.credit1", "com.myapp", CMDURI_MATCH_NONE},
    {"Credit1", "com.myapp.credit1", "com.myapp", CMDURI_MATCH_NONE},
    {"credit1", "com.myapp.credit1", "", CMDURI_MATCH_NONE},
    {"credit1", "credit1", "", CMDURI_MATCH_EXACT},
    {"credit1", "com.myapp", "com.myapp", CMDURI_MATCH_NONE},
    {"credit1", "com.myapp.", "com.myapp", CMDURI_MATCH_NONE},
    {"", "com.myapp.", "com.myapp", CMDURI_MATCH_NONE},
    {"", "", "com.myapp", CMDURI_MATCH_NONE},
    {"", "com.myapp", "com.myapp", CMDURI_MATCH_NONE},
};

int
main (void)
{
  const struct cmduri_text application_id = cmduri_text_of ("com.myapp");
  const struct cmduri_text list[] = {
      cmduri_text_of ("com.myapp.b"), cmduri_text_of ("com.myapp.a"), cmduri_text_of ("a"),
      cmduri_text_of ("a"),           cmduri_text_of ("com.myapp.b"),
  };

  for (size_t i = 0; i < sizeof matches / sizeof matches[0]; i++)
    tap_check (cmduri_product_id_match (
                   cmduri_text_of (matches[i].requested), cmduri_text_of (matches[i].candidate),
                   cmduri_text_of (matches[i].application_id)) == matches[i].match,
               "'%s' for '%s'", matches[i].requested, matches[i].candidate);

  tap_check (cmduri_product_id_resolve (cmduri_text_of ("a"), application_id, list, 5) == 2,
             "an exact match wins over a prefixed one before it");
  tap_check (cmduri_product_id_resolve (cmduri_text_of ("b"), application_id, list, 5) == 0,
             "the first of equals wins");
  tap_check (cmduri_product_id_resolve (cmduri_text_of ("c"), application_id, list, 5) == 5,
             "what is not there is not found");
  tap_check (cmduri_product_id_resolve (cmduri_text_of ("a"), application_id, NULL, 0) == 0,
             "nothing is found in an empty list");
  tap_check (cmduri_product_id_resolve (cmduri_text_of (NULL), application_id, list, 5) == 5,
             "no request is not found");
  return tap_done ();
}
