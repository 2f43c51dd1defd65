/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-dial-pad.h"

#include "app/keypad/whin-dial-key.h"

struct _WhinDialPad {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (WhinDialPad, whin_dial_pad, ADW_TYPE_BIN)

static void
whin_dial_pad_class_init (WhinDialPadClass *klass)
{
  g_type_ensure (WHIN_TYPE_DIAL_KEY);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/whinchat/Whinchat/whin-dial-pad.ui");
}

static void
whin_dial_pad_init (WhinDialPad *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
