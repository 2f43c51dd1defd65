/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * WhinStreamChoice:
 *
 * Which of the other side's audio streams is heard: the newest (a server that hands a call on opens
 * another one), and when that falls silent while an older one goes on, the older one again.
 */
typedef struct _WhinStreamChoice WhinStreamChoice;

/* @heard: the element that the chosen stream goes to; @leftovers: a funnel for the others. */
WhinStreamChoice *whin_stream_choice_new (GstElement *heard, GstElement *leftovers);

/* No stream flows any more. */
void whin_stream_choice_free (WhinStreamChoice *self);

/* In any thread. @pad brings a new stream; links it. */
void whin_stream_choice_add (WhinStreamChoice *self, GstPad *pad);

G_END_DECLS
