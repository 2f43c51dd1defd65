/* SPDX-License-Identifier: Apache-2.0 */
#include "app/window/whin-main-page.h"

#include "app/history/whin-history-page.h"
#include "app/keypad/whin-keypad-page.h"
#include "app/quick-dial/whin-quick-dial-page.h"
#include "app/web-tab/whin-web-tab-page.h"

#include <glib/gi18n.h>

/* Web tabs beyond this many aren't shown: the switcher has no room for them. */
#define MAX_WEB_TABS 4

/* Of the names in the switcher bar; style.css has the same. */
#define BAR_FONT_SCALE 0.72
#define BAR_NAME_MARGIN 4 /* or two names look like one */

enum {
  PROP_0,
  PROP_BAR_SHOWN,
  PROP_VISIBLE_TAB,
  N_PROPS,
};

struct _WhinMainPage {
  AdwBin parent_instance;

  WhinSession *session;
  WhinWebModule *module;
  GPtrArray *web_pages; /* (element-type WhinWebTabPage), owned by the stack, in their order */

  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *switcher_bar;
  AdwViewStack *stack;
  gboolean crowded;
  GtkButton *reload;
  WhinKeypadPage *keypad;
  WhinHistoryPage *history;
  AdwViewStackPage *history_tab;
  WhinQuickDialPage *quick_dial;
};

G_DEFINE_FINAL_TYPE (WhinMainPage, whin_main_page, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static WhinWebTabPage *
get_visible_web_page (WhinMainPage *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->stack);

  return WHIN_IS_WEB_TAB_PAGE (child) ? WHIN_WEB_TAB_PAGE (child) : NULL;
}

static gboolean
is_same (WhinWebTab *a, WhinWebTab *b)
{
  return g_str_equal (whin_web_tab_get_id (a), whin_web_tab_get_id (b)) &&
         g_str_equal (whin_web_tab_get_title (a), whin_web_tab_get_title (b)) &&
         g_str_equal (whin_web_tab_get_icon_name (a), whin_web_tab_get_icon_name (b)) &&
         g_str_equal (whin_web_tab_get_uri_template (a), whin_web_tab_get_uri_template (b));
}

static gboolean
shows_tabs (WhinMainPage *self, GListModel *tabs)
{
  guint n = MIN (g_list_model_get_n_items (tabs), MAX_WEB_TABS);

  if (n != self->web_pages->len)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (WhinWebTab) tab = g_list_model_get_item (tabs, i);
    if (!is_same (tab, whin_web_tab_page_get_tab (g_ptr_array_index (self->web_pages, i))))
      return FALSE;
  }
  return TRUE;
}

/* Whether the names of all tabs fit side by side into @width. */
static gboolean
names_fit (WhinMainPage *self, int width)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->switcher_bar), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));
  int widest = 0;

  pango_attr_list_insert (attributes, pango_attr_scale_new (BAR_FONT_SCALE));
  pango_layout_set_attributes (layout, attributes);
  for (guint i = 0; i < n; i++) {
    g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
    int name_width;

    pango_layout_set_text (layout, adw_view_stack_page_get_title (page), -1);
    pango_layout_get_pixel_size (layout, &name_width, NULL);
    widest = MAX (widest, name_width);
  }
  return (widest + 2 * BAR_NAME_MARGIN) * (int)n <= width;
}

/* Gives the bar's buttons, which lie somewhere below @widget, tooltips or none. */
static void
set_tooltips (GtkWidget *widget, gboolean crowded)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    g_autofree char *name = NULL;

    if (!GTK_IS_TOGGLE_BUTTON (child)) {
      set_tooltips (child, crowded);
      continue;
    }
    g_object_get (child, "label", &name, NULL);
    gtk_widget_set_tooltip_text (child, crowded ? name : NULL);
  }
}

/* In a crowded bar each tab is its icon, with its name in the tooltip and in the accessible tree;
 * the header names the one that is shown. */
static void
update_names (WhinMainPage *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->stack);
  AdwViewStackPage *page = child != NULL ? adw_view_stack_get_page (self->stack, child) : NULL;

  if (self->crowded)
    gtk_widget_add_css_class (GTK_WIDGET (self->switcher_bar), "crowded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->switcher_bar), "crowded");
  set_tooltips (GTK_WIDGET (self->switcher_bar), self->crowded);
  adw_view_switcher_title_set_subtitle (
      self->switcher_title,
      self->crowded && page != NULL ? adw_view_stack_page_get_title (page) : "");
}

