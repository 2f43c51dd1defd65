/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-tone.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * whin_tone_source_new:
 * @max_ms: it ends then; 0: when the tone does
 *
 * Returns: (transfer floating): a live element with a source pad of raw audio: the clock alone sets
 * its pace, whatever takes the samples
 */
GstElement *whin_tone_source_new (const WhinTone *tone, guint max_ms);

G_END_DECLS
