/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/brand/whin-brand.h"

G_BEGIN_DECLS

/**
 * whin_stored_account_forget:
 *
 * Signs out of a phone that isn't running: what it stored, secrets and what web tabs remember are
 * removed, without display or network. Nothing stored is no error. Blocks; for short-lived
 * programs.
 *
 * Error: for people, when something is left.
 */
gboolean whin_stored_account_forget (WhinBrand *brand, GError **error);

G_END_DECLS
