/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why the phone could not do what was asked. The message of each error is a sentence for people. */
#define WHIN_PHONE_ERROR (whin_phone_error_quark ())
GQuark whin_phone_error_quark (void);

typedef enum {
  WHIN_PHONE_ERROR_NO_LINE,    /* the line isn't registered; its "reason" says why */
  WHIN_PHONE_ERROR_BAD_NUMBER, /* nothing that can be dialled */
  WHIN_PHONE_ERROR_NOT_NOW,    /* the call's state doesn't allow it */
  WHIN_PHONE_ERROR_TOO_MANY,   /* WHIN_PHONE_MAX_CALLS are under way */
  WHIN_PHONE_ERROR_REFUSED,    /* the other side refused */
  WHIN_PHONE_ERROR_MEDIA,      /* no audio device, or no codec in common */
  WHIN_PHONE_ERROR_SETTINGS,   /* the account's settings make no line */
} WhinPhoneError;

G_END_DECLS
