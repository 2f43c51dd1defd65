/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The contract of cmduri_parse() with its caller: where texts lie, and what memory it touches. What
 * URIs mean is the corpus' matter. */

static bool
lies_in (struct cmduri_text text, const char *start, size_t length)
{
  return text.start >= start && text.start + text.length <= start + length;
}

static bool
is_text (struct cmduri_text text, const char *string)
{
  return cmduri_text_equal (text, cmduri_text_of (string));
}

static void
check_ranges (void)
{
  const char *plain = "app:settings/topup?product_id=com.myapp.credit1&action=buy";
  const char *encoded = "app:settings/topup?product_id=a%20b";
  const char *wrapped = "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Fproduct_id%3Da%2520b";
  char buffer[CMDURI_MAX_LENGTH];
  struct cmduri uri;

  cmduri_parse (plain, strlen (plain), NULL, NULL, 0, &uri);
  tap_check (uri.error == CMDURI_ERROR_NONE && is_text (uri.product_id, "com.myapp.credit1") &&
                 lies_in (uri.product_id, plain, strlen (plain)),
             "what needs no decoding is a range of the text, without any buffer");
  cmduri_parse (encoded, strlen (encoded), NULL, buffer, sizeof buffer, &uri);
  tap_check (is_text (uri.product_id, "a b") && lies_in (uri.product_id, buffer, sizeof buffer),
             "what is decoded lies in the buffer");
  cmduri_parse (wrapped, strlen (wrapped), NULL, buffer, sizeof buffer, &uri);
  tap_check (is_text (uri.product_id, "a b") && lies_in (uri.product_id, buffer, sizeof buffer),
             "in a wrapper too");
  cmduri_parse ("app:settings/topup", 18, NULL, buffer, sizeof buffer, &uri);
  tap_check (uri.product_id.start == NULL && uri.product_id.length == 0,
             "a parameter that was not given has no start");
  cmduri_parse ("app:settings/topup?product_id=", 30, NULL, buffer, sizeof buffer, &uri);
  tap_check (uri.product_id.start != NULL && uri.product_id.length == 0,
             "one that was given empty has one");
  cmduri_parse ("app:keypadXYZ", 10, NULL, buffer, sizeof buffer, &uri);
  tap_check (uri.command == CMDURI_COMMAND_KEYPAD, "the length counts, not a zero");
  cmduri_parse ("app:keypad\0", 11, NULL, buffer, sizeof buffer, &uri);
  tap_check (uri.error == CMDURI_ERROR_CONTROL_CHARACTER && uri.error_offset == 10,
             "a zero is a byte like others");
  tap_check (cmduri_parse ("app:d/", 6, NULL, buffer, sizeof buffer, &uri) ==
                     CMDURI_ERROR_UNKNOWN_COMMAND &&
                 uri.hint == CMDURI_COMMAND_QD,
             "a slash behind a name of one letter is no part of it");
  const char *const none[] = {NULL};
  tap_check (cmduri_parse ("cloudsip:1", 10, none, buffer, sizeof buffer, &uri) ==
                     CMDURI_ERROR_UNKNOWN_SCHEME &&
                 cmduri_parse ("app:qd", 6, none, buffer, sizeof buffer, &uri) == CMDURI_ERROR_NONE,
             "a list without a name is no missing list");
  cmduri_parse (NULL, 0, NULL, NULL, 0, &uri);
  tap_check (uri.error == CMDURI_ERROR_EMPTY, "nothing at all is empty");

  const char *both = "app:?action=navigate&tab=browser&relative=%2Fa&reload=%74rue";
  cmduri_parse (both, strlen (both), NULL, buffer, strlen (both), &uri);
  tap_check (is_text (uri.relative, "/a") && uri.reload, "several decoded texts lie side by side");
  const char *call = "cloudsip:%2B420?dialAction=%66ax";
  cmduri_parse (call, strlen (call), NULL, buffer, strlen (call), &uri);
  tap_check (is_text (uri.number, "+420") && is_text (uri.dial_action_text, "fax"),
             "of a call too");
}

static void
check_small_buffers (void)
{
  const char *const texts[] = {
      "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dcom.myapp.credit1",
      "app:settings/topup?product_id=%41%42&%61ction=buy",
      "cloudsip:%2B420?dialAction=%66ax",
      "app:?%61ction=n%61vigate&t%61b=qd#%41",
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    size_t length = strlen (texts[i]);
    struct cmduri whole, uri;
    char first[CMDURI_MAX_LENGTH];
    bool good = true;
    cmduri_parse (texts[i], length, NULL, first, sizeof first, &whole);
    for (size_t size = 0; size <= length; size++) {
      char *buffer = malloc (size + (size == 0));
      cmduri_parse (texts[i], length, NULL, buffer, size, &uri);
      if (size == length)
        good = good && uri.error == CMDURI_ERROR_NONE;
      good = good && (uri.error == CMDURI_ERROR_TOO_LONG ||
                      (uri.error == CMDURI_ERROR_NONE && uri.command == whole.command &&
                       uri.buy == whole.buy));
      free (buffer);
    }
    tap_check (good, "buffers of all sizes: %s", texts[i]);
  }
}

