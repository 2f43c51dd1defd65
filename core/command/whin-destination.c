/* SPDX-License-Identifier: Apache-2.0 */
#include "core/command/whin-destination.h"

G_DEFINE_BOXED_TYPE (WhinDestination,
                     whin_destination,
                     whin_destination_copy,
                     whin_destination_free)

WhinDestination *
whin_destination_copy (const WhinDestination *self)
{
  WhinDestination *copy = g_new0 (WhinDestination, 1);

  *copy = *self;
  copy->product_id = g_strdup (self->product_id);
  copy->relative = g_strdup (self->relative);
  copy->number = g_strdup (self->number);
  return copy;
}

void
whin_destination_free (WhinDestination *self)
{
  g_free (self->product_id);
  g_free (self->relative);
  g_free (self->number);
  g_free (self);
}
