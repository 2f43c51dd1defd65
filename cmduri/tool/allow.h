/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of findings that lint passes over. */
#ifndef CMDURI_ALLOW_H
#define CMDURI_ALLOW_H

#include "cmduri/cmduri.h"

/* Adds the refusal or warning of that code to a set, empty when 0. False when there is none. */
bool allow_add (uint32_t *set, struct cmduri_text code);

/* Whether the finding's code is in the set. */
bool allow_has (uint32_t set, const struct cmduri_finding *finding);

#endif
