/* SPDX-License-Identifier: Apache-2.0 */
/* What an author does about a refusal or a warning. */
#ifndef CMDURI_REMEDY_H
#define CMDURI_REMEDY_H

#include "cmduri/cmduri.h"

/* A sentence or two for the code of an error or a warning, such as "slashes"; "" for no such code.
 * Static. */
const char *remedy_text (const char *code);

/* The parameters that a builder of `command` takes, as the end of a sentence. Static. */
const char *remedy_parameters (enum cmduri_command command);

#endif
