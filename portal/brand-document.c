/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/brand-document.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "portal/color.h"
#include "portal/utf8.h"
#include "portal/xml-fragment.h"

/* From brand.ini to the documents that are served. What the phone would leave out or misread is
 * refused here, with its group and key, so that the provider learns of it and not the subscriber.
 */

#define DEFAULT_ACCENT "#1a5fb4"
#define TAB_GROUP "WebTab "
#define QUICK_DIAL_GROUP "QuickDial "

/* RFC 3986, section 3.1. */
static bool
is_scheme (const char *scheme)
{
  /* A link of such a scheme means something else already. */
  static const char *const taken[] = {"app",        "cscommand", "http",  "https", "file",
                                      "javascript", "data",      "about", "blob",  "csc",
                                      "ftp",        "mailto",    NULL};
  size_t length = strlen (scheme);

  for (size_t i = 0; taken[i] != NULL; i++)
    if (strcmp (scheme, taken[i]) == 0)
      return false;
  return length > 0 && length < BRAND_SCHEME_SIZE && scheme[0] >= 'a' && scheme[0] <= 'z' &&
         strspn (scheme, "abcdefghijklmnopqrstuvwxyz0123456789+-.") == length;
}

/* Two or more elements of letters, digits, _ and -, separated by dots, none beginning with a digit
 * (D-Bus Specification, "Bus names", without the unique ones). */
static bool
is_application_id (const char *id)
{
  size_t dots = 0;

  if (strlen (id) > 255)
    return false;
  for (;; id++) {
    size_t length = strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    if (length == 0 || (*id >= '0' && *id <= '9'))
      return false;
    id += length;
    if (*id == '\0')
      return dots > 0;
    if (*id != '.')
      return false;
    dots++;
  }
}

/* RFC 1122, section 3.2.1.3 (127.0.0.0/8), and RFC 4291, section 2.5.3. */
static bool
is_loopback (const char *host, size_t length)
{
  char text[INET6_ADDRSTRLEN];
  struct in_addr address;

  if (length >= sizeof text)
    return false;
  memcpy (text, host, length);
  text[length] = '\0';
  return strcasecmp (text, "localhost") == 0 || strcmp (text, "[::1]") == 0 ||
         (inet_pton (AF_INET, text, &address) == 1 && ntohl (address.s_addr) >> 24 == 127);
}

