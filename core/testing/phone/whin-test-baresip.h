/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/testing/phone/whin-test-registrar.h"

G_BEGIN_DECLS

/* Another softphone: baresip, registered as the registrar's account of that name. It answers every
 * call at once, plays a tone, and keeps what it hears. */
typedef struct {
  char *folder;
  guint port; /* of its control interface */
  GSubprocess *process;
  GSocketConnection *control;
} WhinTestBaresip;

/* @codec: "pcmu/8000/1"; @encryption: "srtp-mand", or NULL. Fails where baresip isn't installed. */
WhinTestBaresip *whin_test_baresip_new (WhinTestRegistrar *registrar,
                                        const char *name,
                                        guint tone_hz,
                                        const char *codec,
                                        const char *encryption);
void whin_test_baresip_free (WhinTestBaresip *self);

/* "dial", "hangup", "hold", …; @parameter: or NULL. */
void whin_test_baresip_command (WhinTestBaresip *self, const char *command, const char *parameter);

/* As whin_test_phone_measure(), of what it heard last. */
double whin_test_baresip_measure (WhinTestBaresip *self, guint hz, guint ms);

G_END_DECLS
