/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/command/whin-dial-rule.h"

#include "cmduri/cmduri.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* WhinDestination: where a navigation command leads; a boxed, immutable value for the "navigate"
 * signal. */
typedef struct {
  enum cmduri_command command; /* settings, settings/topup, …, browser; an update that came from
                                  outside leads nowhere but raises the window */
  char *product_id;            /* settings/topup, settings/addons: or NULL */
  gboolean buy;                /* propose the purchase of product_id at once */
  char *relative;              /* browser: to be merged onto the tab's address, or NULL */
  gboolean reload;             /* browser: also when the address is the same */
  gboolean reset;              /* browser: back to the configured address */
  char *number;                /* keypad: to be filled in, or NULL */
  WhinDial dial;               /* keypad: what becomes of number */
  gboolean callback;           /* keypad: by the provider's callback in place of the line */
  gboolean raise;              /* came from outside: present the window */
} WhinDestination;

#define WHIN_TYPE_DESTINATION (whin_destination_get_type ())
GType whin_destination_get_type (void);

/* (transfer full) */
WhinDestination *whin_destination_copy (const WhinDestination *self);
void whin_destination_free (WhinDestination *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinDestination, whin_destination_free)

G_END_DECLS
