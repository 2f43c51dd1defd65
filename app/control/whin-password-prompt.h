/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/**
 * whin_password_prompt_read:
 * @password: (out caller-allocates): room for the line, which ends without a zero
 * @size: bytes of it
 *
 * Reads one line, its line feed included, from standard input; on a terminal after a prompt and
 * without showing what is typed. Waits for the person. A signal that ends the program first has the
 * terminal show again what is typed. Not thread-safe.
 *
 * Returns: the line's length; -1 when it can't be read or doesn't fit
 */
gssize whin_password_prompt_read (char *password, gsize size);
