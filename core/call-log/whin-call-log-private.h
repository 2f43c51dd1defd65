/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/call-log/whin-call-log.h"
#include "core/state/whin-state-file.h"

G_BEGIN_DECLS

/* The part of WhinCallLog that the session uses. */

WhinCallLog *whin_call_log_new (WhinStateFile *file, WhinStateFile *damaged_file);

/* Of an empty log. @kept is read as hostile: what can be read of it is restored, and if that is not
 * all, @kept is in the damaged file from then on. */
void whin_call_log_restore (WhinCallLog *self, GBytes *kept);

/* Hands over what is to be saved, so that the file can be waited for. */
void whin_call_log_flush (WhinCallLog *self);

G_END_DECLS
