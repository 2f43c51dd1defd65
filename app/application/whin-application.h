/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/brand/whin-brand.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinApplication: the one running phone of a brand: owns session, dispatcher and window, and is
 * the door for URIs from outside. */
#define WHIN_TYPE_APPLICATION (whin_application_get_type ())
G_DECLARE_FINAL_TYPE (WhinApplication, whin_application, WHIN, APPLICATION, AdwApplication)

/* URIs that arrive before the kept state is read wait; further ones than this are dropped. */
#define WHIN_APPLICATION_MAX_WAITING 32

WhinApplication *whin_application_new (WhinBrand *brand);

G_END_DECLS
