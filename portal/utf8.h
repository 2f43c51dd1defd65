/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* True when the bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF)
 * without U+FFFE and U+FFFF, which XML 1.0 (section 2.2) excludes even by number: what is accepted
 * here must never make a document of ours unreadable. */
bool utf8_is_valid (const char *bytes, size_t length);

/* True when the text is valid UTF-8, at most `maximum` bytes long and free of control characters
 * (under 0x20, and 0x7F): what the portal accepts as a name, a title, one line of anything. */
bool utf8_is_line (const char *text, size_t maximum);
