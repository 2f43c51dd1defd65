/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of C11, section 7.24, that Command URIs need, for WebAssembly without a C library.
 * memory.c has them. */
#ifndef CMDURI_FREESTANDING_STRING_H
#define CMDURI_FREESTANDING_STRING_H

#include <stddef.h>

void *memcpy (void *restrict to, const void *restrict from, size_t length);
void *memset (void *to, int byte, size_t length);
int memcmp (const void *a, const void *b, size_t length);
void *memchr (const void *text, int byte, size_t length);
size_t strlen (const char *string);
int strcmp (const char *a, const char *b);

#endif
