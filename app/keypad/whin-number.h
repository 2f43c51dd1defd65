/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number or SIP address that is longer than this is cut. */
#define WHIN_NUMBER_MAX_BYTES 256

/**
 * whin_number_clean:
 * @text: what a person typed or pasted, valid UTF-8
 *
 * Makes of a number as people write it one that can be dialled: separators (spaces, dashes, dots,
 * brackets, slashes, invisible marks) go, digits of every script become ASCII, a "tel:" or "sip:"
 * in front goes with its parameters, a "sips:" stays, "+44 (0)20" loses the trunk zero (ITU-T
 * E.123), and words become the digits of their keys (ITU-T E.161: 1-800-FLOWERS).
 *
 * What follows the number isn't dialled. It begins with an extension ("ext", "extn", "extension",
 * "x" before a digit; RFC 3966, section 5.3: a parameter, no part of the number), with a character
 * that no number holds, or with a word that stands for no keys: after a space unless it is in
 * capitals, after an opening bracket, or with letters that no key carries. After a word for keys an
 * opening bracket ends the number as well, as the same number follows in digits.
 *
 * What holds an "@", or begins with a letter, is an address and only loses its spaces.
 *
 * Returns: (transfer full): never longer than WHIN_NUMBER_MAX_BYTES; may be empty.
 */
char *whin_number_clean (const char *text);

G_END_DECLS
