/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"
#include "core/phone/sip/whin-sip-provider.h"
#include "core/testing/phone/whin-test-registrar.h"

G_BEGIN_DECLS

/* A phone whose microphone is a tone and whose speaker is a file. */
typedef struct {
  WhinAccount *account;
  WhinPhoneProvider *provider;
  WhinLine *line;
  char *folder;    /* the first call's sound is in "1.raw" there: 48 kHz, mono, 16 bits */
  WhinCall *call;  /* the newest incoming one */
  WhinCall *ended; /* the last one that ended */
  GString *digits; /* received on any call */
} WhinTestPhone;

/* @nodes: pairs of an account's node and value, NULL at the end; host (for the "transport" before
 * it), username and password are filled in for @name at @registrar. */
WhinTestPhone *whin_test_phone_new (WhinTestRegistrar *registrar,
                                    const char *name,
                                    guint tone_hz,
                                    const char *ca_file,
                                    ...) G_GNUC_NULL_TERMINATED;
void whin_test_phone_start (WhinTestPhone *self); /* and registers, or the test fails */
void whin_test_phone_free (WhinTestPhone *self);  /* un-registers */

/* Share of the energy of the last @ms heard in call @number that is at @hz, 0 to 1; 0 for silence.
 */
double whin_test_phone_measure (WhinTestPhone *self, guint number, guint hz, guint ms);

/* How many milliseconds were heard in call @number. */
guint whin_test_phone_count_ms (WhinTestPhone *self, guint number);

/* Waits until nothing more is heard in call @number. */
void whin_test_phone_await_silence (WhinTestPhone *self, guint number);

G_END_DECLS
