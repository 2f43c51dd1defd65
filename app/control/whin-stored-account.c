/* SPDX-License-Identifier: Apache-2.0 */
#include "app/control/whin-stored-account.h"

#include "app/application/whin-folders.h"
#include "app/web-tab/whin-web-leftovers.h"
#include "core/session/whin-session.h"

typedef struct {
  gboolean over;
  gboolean forgotten;
  GError **error;
} Forgetting;

static void
on_signed_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forgetting *forgetting = user_data;

  forgetting->over = TRUE;
  forgetting->forgotten =
      whin_session_sign_out_finish (WHIN_SESSION (source), result, forgetting->error);
}

/* An account that can't be read is forgotten like any other. */
static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forgetting *forgetting = user_data;
  g_autoptr (GError) error = NULL;

  if (!whin_session_load_finish (WHIN_SESSION (source), result, &error) &&
      whin_session_get_state (WHIN_SESSION (source)) == WHIN_SESSION_LOADING) {
    g_propagate_error (forgetting->error, g_steal_pointer (&error));
    forgetting->over = TRUE;
    return;
  }
  whin_session_sign_out_async (WHIN_SESSION (source), NULL, on_signed_out, forgetting);
}

gboolean
whin_stored_account_forget (WhinBrand *brand, GError **error)
{
  const char *id = whin_brand_get_application_id (brand);
  g_autofree char *data_dir = whin_folders_dup_data (id);
  g_autofree char *cache_dir = whin_folders_dup_cache (id);
  g_autofree char *data_web = whin_folders_dup_web (data_dir);
  g_autofree char *cache_web = whin_folders_dup_web (cache_dir);
  g_autoptr (WhinSession) session = whin_session_new (brand, data_dir);
  Forgetting forgetting = {.error = error};

  whin_session_load_async (session, NULL, on_loaded, &forgetting);
  while (!forgetting.over)
    g_main_context_iteration (NULL, TRUE);
  whin_session_flush (session);
  whin_web_leftovers_remove (data_web);
  whin_web_leftovers_remove (cache_web);
  return forgetting.forgotten;
}
