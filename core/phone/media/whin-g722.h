/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes the elements "whing722enc" and "whing722dec" (ITU-T G.722 at 64 kbit/s, by libspandsp)
 * known to this process. FALSE when GStreamer refuses. */
gboolean whin_g722_register (void);

G_END_DECLS
