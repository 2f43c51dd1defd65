/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes the element "whinconceal" known to this process: it stands after a decoder that knows
 * nothing of losses, and turns the gaps in its stream into sound (WhinConcealer). FALSE when
 * GStreamer refuses. */
gboolean whin_conceal_filter_register (void);

G_END_DECLS
