/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-parser.h"

#include <glib.h>

#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>

static const msg_mclass_t *usual;

static gboolean
is_address (const sip_contact_t *contact)
{
  return contact->m_url->url_type == url_sip || contact->m_url->url_type == url_sips;
}

/* The stack follows 302 and 305 by itself: to whatever number, and with the headers that the
 * Contact asks for in the new request (RFC 3261, section 19.1.1). Under another number of the same
 * meaning it leaves that to WhinSipCall; 305, which names another server, has no such place. */
static void
keep_from_following (sip_status_t *status)
{
  if (status->st_status == 302)
    status->st_status = 301;
  else if (status->st_status == 305)
    status->st_status = 380;
}

/* Called when the headers have been read. */
static issize_t
extract_body (msg_t *message, msg_pub_t *public, char *bytes, isize_t size, int is_end)
{
  sip_t *sip = (sip_t *)public;
  sip_contact_t **link = &sip->sip_contact;

  while (*link != NULL) {
    if (is_address (*link)) {
      (*link)->m_url->url_headers = NULL; /* nobody writes headers into our requests */
      link = &(*link)->m_next;
    } else {
      *link = (*link)->m_next;
    }
  }
  if (sip->sip_status != NULL)
    keep_from_following (sip->sip_status);
  return usual->mc_extract_body (message, public, bytes, size, is_end);
}

const msg_mclass_t *
whin_sip_parser_get (void)
{
  static msg_mclass_t *parser; /* lives as long as the process, as the stack's own */

  if (parser == NULL) {
    usual = sip_default_mclass ();
    parser = msg_mclass_clone (usual, 0, msg_mclass_copy);
    g_assert (parser != NULL);
    parser->mc_extract_body = extract_body;
  }
  return parser;
}
