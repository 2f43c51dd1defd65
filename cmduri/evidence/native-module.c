/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/evidence/native-module.h"

#include <node_api.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/*
 * What index.js takes for a WebAssembly instance, in native code, so that gcov sees which lines of
 * wasm.c and memory.c the package's tests reach. coverage.py builds it, native-module.cjs loads it.
 */

#define ROOM_SIZE ((size_t)66 * 1024 * 1024)
#define NAMES_SIZE 4096
#define RESULTS_SIZE (NATIVE_PAGE_SIZE - NAMES_SIZE)
#define MAX_ARGUMENTS 2

/* The exports of wasm.c. */
char *wasm_reserve (size_t size);
char *wasm_schemes (void);
bool wasm_use_schemes (int count);
void wasm_allow_none (void);
bool wasm_allow (size_t length);
void wasm_parse (size_t length);
void wasm_build (unsigned count);
void wasm_build_call (void);
unsigned wasm_match_product (void);
void wasm_commands (void);
void wasm_dial_actions (void);
size_t wasm_lint (size_t length);
void wasm_sarif_begin (void);
size_t wasm_sarif_file (size_t name_length, size_t length);
void wasm_sarif_finish_results (void);
void wasm_sarif_unreadable (size_t name_length);
void wasm_sarif_end (void);

void emit (const char *bytes, size_t length);

_Alignas(NATIVE_PAGE_SIZE) char native_memory[NATIVE_PAGE_SIZE + ROOM_SIZE];
static size_t room_size;

/* What the call that is running gives its results to. */
static napi_env caller;
static napi_value on_emit;

size_t
native_memory_pages (void)
{
  return ((size_t)native_memory + room_size) / NATIVE_PAGE_SIZE + 1;
}

size_t
native_memory_grow (size_t pages)
{
  size_t before = native_memory_pages ();
  if (pages > (ROOM_SIZE - room_size) / NATIVE_PAGE_SIZE)
    return (size_t)-1;
  room_size += pages * NATIVE_PAGE_SIZE;
  return before;
}

/* Results go by pieces through the first page, where JavaScript sees them. */
void
emit (const char *bytes, size_t length)
{
  char *results = native_memory + NAMES_SIZE;
  napi_value undefined, arguments[2];

  if (length > RESULTS_SIZE)
    napi_fatal_error ("emit", NAPI_AUTO_LENGTH, "a result is too long", NAPI_AUTO_LENGTH);
  for (size_t i = 0; i < length; i++)
    results[i] = bytes[i];
  napi_get_undefined (caller, &undefined);
  napi_create_uint32 (caller, NAMES_SIZE, &arguments[0]);
  napi_create_uint32 (caller, (uint32_t)length, &arguments[1]);
  napi_call_function (caller, undefined, on_emit, 2, arguments, NULL);
}

static size_t
run (const char *name, size_t first, size_t second)
{
#define IS(text) (strcmp (name, text) == 0)
  char *room;
  if (IS ("reserve"))
    return (room = wasm_reserve (first)) == NULL ? 0 : (size_t)(room - native_memory);
  if (IS ("useSchemes")) {
    char *names = wasm_schemes ();
    for (size_t i = 0; i < NAMES_SIZE; i++)
      names[i] = native_memory[i];
    return wasm_use_schemes ((int)(int32_t)first);
  }
  if (IS ("matchProduct"))
    return wasm_match_product ();
  if (IS ("allow"))
    return wasm_allow (first);
  if (IS ("lint"))
    return wasm_lint (first);
  if (IS ("sarifFile"))
    return wasm_sarif_file (first, second);

  if (IS ("allowNone"))
    wasm_allow_none ();
  else if (IS ("parse"))
    wasm_parse (first);
  else if (IS ("build"))
    wasm_build ((unsigned)first);
  else if (IS ("buildCall"))
    wasm_build_call ();
  else if (IS ("commands"))
    wasm_commands ();
  else if (IS ("dialActions"))
    wasm_dial_actions ();
  else if (IS ("sarifBegin"))
    wasm_sarif_begin ();
  else if (IS ("sarifFinishResults"))
    wasm_sarif_finish_results ();
  else if (IS ("sarifUnreadable"))
    wasm_sarif_unreadable (first);
  else if (IS ("sarifEnd"))
    wasm_sarif_end ();
  else if (!IS ("schemes")) /* whose names stand at 0 */
    napi_fatal_error ("run", NAPI_AUTO_LENGTH, name, NAPI_AUTO_LENGTH);
  return 0;
#undef IS
}

/* call (onEmit, name, first, second) */
static napi_value
on_call (napi_env env, napi_callback_info info)
{
  napi_value values[2 + MAX_ARGUMENTS], result;
  size_t count = 2 + MAX_ARGUMENTS;
  uint32_t arguments[MAX_ARGUMENTS] = {0};
  char name[32];

  napi_get_cb_info (env, info, &count, values, NULL, NULL);
  napi_get_value_string_utf8 (env, values[1], name, sizeof name, NULL);
  for (size_t i = 2; i < count && i < 2 + MAX_ARGUMENTS; i++)
    napi_get_value_uint32 (env, values[i], &arguments[i - 2]);
  caller = env;
  on_emit = values[0];
  napi_create_uint32 (env, (uint32_t)run (name, arguments[0], arguments[1]), &result);
  return result;
}

NAPI_MODULE_INIT ()
{
  napi_value value;
  napi_create_function (env, "call", NAPI_AUTO_LENGTH, on_call, NULL, &value);
  napi_set_named_property (env, exports, "call", value);
  napi_create_external_arraybuffer (env, native_memory, sizeof native_memory, NULL, NULL, &value);
  napi_set_named_property (env, exports, "memory", value);
  return exports;
}
