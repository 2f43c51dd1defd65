/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * WhinMediaGate:
 *
 * Lets in what comes from the address where the other side said that it is, whatever the port (a
 * router on the way may change that), and drops what anybody else sends: a call that isn't
 * encrypted has no other mark of who speaks in it.
 */
typedef struct _WhinMediaGate WhinMediaGate;

/* Shut until it knows an address. */
WhinMediaGate *whin_media_gate_new (void);
void whin_media_gate_unref (WhinMediaGate *self);

/* @address: an IP address. */
void whin_media_gate_set_address (WhinMediaGate *self, const char *address);

/* Stands behind @source, an udpsrc, from now on. */
void whin_media_gate_guard (WhinMediaGate *self, GstElement *source);

G_END_DECLS