/* Web views survive a provisioning that changed nothing about the tabs. */
static void
update_web_tabs (WhinMainPage *self)
{
  GListModel *tabs = whin_session_get_web_tabs (self->session);
  gboolean signed_in = whin_session_get_state (self->session) == WHIN_SESSION_SIGNED_IN;
  gboolean was_visible = get_visible_web_page (self) != NULL;
  guint n = signed_in ? MIN (g_list_model_get_n_items (tabs), MAX_WEB_TABS) : 0;

  if (signed_in && shows_tabs (self, tabs))
    return;
  for (guint i = 0; i < self->web_pages->len; i++)
    adw_view_stack_remove (self->stack, g_ptr_array_index (self->web_pages, i));
  g_ptr_array_set_size (self->web_pages, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (WhinWebTab) tab = g_list_model_get_item (tabs, i);
    WhinWebTabPage *page = whin_web_tab_page_new (self->module, self->session, tab);
    g_autofree char *name = i == 0 ? g_strdup ("browser") : g_strdup_printf ("browser-%u", i + 1);
    adw_view_stack_add_titled (self->stack, GTK_WIDGET (page), name, whin_web_tab_get_title (tab));
    adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->stack, GTK_WIDGET (page)),
                                       whin_web_tab_get_icon_name (tab));
    g_ptr_array_add (self->web_pages, page);
  }
  if (was_visible)
    adw_view_stack_set_visible_child_name (self->stack, n > 0 ? "browser" : "keypad");
  update_names (self);
}

static void
on_session_state (WhinSession *session, GParamSpec *pspec, WhinMainPage *self)
{
  if (whin_session_get_state (session) == WHIN_SESSION_SIGNED_OUT) {
    whin_keypad_page_set_number (self->keypad, "");
    adw_view_stack_set_visible_child_name (self->stack, "keypad");
  }
  update_web_tabs (self);
}

static void
on_visible_child (AdwViewStack *stack, GParamSpec *pspec, WhinMainPage *self)
{
  if (self->session == NULL) /* the template is being built */
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->reload), get_visible_web_page (self) != NULL);
  if (adw_view_stack_get_visible_child (stack) == GTK_WIDGET (self->keypad))
    whin_keypad_page_focus (self->keypad);
  update_names (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE_TAB]);
}

static void
on_missed (WhinCallLog *log, GParamSpec *pspec, WhinMainPage *self)
{
  guint missed = whin_call_log_get_missed (log);

  adw_view_stack_page_set_badge_number (self->history_tab, missed);
  adw_view_stack_page_set_needs_attention (self->history_tab, missed > 0);
}

static void
on_reveal (AdwViewSwitcherBar *bar, GParamSpec *pspec, WhinMainPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BAR_SHOWN]);
}

static void
whin_main_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinMainPage *self = WHIN_MAIN_PAGE (object);

  switch (id) {
  case PROP_BAR_SHOWN:
    g_value_set_boolean (value, adw_view_switcher_bar_get_reveal (self->switcher_bar));
    break;
  case PROP_VISIBLE_TAB:
    g_value_set_string (value, whin_main_page_get_visible_tab (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* The keypad is for typing at once. */
static void
whin_main_page_map (GtkWidget *widget)
{
  WhinMainPage *self = WHIN_MAIN_PAGE (widget);

  GTK_WIDGET_CLASS (whin_main_page_parent_class)->map (widget);
  if (adw_view_stack_get_visible_child (self->stack) == GTK_WIDGET (self->keypad))
    whin_keypad_page_focus (self->keypad);
}

static GtkSizeRequestMode
whin_main_page_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (adw_bin_get_child (ADW_BIN (widget)));
}

static void
whin_main_page_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
whin_main_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WhinMainPage *self = WHIN_MAIN_PAGE (widget);
  gboolean crowded = !names_fit (self, width);

  if (crowded != self->crowded) {
    self->crowded = crowded;
    update_names (self);
  }
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
whin_main_page_dispose (GObject *object)
{
  WhinMainPage *self = WHIN_MAIN_PAGE (object);

  g_clear_pointer (&self->web_pages, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->module);
  G_OBJECT_CLASS (whin_main_page_parent_class)->dispose (object);
}

static void
whin_main_page_class_init (WhinMainPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = whin_main_page_get_property;
  object_class->dispose = whin_main_page_dispose;
  widget_class->map = whin_main_page_map;
  widget_class->get_request_mode = whin_main_page_get_request_mode;
  widget_class->measure = whin_main_page_measure;
  widget_class->size_allocate = whin_main_page_size_allocate;
  properties[PROP_BAR_SHOWN] = g_param_spec_boolean ("bar-shown", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VISIBLE_TAB] = g_param_spec_string ("visible-tab", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WHIN_TYPE_HISTORY_PAGE);
  g_type_ensure (WHIN_TYPE_KEYPAD_PAGE);
  g_type_ensure (WHIN_TYPE_QUICK_DIAL_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-main-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, reload);
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, keypad);
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, history);
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, history_tab);
  gtk_widget_class_bind_template_child (widget_class, WhinMainPage, quick_dial);
  gtk_widget_class_bind_template_callback (widget_class, on_reveal);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_child);
}

