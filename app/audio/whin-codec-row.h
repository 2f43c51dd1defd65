/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinCodecRow: the codecs that calls are offered with, the best first (node `codecOrder`), and the
 * person's own choice and order of them, where the provider allows one. */
#define WHIN_TYPE_CODEC_ROW (whin_codec_row_get_type ())
G_DECLARE_FINAL_TYPE (WhinCodecRow, whin_codec_row, WHIN, CODEC_ROW, AdwExpanderRow)

void whin_codec_row_set_account (WhinCodecRow *self, WhinAccount *account);

G_END_DECLS
