/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/store/whin-product.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define WHIN_PRODUCT_MAX_TEXT_BYTES 4096

/* From the store's JSON (portal, `GET …/products`); NULL when a member is missing, too long or
 * senseless. */
WhinProduct *whin_product_new_from_json (JsonObject *object);

/* (transfer full): the same shape. */
JsonObject *whin_product_to_json (WhinProduct *self);

G_END_DECLS
