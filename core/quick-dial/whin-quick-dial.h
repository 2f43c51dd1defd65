/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* WhinQuickDial: one quick dial (wire-protocols, section 4); immutable. */
#define WHIN_TYPE_QUICK_DIAL (whin_quick_dial_get_type ())
G_DECLARE_FINAL_TYPE (WhinQuickDial, whin_quick_dial, WHIN, QUICK_DIAL, GObject)

/* Texts belong to the item. */
const char *whin_quick_dial_get_id (WhinQuickDial *self);
const char *whin_quick_dial_get_display_name (
    WhinQuickDial *self); /* the address when the provider gave none */
const char *whin_quick_dial_get_uri (WhinQuickDial *self);          /* number or SIP address */
const char *whin_quick_dial_get_portrait_uri (WhinQuickDial *self); /* https address or NULL */

G_END_DECLS
