/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "portal/database.h"

/* A fresh database for a unit test, in a directory of its own below tap_directory(): brand DEMO,
 * account `alice` (id *alice, password "secret", USD), products "x.credit" (topup, 1000) and
 * "x.addon" (addon, 500), "x.euro" (topup, EUR). `directory` receives its path. */
struct database *tap_database (char directory[512], int64_t *alice);
