/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/balance/whin-balance-answer.h"

#include "core/service/whin-json.h"
#include "core/service/whin-xml.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static char *
one_line (const char *text)
{
  g_autofree char *copy = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  copy = g_utf8_strlen (text, -1) > WHIN_BALANCE_MAX_CHARACTERS
             ? g_utf8_substring (text, 0, WHIN_BALANCE_MAX_CHARACTERS)
             : g_strdup (text);
  for (char *p = copy; *p != '\0'; p++) {
    if ((guchar)*p < 0x20 || *p == 0x7F)
      *p = ' ';
  }
  g_strstrip (copy);
  return *copy != '\0' ? g_steal_pointer (&copy) : NULL;
}

/* A service that failed says so in `error`: a number other than 0, or a text. */
static gboolean
says_error (const char *text)
{
  return text != NULL && *text != '\0' && strcmp (text, "0") != 0 &&
         g_ascii_strcasecmp (text, "false") != 0;
}

static char *
read_json (JsonObject *object, gboolean *failed)
{
  gint64 number = 0;

  whin_json_get_integer (object, "error", &number);
  *failed = number != 0 || says_error (whin_json_get_text (object, "error"));
  return one_line (whin_json_get_text (object, "balanceString"));
}

static char *
read_xml (const WhinXml *xml, gboolean *failed)
{
  const WhinXmlChild *child = whin_xml_find (xml, "error");

  *failed = strcmp (xml->root, "error") == 0 ||
            (child != NULL && (child->is_tree || says_error (child->value)));
  if (strcmp (xml->root, "balanceString") == 0)
    return one_line (xml->text);
  return one_line (whin_xml_find_text (xml, "balanceString"));
}

char *
whin_balance_answer_read (const WhinAnswer *answer, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (WhinXml) xml = NULL;
  g_autofree char *balance = NULL;
  gboolean failed = !whin_answer_is_success (answer);

  if (!failed && length > 0) {
    object = whin_json_parse (data, length, NULL);
    if (object == NULL)
      xml = whin_xml_parse (data, length, NULL);
    if (object != NULL)
      balance = read_json (object, &failed);
    else if (xml != NULL)
      balance = read_xml (xml, &failed);
  }
  if (failed && whin_answer_is_success (answer)) {
    g_autofree char *text = whin_answer_dup_error_text (answer);
    gboolean is_generic = object != NULL ? whin_json_get_text (object, "message") == NULL &&
                                               whin_json_get_text (object, "error") == NULL
                                         : strcmp (xml->root, "error") != 0 &&
                                               whin_xml_find_text (xml, "message") == NULL &&
                                               !whin_xml_find (xml, "error")->is_tree;

    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         is_generic ? _ ("The server could not tell the balance.") : text);
    return NULL;
  }
  if (failed) {
    g_autofree char *text = whin_answer_dup_error_text (answer);

    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, text);
    return NULL;
  }
  if (balance == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("The server’s answer holds no balance."));
  return g_steal_pointer (&balance);
}
