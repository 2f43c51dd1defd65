/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinWebContent:
 *
 * A web page in a widget, with everything around it: its errors, its policy. Abstract, so that the
 * screen can use it without WebKit in the process; WhinWebView (in the web module) is the real one.
 */
#define WHIN_TYPE_WEB_CONTENT (whin_web_content_get_type ())
G_DECLARE_DERIVABLE_TYPE (WhinWebContent, whin_web_content, WHIN, WEB_CONTENT, AdwBin)

struct _WhinWebContentClass {
  AdwBinClass parent_class;

  void (*load) (WhinWebContent *self, const char *uri);
  void (*reload) (WhinWebContent *self);
  char *(*dup_uri) (WhinWebContent *self);
};

/* Loads @uri, http or https, once the view is ready for it. The newest one counts. */
void whin_web_content_load (WhinWebContent *self, const char *uri);

/* Loads the page again; after a failure, the address that failed. */
void whin_web_content_reload (WhinWebContent *self);

/* (transfer full) (nullable): the address of the page that is shown. */
char *whin_web_content_dup_uri (WhinWebContent *self);

G_END_DECLS
