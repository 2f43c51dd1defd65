/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinUnbranded:
 *
 * Stands in for the phone where no brand says whose phone it is, for people who start it from
 * their desktop and see no terminal: one window that says what is missing and what to do.
 */
#define WHIN_TYPE_UNBRANDED (whin_unbranded_get_type ())
G_DECLARE_FINAL_TYPE (WhinUnbranded, whin_unbranded, WHIN, UNBRANDED, AdwApplication)

/* @application_id: of the installed desktop entry. @reason: why there is no brand, for people. */
WhinUnbranded *whin_unbranded_new (const char *application_id, const char *reason);

G_END_DECLS
