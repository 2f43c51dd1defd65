/* SPDX-License-Identifier: Apache-2.0 */
/* What ../js/wasm.c takes from WebAssembly, in native code: it is built with this before it. */
#ifndef CMDURI_NATIVE_MODULE_H
#define CMDURI_NATIVE_MODULE_H

#include <stddef.h>

/* The memory that JavaScript sees: a page that names and results pass through, then room for texts.
 */
#define NATIVE_PAGE_SIZE 65536
#define __heap_base native_memory[NATIVE_PAGE_SIZE]

/* Pages of memory; growing returns how many there were before, all bits set when there are no more.
 */
#define __builtin_wasm_memory_size(memory) native_memory_pages ()
#define __builtin_wasm_memory_grow(memory, pages) native_memory_grow (pages)
size_t native_memory_pages (void);
size_t native_memory_grow (size_t pages);

#endif
