/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/dummy/whin-dummy-provider.h"

G_BEGIN_DECLS

/* A script of WhinDummyProvider, read. */
typedef struct _WhinDummyScript WhinDummyScript;

typedef enum {
  WHIN_DUMMY_STEP_LINE,
  WHIN_DUMMY_STEP_VOICEMAIL,
  WHIN_DUMMY_STEP_VOICEMAIL_NUMBER,
  WHIN_DUMMY_STEP_RING,
  WHIN_DUMMY_STEP_OUTGOING,
  WHIN_DUMMY_STEP_ANSWER,
  WHIN_DUMMY_STEP_HOLD,
  WHIN_DUMMY_STEP_RESUME,
  WHIN_DUMMY_STEP_ENCRYPTION,
  WHIN_DUMMY_STEP_QUALITY,
  WHIN_DUMMY_STEP_DTMF,
  WHIN_DUMMY_STEP_REFUSE_TRANSFER,
  WHIN_DUMMY_STEP_STALL_TRANSFER,
  WHIN_DUMMY_STEP_END,
  WHIN_DUMMY_STEP_PASS_ON,
  WHIN_DUMMY_STEP_PLUG,
  WHIN_DUMMY_STEP_UNPLUG,
  WHIN_DUMMY_STEP_LEVEL,
} WhinDummyAction;

/* For a number of messages: the server says only that there are some. */
#define WHIN_DUMMY_UNCOUNTED G_MAXUINT

#define WHIN_DUMMY_MAX_WAIT_MS (10 * 60 * 1000)

typedef struct {
  guint wait_ms;
  WhinDummyAction action;
  guint call;   /* from 1; 0: the last one */
  guint value;  /* state, outcome, encryption, quality, SIP status, new messages, digit, kind of
                   device, loudness in percent */
  guint value2; /* old messages */
  char *text;   /* number, reason or device ID, or NULL */
  char *name;   /* display name or NULL */
} WhinDummyStep;

/* Errors: G_IO_ERROR_INVALID_DATA. */
WhinDummyScript *whin_dummy_script_new (const char *text, GError **error);
void whin_dummy_script_free (WhinDummyScript *self);

/* The step at @position or NULL after the last one; belongs to the script. */
const WhinDummyStep *whin_dummy_script_get (WhinDummyScript *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinDummyScript, whin_dummy_script_free)

G_END_DECLS