/* An https origin, an http one on loopback, or the portal's own: whom the phone agrees to trust. */
static bool
is_origin (const char *origin)
{
  bool secure = strncmp (origin, "https://", 8) == 0;
  const char *host = origin + (secure ? 8 : 7);
  size_t length;

  if (strcmp (origin, BRAND_PORTAL_WORD) == 0)
    return true;
  if (!secure && strncmp (origin, "http://", 7) != 0)
    return false;
  length = host[0] == '[' ? strcspn (host, "]") + 1 : strcspn (host, ":/");
  if (length == 0 || strspn (host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789.-_:[]") != strcspn (host, "/"))
    return false;
  if (host[strcspn (host, "/")] != '\0' && strcmp (strchr (host, '/'), "/") != 0)
    return false;
  return secure || is_loopback (host, length);
}

static bool
is_value (const char *value)
{
  /* A value may have several lines (custom headers), nothing else below a space. */
  size_t length = strlen (value);

  for (size_t i = 0; i < length; i++)
    if (((unsigned char)value[i] < 0x20 && strchr ("\n\r\t", value[i]) == NULL) || value[i] == 0x7f)
      return false;
  return length <= BRAND_VALUE_MAXIMUM;
}

static void
append_element (struct buffer *xml, const char *indent, const char *name, const char *text)
{
  buffer_append_format (xml, "%s<%s>", indent, name);
  buffer_append_escaped (xml, text);
  buffer_append_format (xml, "</%s>\n", name);
}

/* Nothing when the value is NULL. */
static void
append_attribute (struct buffer *xml, const char *name, const char *value)
{
  if (value == NULL)
    return;
  buffer_append_format (xml, "%s=\"", name);
  buffer_append_escaped (xml, value);
  buffer_append_text (xml, "\"");
}

static void
append_trimmed (struct buffer *out, const char *text, size_t length)
{
  while (length > 0 && strchr (" \t", text[length - 1]) != NULL)
    length--;
  while (length > 0 && strchr (" \t", *text) != NULL) {
    text++;
    length--;
  }
  buffer_append (out, text, length);
}

static bool
append_origin (struct buffer *xml, const char *origin, size_t *count, struct buffer *message)
{
  if (origin[0] == '\0')
    return true;
  if (!is_origin (origin))
    buffer_append_format (
        message, "[Brand] TrustedOrigins: \"%s\" is no https origin, nor http on loopback", origin);
  else if (++*count > BRAND_MAXIMUM_ORIGINS)
    buffer_append_format (message, "[Brand] TrustedOrigins: more than %d", BRAND_MAXIMUM_ORIGINS);
  else
    append_element (xml, "  ", "trustedOrigin", origin);
  return message->length == 0;
}

static bool
append_origins (struct buffer *xml, const char *list, struct buffer *message)
{
  struct buffer value = BUFFER_EMPTY;
  size_t count = 0;
  bool fine = true;

  while (fine) {
    size_t length = strcspn (list, ";");

    buffer_clear (&value);
    append_trimmed (&value, list, length);
    fine = append_origin (xml, buffer_text (&value), &count, message);
    if (list[length] == '\0')
      break;
    list += length + 1;
  }
  buffer_clear (&value);
  return fine;
}

static bool
tab_is_usable (const char *id, const char *title, const char *icon, const char *url)
{
  return id[0] != '\0' && url != NULL && url[0] != '\0' && utf8_is_line (url, 2048) &&
         (title == NULL || utf8_is_line (title, 128)) && (icon == NULL || utf8_is_line (icon, 128));
}

/* A tab without a title is called by its ID, as in the phone. */
static bool
append_tab (struct buffer *xml,
            const struct key_file *file,
            const char *group,
            struct buffer *message)
{
  const char *start = group + strlen (TAB_GROUP);
  const char *title = key_file_value (file, group, "Title");
  const char *icon = key_file_value (file, group, "Icon");
  const char *url = key_file_value (file, group, "Url");
  struct buffer id = BUFFER_EMPTY;
  bool fine;

  append_trimmed (&id, start, strlen (start));
  fine = tab_is_usable (buffer_text (&id), title, icon, url);
  if (fine) {
    append_attribute (xml, "  <webTab id", buffer_text (&id));
    append_attribute (xml, " title", title);
    append_attribute (xml, " icon", icon);
    buffer_append_text (xml, ">");
    buffer_append_escaped (xml, url);
    buffer_append_text (xml, "</webTab>\n");
  } else {
    buffer_append_format (message, "[%s] needs a Url of one line; Title and Icon are short", group);
  }
  buffer_clear (&id);
  return fine;
}

/* A subtree is served as the element that it is; text is escaped. */
static bool
append_node (struct buffer *xml, const struct key_file_entry *entry, struct buffer *message)
{
  struct xml_fragment_error error;

  if (!xml_name_is_valid (entry->key, strlen (entry->key)) || !is_value (entry->value)) {
    buffer_append_format (message, "[Account] %s: not a usable account node", entry->key);
    return false;
  }
  if (entry->value[0] != '<') {
    append_element (xml, "    ", entry->key, entry->value);
    return true;
  }
  if (!xml_fragment_check (entry->value, entry->key, &error)) {
    buffer_append_format (message, "[Account] %s: not a usable subtree: %s (byte %zu)", entry->key,
                          error.message, error.offset);
    return false;
  }
  buffer_append_format (xml, "    %s\n", entry->value);
  return true;
}

static bool
append_account (struct buffer *xml, const struct key_file *file, struct buffer *message)
{
  size_t count = 0;

  buffer_append_text (xml, "  <account>\n");
  for (size_t i = 0; i < file->entry_count; i++) {
    if (strcmp (file->groups[file->entries[i].group], "Account") != 0)
      continue;
    if (++count > BRAND_MAXIMUM_NODES) {
      buffer_append_format (message, "[Account]: more than %d nodes", BRAND_MAXIMUM_NODES);
      return false;
    }
    if (!append_node (xml, &file->entries[i], message))
      return false;
  }
  buffer_append_text (xml, "  </account>\n");
  return true;
}

/* wire-protocols, section 4. */
static bool
append_quick_dial (struct buffer *xml,
                   const struct key_file *file,
                   const char *group,
                   struct buffer *message)
{
  const char *name = key_file_value (file, group, "DisplayName");
  const char *uri = key_file_value (file, group, "Uri");
  const char *priority = key_file_value (file, group, "Priority");

  if (priority == NULL)
    priority = "20";
  if (name == NULL || uri == NULL || !utf8_is_line (name, 128) || !utf8_is_line (uri, 256) ||
      strspn (priority, "0123456789") != strlen (priority) || strlen (priority) > 6) {
    buffer_append_format (message, "[%s] needs a DisplayName and a Uri; Priority is a number",
                          group);
    return false;
  }
  buffer_append_text (xml, "    <item id=\"");
  buffer_append_escaped (xml, group + strlen (QUICK_DIAL_GROUP));
  buffer_append_format (xml, "\" priority=\"%s\">\n", priority);
  append_element (xml, "      ", "displayName", name);
  append_element (xml, "      ", "uri", uri);
  buffer_append_text (xml, "    </item>\n");
  return true;
}

static bool
starts_with (const char *text, const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0 && text[strlen (prefix)] != '\0';
}

static size_t
count_groups (const struct key_file *file, const char *prefix)
{
  size_t count = 0;

  for (size_t i = 0; i < file->group_count; i++)
    count += starts_with (file->groups[i], prefix);
  return count;
}

static bool
append_groups (
    const struct key_file *file,
    const char *prefix,
    struct buffer *xml,
    struct buffer *message,
    bool (*append) (struct buffer *, const struct key_file *, const char *, struct buffer *))
{
  for (size_t i = 0; i < file->group_count; i++)
    if (starts_with (file->groups[i], prefix) && !append (xml, file, file->groups[i], message))
      return false;
  return true;
}

/* Nothing when too long. */
static void
lower_case (const char *text, char *lower, size_t size)
{
  size_t i = 0;

  for (; strlen (text) < size && text[i] != '\0'; i++)
    lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
  lower[i] = '\0';
}

bool
brand_document_identity (const struct key_file *file, struct brand *brand, struct buffer *message)
{
  const char *code = key_file_value (file, "Brand", "CloudId");
  const char *name = key_file_value (file, "Brand", "Name");
  const char *given = key_file_value (file, "Brand", "Scheme");
  const char *accent = key_file_value (file, "Brand", "AccentColor");
  const char *application = key_file_value (file, "Brand", "ApplicationId");

  char scheme[BRAND_SCHEME_SIZE];
  struct color color;

  lower_case (given && given[0] ? given : "cloudsip", scheme, sizeof scheme);
  if (accent == NULL || accent[0] == '\0')
    accent = DEFAULT_ACCENT;
  if (code == NULL || !brand_code_is_valid (code, strlen (code)))
    buffer_append_text (message, "[Brand] CloudId: 1 to 32 letters, digits, - or _");
  else if (name == NULL || name[0] == '\0' || !utf8_is_line (name, BRAND_NAME_SIZE - 1))
    buffer_append_text (message, "[Brand] Name: one line of at most 128 bytes");
  else if (!is_scheme (scheme))
    buffer_append_text (message, "[Brand] Scheme: a URI scheme of the phone's own");
  else if (!color_parse (accent, &color))
    buffer_append_text (message, "[Brand] AccentColor: written #rrggbb");
  else if (application != NULL && !is_application_id (application))
    buffer_append_text (message, "[Brand] ApplicationId: written org.example.App");
  if (message->length > 0)
    return false;
  *brand = (struct brand){0};
  snprintf (brand->code, sizeof brand->code, "%s", code);
  snprintf (brand->name, sizeof brand->name, "%s", name);
  snprintf (brand->scheme, sizeof brand->scheme, "%s", scheme);
  snprintf (brand->accent, sizeof brand->accent, "%s", accent);
  return true;
}

bool
brand_document_append (const struct key_file *file,
                       const struct brand *brand,
                       struct buffer *xml,
                       struct buffer *message)
{
  const char *application = key_file_value (file, "Brand", "ApplicationId");
  const char *origins = key_file_value (file, "Brand", "TrustedOrigins");

  append_element (xml, "  ", "name", brand->name);
  if (application != NULL)
    append_element (xml, "  ", "applicationId", application);
  append_element (xml, "  ", "scheme", brand->scheme);
  append_element (xml, "  ", "accentColor", brand->accent);
  if (count_groups (file, TAB_GROUP) > BRAND_MAXIMUM_TABS) {
    buffer_append_format (message, "more than %d web tabs", BRAND_MAXIMUM_TABS);
    return false;
  }
  return (origins == NULL || append_origins (xml, origins, message)) &&
         append_groups (file, TAB_GROUP, xml, message, append_tab) &&
         append_account (xml, file, message);
}

bool
brand_document_append_quick_dials (const struct key_file *file,
                                   struct buffer *xml,
                                   struct buffer *message)
{
  bool fine;

  buffer_append_text (xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<quickDials>\n  <quickDial>\n");
  fine = append_groups (file, QUICK_DIAL_GROUP, xml, message, append_quick_dial);
  buffer_append_text (xml, "  </quickDial>\n</quickDials>\n");
  return fine;
}
