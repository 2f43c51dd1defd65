/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/route.h"

#include <string.h>

static const struct route routes[] = {
    {"/", false, METHOD_GET, WORK_READ, ERROR_PAGE, serve_root},
    {"/balance", false, METHOD_GET, WORK_READ, ERROR_XML, serve_balance},
    {"/brand/", true, METHOD_GET, WORK_READ, ERROR_XML, serve_brand},
    {"/checkout/", true, METHOD_GET, WORK_READ, ERROR_PAGE, serve_checkout_page},
    {"/checkout/", true, METHOD_POST, WORK_WRITE, ERROR_PAGE, serve_checkout_action},
    {"/layout", false, METHOD_POST, WORK_WRITE, ERROR_JSON, serve_layout},
    {"/link-builder", false, METHOD_GET, false, ERROR_PAGE, serve_link_builder_root},
    {"/link-builder/", true, METHOD_GET, false, ERROR_PAGE, serve_link_builder},
    {"/open", false, METHOD_GET, WORK_READ, ERROR_PAGE, serve_open},
    {"/open/", true, METHOD_GET, WORK_READ, ERROR_PAGE, serve_open},
    {"/provisioning/account", false, METHOD_GET, WORK_READ, ERROR_XML, serve_account_provisioning},
    {"/provisioning/global", false, METHOD_GET, WORK_READ, ERROR_XML, serve_global_provisioning},
    {"/provisioning/initial", false, METHOD_POST, WORK_HASH, ERROR_XML, serve_initial_provisioning},
    {"/selfcare", false, METHOD_GET, WORK_WRITE, ERROR_PAGE, serve_selfcare},
    {"/selfcare/", false, METHOD_GET, WORK_WRITE, ERROR_PAGE, serve_selfcare},
    {"/selfcare/commands", false, METHOD_GET, WORK_READ, ERROR_PAGE, serve_commands},
    {"/selfcare/go/", true, METHOD_GET, WORK_READ, ERROR_PAGE, serve_go},
    {"/selfcare/saved", false, METHOD_GET, WORK_READ, ERROR_PAGE, serve_selfcare_saved},
    {"/selfcare/settings", false, METHOD_POST, WORK_WRITE, ERROR_PAGE, serve_selfcare_settings},
    {"/selfcare/sign-out", false, METHOD_POST, WORK_WRITE, ERROR_PAGE, serve_selfcare_sign_out},
    {"/static/", true, METHOD_GET, WORK_READ, ERROR_JSON, serve_static},
    {"/store/orders", false, METHOD_GET, WORK_READ, ERROR_JSON, serve_order_list},
    {"/store/orders", false, METHOD_POST, WORK_WRITE, ERROR_JSON, serve_order_create},
    {"/store/orders/", true, METHOD_GET, WORK_READ, ERROR_JSON, serve_order},
    {"/store/orders/", true, METHOD_POST, WORK_WRITE, ERROR_JSON, serve_order_cancel},
    {"/store/products", false, METHOD_GET, WORK_READ, ERROR_JSON, serve_products},
};

static bool
matches (const struct route *route, const char *path)
{
  if (route->prefix)
    return strncmp (path, route->path, strlen (route->path)) == 0;
  return strcmp (path, route->path) == 0;
}

static enum error_shape
shape_of (const char *path)
{
  if (strncmp (path, "/provisioning", 13) == 0 || strncmp (path, "/brand", 6) == 0)
    return ERROR_XML;
  if (strncmp (path, "/selfcare", 9) == 0 || strncmp (path, "/checkout", 9) == 0)
    return ERROR_PAGE;
  return ERROR_JSON;
}

const struct route *
route_find (struct request *request, bool *other_methods)
{
  const char *path = request->target.path;

  *other_methods = false;
  request->error_shape = shape_of (path);
  for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
    if (!matches (&routes[i], path))
      continue;
    request->error_shape = routes[i].error_shape;
    if (routes[i].method == request->method) {
      request->rest = path + strlen (routes[i].path);
      return &routes[i];
    }
    *other_methods = true;
  }
  return NULL;
}
