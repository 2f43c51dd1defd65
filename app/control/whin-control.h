/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/brand/whin-brand.h"

G_BEGIN_DECLS

/* Exit status of the program. */
enum {
  WHIN_EXIT_FINE = 0,
  WHIN_EXIT_REFUSED = 1,
  WHIN_EXIT_USAGE = 2,
};

/* What `whinchat COMMAND` was told. */
typedef struct {
  WhinBrand *brand;
  const char *brand_file; /* as given by --brand, or NULL */
  const char *cloud_id;   /* sign-in: or NULL */
  const char *username;   /* sign-in */
  gboolean json;          /* status */
} WhinControl;

/* Each prints what people want to know and returns an exit status. No display is needed. */
int whin_control_sign_in (const WhinControl *control); /* password: one line of standard input */
int whin_control_sign_out (const WhinControl *control);
int whin_control_status (const WhinControl *control);

G_END_DECLS