/* Inputs end, and begin, at pages that cannot be read. */
static void
check_guard_pages (void)
{
  const char *const texts[] = {"app:keypad",
                               "app:settings/topup?product_id=%",
                               "app:settings/topup?product_id=%4",
                               "app:settings/topup?product_id=%41",
                               "app:settings/topup?product_id=\xC3",
                               "app:settings/topup?product_id=%E2%82",
                               "cloudsip:?_cmd=app%3Akeypad%25",
                               "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Fproduct_id%3D%25C3",
                               "cloudsip:?_cmd=app%3Anosuch",
                               "cloudsip:?_cmd=",
                               "cloudsip:?_cmd",
                               "cloudsip:+420;x",
                               "cscommand:balance-update/",
                               "app:?action=navigate&tab=qd#",
                               "nothing"};
  const size_t page = (size_t)sysconf (_SC_PAGESIZE);
  char *pages = mmap (NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char buffer[CMDURI_MAX_LENGTH];
  struct cmduri uri;
  bool same = true;

  if (!tap_check (pages != MAP_FAILED && mprotect (pages, page, PROT_NONE) == 0 &&
                      mprotect (pages + 2 * page, page, PROT_NONE) == 0,
                  "guard pages are in place"))
    return;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    for (size_t length = 0; length <= strlen (texts[i]); length++) {
      char *end = pages + 2 * page - length;
      char *start = pages + page;
      memcpy (end, texts[i], length);
      enum cmduri_error at_end = cmduri_parse (end, length, NULL, buffer, sizeof buffer, &uri);
      memcpy (start, texts[i], length);
      same = same && cmduri_parse (start, length, NULL, buffer, sizeof buffer, &uri) == at_end;
    }
  tap_check (same, "every beginning of every text is read within its bounds");
  munmap (pages, 3 * page);
}

static void
check_schemes (void)
{
  const char *const none[] = {NULL};
  const char *const three[] = {"cloudsip", "sip", "Tel", NULL};
  char buffer[CMDURI_MAX_LENGTH];
  struct cmduri uri;

  tap_check (cmduri_parse ("cloudsip:1", 10, none, buffer, sizeof buffer, &uri) ==
                 CMDURI_ERROR_UNKNOWN_SCHEME,
             "an empty array knows no scheme");
  tap_check (cmduri_parse ("app:keypad", 10, none, buffer, sizeof buffer, &uri) ==
                 CMDURI_ERROR_NONE,
             "app is always known");
  tap_check (cmduri_parse ("tel:1", 5, three, buffer, sizeof buffer, &uri) == CMDURI_ERROR_NONE &&
                 uri.kind == CMDURI_KIND_CALL,
             "each of several schemes is known");
  tap_check (cmduri_parse ("sip:a@b", 7, three, buffer, sizeof buffer, &uri) == CMDURI_ERROR_NONE &&
                 is_text (uri.number, "a@b"),
             "an address is a number");
}

static void
check_warning_offsets (void)
{
  const char *text = "cloudsip:?_cmd=app%3A%2F%2Fkeypad%2F%3Fx%3D1%26y%3D%20%23z";
  char buffer[CMDURI_MAX_LENGTH];
  struct cmduri uri;

  cmduri_parse (text, strlen (text), NULL, buffer, sizeof buffer, &uri);
  tap_check (uri.warnings == (1u << CMDURI_WARNING_SLASHES | 1u << CMDURI_WARNING_TRAILING_SLASH |
                              1u << CMDURI_WARNING_UNKNOWN_PARAMETER |
                              1u << CMDURI_WARNING_RAW_CHARACTER | 1u << CMDURI_WARNING_FRAGMENT),
             "the warnings are found");
  tap_check (strncmp (text + uri.warning_offsets[CMDURI_WARNING_SLASHES], "%2F%2Fkey", 9) == 0,
             "slashes");
  tap_check (strncmp (text + uri.warning_offsets[CMDURI_WARNING_TRAILING_SLASH], "%2F%3Fx", 7) == 0,
             "the trailing slash");
  tap_check (strncmp (text + uri.warning_offsets[CMDURI_WARNING_UNKNOWN_PARAMETER], "x%3D1", 5) ==
                 0,
             "the first of two unknown parameters");
  tap_check (strncmp (text + uri.warning_offsets[CMDURI_WARNING_RAW_CHARACTER], "%20", 3) == 0,
             "the space");
  tap_check (strncmp (text + uri.warning_offsets[CMDURI_WARNING_FRAGMENT], "%23z", 4) == 0,
             "the fragment");
}

/* Every byte in every way of writing two hexadecimal digits, and every pair that is none. */
static void
check_hexadecimal (void)
{
  static const char digits[] = "0123456789abcdefABCDEF";
  char buffer[64];
  unsigned bad = 0;

  for (unsigned high = 0x21; high < 0x7F; high++)
    for (unsigned low = 0x21; low < 0x7F; low++) {
      const char pair[3] = {(char)high, (char)low, '\0'};
      char text[64];
      struct cmduri uri;
      snprintf (text, sizeof text, "app:settings/topup?product_id=%%%s", pair);
      cmduri_parse (text, strlen (text), NULL, buffer, sizeof buffer, &uri);
      if (strchr (digits, (int)high) == NULL || strchr (digits, (int)low) == NULL) {
        bad += uri.error != CMDURI_ERROR_BAD_PERCENT_ENCODING;
        continue;
      }
      unsigned long byte = strtoul (pair, NULL, 16);
      if (byte < 0x20 || byte == 0x7F)
        bad += uri.error != CMDURI_ERROR_CONTROL_CHARACTER;
      else if (byte >= 0x80)
        bad += uri.error != CMDURI_ERROR_BAD_UTF8;
      else
        bad += uri.error != CMDURI_ERROR_NONE || uri.product_id.length != 1 ||
               (unsigned char)uri.product_id.start[0] != byte;
    }
  tap_check (bad == 0, "every pair after a %%");
}

int
main (void)
{
  check_hexadecimal ();
  check_ranges ();
  check_small_buffers ();
  check_guard_pages ();
  check_schemes ();
  check_warning_offsets ();
  return tap_done ();
}
