/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_MESSAGE_SUMMARY_MAX_BYTES 4096
#define WHIN_MESSAGE_SUMMARY_MAX_COUNT 99999

/* What waits in a voicemail (RFC 3842, section 5.2). */
typedef struct {
  gboolean waiting;
  guint new_messages; /* 0 without a count */
  guint old_messages;
} WhinMessageSummary;

/* Reads a body of application/simple-message-summary; FALSE when it isn't one. */
gboolean whin_message_summary_read (const char *body, gsize length, WhinMessageSummary *summary);

G_END_DECLS
