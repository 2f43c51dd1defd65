/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account-private.h"

G_BEGIN_DECLS

/**
 * whin_account_xml_parse:
 * @data: (array length=length): an `<account>` document (wire-protocols, section 3), hostile
 *
 * Returns: (transfer full) (element-type WhinAccountValue): its values; none for `<account/>`.
 * Errors: G_IO_ERROR_INVALID_DATA; a malformed document says nothing at all.
 */
GPtrArray *whin_account_xml_parse (const char *data, gsize length, GError **error);

G_END_DECLS