static void
whin_main_page_init (WhinMainPage *self)
{
  self->web_pages = g_ptr_array_new ();
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL); /* the page itself, to see its width */
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinMainPage *
whin_main_page_new (WhinSession *session, WhinPhone *phone, WhinWebModule *module)
{
  WhinMainPage *self = g_object_new (WHIN_TYPE_MAIN_PAGE, NULL);
  WhinCallLog *log = whin_session_get_call_log (session);

  self->session = g_object_ref (session);
  self->module = g_object_ref (module);
  adw_view_switcher_title_set_title (self->switcher_title,
                                     whin_brand_get_name (whin_session_get_brand (session)));
  whin_keypad_page_set_phone (self->keypad, phone);
  whin_keypad_page_set_balance (self->keypad, whin_session_get_balance (session));
  whin_history_page_set_log (self->history, log, whin_session_get_quick_dials (session));
  g_signal_connect_object (log, "notify::missed", G_CALLBACK (on_missed), self, 0);
  on_missed (log, NULL, self);
  whin_quick_dial_page_set_quick_dials (self->quick_dial, whin_session_get_quick_dials (session));
  g_signal_connect_object (whin_session_get_web_tabs (session), "items-changed",
                           G_CALLBACK (update_web_tabs), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state), self, 0);
  update_web_tabs (self);
  return self;
}

const char *
whin_main_page_get_visible_tab (WhinMainPage *self)
{
  g_return_val_if_fail (WHIN_IS_MAIN_PAGE (self), NULL);

  return adw_view_stack_get_visible_child_name (self->stack);
}

gboolean
whin_main_page_show_tab (WhinMainPage *self, const char *name)
{
  g_return_val_if_fail (WHIN_IS_MAIN_PAGE (self), FALSE);

  if (adw_view_stack_get_child_by_name (self->stack, name) == NULL)
    return FALSE;
  adw_view_stack_set_visible_child_name (self->stack, name);
  return TRUE;
}

gboolean
whin_main_page_show_nth_tab (WhinMainPage *self, guint position)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  g_return_val_if_fail (WHIN_IS_MAIN_PAGE (self), FALSE);

  pages = adw_view_stack_get_pages (self->stack);
  return gtk_selection_model_select_item (pages, position, TRUE);
}

void
whin_main_page_fill_in (WhinMainPage *self, const char *number)
{
  g_return_if_fail (WHIN_IS_MAIN_PAGE (self));

  whin_keypad_page_set_number (self->keypad, number);
  whin_main_page_show_tab (self, "keypad");
  whin_keypad_page_focus (self->keypad);
}

void
whin_main_page_type (WhinMainPage *self, const char *sign)
{
  g_return_if_fail (WHIN_IS_MAIN_PAGE (self));

  whin_main_page_show_tab (self, "keypad");
  whin_keypad_page_focus (self->keypad);
  gtk_widget_activate_action (GTK_WIDGET (self->keypad), "keypad.press", "s", sign);
}

gboolean
whin_main_page_browse (
    WhinMainPage *self, const char *relative, gboolean reload, gboolean reset, GError **error)
{
  WhinWebTabPage *page;

  g_return_val_if_fail (WHIN_IS_MAIN_PAGE (self), FALSE);

  /* The first one, whichever is shown (command-uris, section 2). */
  page = self->web_pages->len > 0 ? g_ptr_array_index (self->web_pages, 0) : NULL;
  if (page == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("Your provider has no web page here"));
    return FALSE;
  }
  if (!whin_web_tab_page_navigate (page, relative, reload, reset, error))
    return FALSE;
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  return TRUE;
}

void
whin_main_page_reload (WhinMainPage *self)
{
  WhinWebTabPage *page;

  g_return_if_fail (WHIN_IS_MAIN_PAGE (self));

  page = get_visible_web_page (self);
  if (page != NULL)
    whin_web_tab_page_reload (page);
}

char *
whin_main_page_dup_web_uri (WhinMainPage *self)
{
  WhinWebTabPage *page;

  g_return_val_if_fail (WHIN_IS_MAIN_PAGE (self), NULL);

  page = get_visible_web_page (self);
  if (page == NULL && self->web_pages->len > 0)
    page = g_ptr_array_index (self->web_pages, 0);
  return page != NULL ? whin_web_tab_page_dup_uri (page) : NULL;
}
