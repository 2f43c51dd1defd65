/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "portal/request.h"

/* On which threads a handler runs: those of the connections, or workers (worker.h) while its
 * connection is suspended. Whoever floods the portal with passwords to check holds up only others
 * who sign in, not those who pay. */
enum work {
  WORK_READ,  /* only reads the database */
  WORK_WRITE, /* writes */
  WORK_HASH,  /* hashes a password */
};

/* The table of everything the portal answers. */
struct route {
  const char *path;
  bool prefix; /* matches every longer path too */
  enum request_method method;
  enum work work;
  enum error_shape error_shape;
  void (*handle) (struct request *);
};

/* Finds the request's route and the rest of the path. NULL when nothing is served there; then
 * *other_methods is true when another method would be. Sets the request's error shape either way.
 */
const struct route *route_find (struct request *request, bool *other_methods);

/* The handlers, one file a subject: serve-brand.c, serve-provisioning.c, … */
void serve_balance (struct request *request);
void serve_brand (struct request *request);
void serve_checkout_page (struct request *request);
void serve_checkout_action (struct request *request);
void serve_commands (struct request *request);
void serve_go (struct request *request);
void serve_initial_provisioning (struct request *request);
void serve_account_provisioning (struct request *request);
void serve_global_provisioning (struct request *request);
void serve_layout (struct request *request);
void serve_link_builder (struct request *request);
void serve_link_builder_root (struct request *request);
void serve_open (struct request *request);
void serve_order (struct request *request);
void serve_order_cancel (struct request *request);
void serve_order_create (struct request *request);
void serve_order_list (struct request *request);
void serve_products (struct request *request);
void serve_root (struct request *request);
void serve_selfcare (struct request *request);
void serve_selfcare_saved (struct request *request);
void serve_selfcare_settings (struct request *request);
void serve_selfcare_sign_out (struct request *request);
void serve_static (struct request *request);
