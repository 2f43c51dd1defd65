/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "portal/brand.h"
#include "portal/buffer.h"
#include "portal/key-file.h"

/* What brand.ini says, as the XML that phones read. Each function is false, with the reason
 * appended to `message`, when the file says something that can't be served. */

/* Code, name, scheme and colour. */
bool
brand_document_identity (const struct key_file *file, struct brand *brand, struct buffer *message);

/* Everything of <brand> but its start tag, which differs between live and test version. */
bool brand_document_append (const struct key_file *file,
                            const struct brand *brand,
                            struct buffer *xml,
                            struct buffer *message);

/* The whole <quickDials> document (wire-protocols, section 4). */
bool brand_document_append_quick_dials (const struct key_file *file,
                                        struct buffer *xml,
                                        struct buffer *message);
