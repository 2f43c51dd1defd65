/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of libcmduri share among themselves. */
#ifndef CMDURI_INTERNAL_H
#define CMDURI_INTERNAL_H

#include "cmduri/cmduri.h"

/* CMDURI_COLD marks what runs once for a refusal, a warning or a finding: it is compiled for size.
 */
#if defined __GNUC__
#define CMDURI_LIKELY(condition) __builtin_expect (!!(condition), 1)
#define CMDURI_COLD __attribute__ ((cold, noinline))
#else
#define CMDURI_LIKELY(condition) (condition)
#define CMDURI_COLD
#endif

#if defined __GNUC__
#pragma GCC visibility push(hidden)
#endif

/* ---- Bytes ---- */

/* What a byte means while a URI is read; sets. */
enum cmduri_byte_class {
  CMDURI_BYTE_CONTROL = 1 << 0,     /* under 0x20, and 0x7F */
  CMDURI_BYTE_HIGH = 1 << 1,        /* from 0x80 */
  CMDURI_BYTE_PERCENT = 1 << 2,     /* % */
  CMDURI_BYTE_PLUS = 1 << 3,        /* + */
  CMDURI_BYTE_AMPERSAND = 1 << 4,   /* & */
  CMDURI_BYTE_EQUALS = 1 << 5,      /* = */
  CMDURI_BYTE_HASH = 1 << 6,        /* # */
  CMDURI_BYTE_QUESTION = 1 << 7,    /* ? */
  CMDURI_BYTE_LITERAL = 1 << 8,     /* / : ? = */
  CMDURI_BYTE_RAW = 1 << 9,         /* ASCII that RFC 3986 allows nowhere but encoded, [ and ] */
  CMDURI_BYTE_UNRESERVED = 1 << 10, /* RFC 3986, section 2.3 */
  CMDURI_BYTE_NUMBER = 1 << 11,     /* may stand in the number of a call */
  CMDURI_BYTE_SEMICOLON = 1 << 12,  /* ; */
  CMDURI_BYTE_SCHEME = 1 << 13,     /* may stand in a scheme after its first letter */
};

extern const uint16_t cmduri_byte_classes[256];
extern const uint8_t cmduri_hex_values[256]; /* 0xFF: no hexadecimal digit */

static inline unsigned
cmduri_byte_class (char byte)
{
  return cmduri_byte_classes[(unsigned char)byte];
}

static inline unsigned char
cmduri_fold (char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte | 0x20) : (unsigned char)byte;
}

/* ---- UTF-8 ---- */

/* What RFC 3629 wants after the byte `lead`, which is 0x80 or more: `*count` further bytes, the
 * first of them between `*low` and `*high`, others between 0x80 and 0xBF. False when none begins
 * so. */
bool
cmduri_utf8_lead (unsigned char lead, unsigned *count, unsigned char *low, unsigned char *high);

/* The offset of the first byte that is a control character (`*error` is control-character) or that
 * begins no valid sequence (bad-utf8); `length` when all is well. */
size_t cmduri_text_check (const char *text, size_t length, enum cmduri_error *error);

/* ---- Reading ---- */

/* One URI while it is read. The layer is the text itself, or the decoded _cmd value in it. */
struct cmduri_reader {
  const char *text;  /* as given by the caller */
  const char *base;  /* where the layer begins, in `text` or in the caller's buffer */
  const char *end;   /* where the layer ends */
  const char *value; /* where in `text` the layer stands encoded; NULL when it stands as it is */
  char *free;        /* unused rest of the caller's buffer */
  char *free_end;
  struct cmduri *uri;
  bool open; /* the layer ended within the command's or the number's own name */
};

/* A name, value or path, decoded. */
struct cmduri_component {
  struct cmduri_text text;
  const char *stop; /* in the layer: the byte that ended it, or its end */
  unsigned noted;   /* classes of the bytes that were to be noted, and PERCENT */
  unsigned escaped; /* classes of the bytes that were percent-encoded */
};

/* Records the refusal at `at`, a place in the layer. False always. */
bool cmduri_reader_refuse (struct cmduri_reader *reader, enum cmduri_error error, const char *at);

/* Records a warning; the first place of each kind is kept. */
void cmduri_reader_warn (struct cmduri_reader *reader, enum cmduri_warning warning, const char *at);

/* Where the first byte of the classes `special` stands, or `end`. */
static inline const char *
cmduri_skip_plain (const char *at, const char *end, unsigned special)
{
  for (; end - at >= 4; at += 4) {
    if (cmduri_byte_class (at[0]) & special)
      return at;
    if (cmduri_byte_class (at[1]) & special)
      return at + 1;
    if (cmduri_byte_class (at[2]) & special)
      return at + 2;
    if (cmduri_byte_class (at[3]) & special)
      return at + 3;
  }
  while (at < end && !(cmduri_byte_class (*at) & special))
    at++;
  return at;
}

/* cmduri_reader_component() from the first byte, at `at`, that is neither plain nor ends it. */
bool cmduri_reader_decode (struct cmduri_reader *reader,
                           const char *start,
                           const char *at,
                           unsigned stop,
                           unsigned plus,
                           unsigned note,
                           struct cmduri_component *component);

/* Decodes from `start` up to a byte of the classes `stop`, once, and checks it. `plus` is
 * CMDURI_BYTE_PLUS where + means a space. A layer in the buffer is decoded in place. */
static inline bool
cmduri_reader_component (struct cmduri_reader *reader,
                         const char *start,
                         unsigned stop,
                         unsigned plus,
                         unsigned note,
                         struct cmduri_component *component)
{
  const unsigned special =
      stop | plus | note | CMDURI_BYTE_PERCENT | CMDURI_BYTE_CONTROL | CMDURI_BYTE_HIGH;
  const char *at = cmduri_skip_plain (start, reader->end, special);
  if (!CMDURI_LIKELY (at == reader->end || (cmduri_byte_class (*at) & stop)))
    return cmduri_reader_decode (reader, start, at, stop, plus, note, component);

  *component = (struct cmduri_component){.text = {start, (size_t)(at - start)}, .stop = at};
  return true;
}

/* The parameters that any form knows. */
enum cmduri_slot {
  CMDURI_SLOT_CMD = 0,
  CMDURI_SLOT_ACTION,
  CMDURI_SLOT_PRODUCT_ID,
  CMDURI_SLOT_TAB,
  CMDURI_SLOT_SETTINGS,
  CMDURI_SLOT_RELATIVE,
  CMDURI_SLOT_RELOAD,
  CMDURI_SLOT_RESET,
  CMDURI_SLOT_ONLY,
  CMDURI_SLOT_DIAL_ACTION,
};
#define CMDURI_SLOT_COUNT 10

/* CMDURI_SLOT_COUNT when no form knows the name. */
unsigned cmduri_slot_find (struct cmduri_text name);

/* What a query held: the first of each name; entries count where `seen` has their bit. */
struct cmduri_query {
  unsigned seen;
  unsigned repeated;
  struct cmduri_text values[CMDURI_SLOT_COUNT];
  const char *name_at[CMDURI_SLOT_COUNT];
  const char *value_at[CMDURI_SLOT_COUNT];
  const char *repeat_at[CMDURI_SLOT_COUNT];
  unsigned cmd_noted;    /* classes in the _cmd value, see cmduri_reader_component() */
  const char *after_cmd; /* the first parameter after the first _cmd, NULL when there is none */
};

/* Reads what follows the path: nothing, a query (`at` is its ?) and a fragment. `note` are the
 * classes to note in a _cmd value. */
bool cmduri_reader_query (struct cmduri_reader *reader,
                          const char *at,
                          unsigned note,
                          struct cmduri_query *query);

/* Warns about parameters that were seen but are not among `used`, and about repeated ones. */
void cmduri_reader_warn_unused (struct cmduri_reader *reader,
                                const struct cmduri_query *query,
                                unsigned used);

/* Reads a call URI; the layer begins after the scheme's colon. */
bool cmduri_read_call (struct cmduri_reader *reader, const char *at);

/* Understands a smart link. `at` is where its query begins. */
bool
cmduri_read_smart (struct cmduri_reader *reader, const char *at, const struct cmduri_query *query);

/* cmduri_parse(), which also tells whether the text ended within the name of the command. */
enum cmduri_error cmduri_read (const char *text,
                               size_t length,
                               const char *const *schemes,
                               char *buffer,
                               size_t size,
                               struct cmduri *uri,
                               bool *open);

/* The length of the first of `schemes` with which the text begins, without regard to case, a colon
 * behind it; 0 when there is none. NULL is the default scheme. */
size_t cmduri_schemes_match (const char *const *schemes, const char *text, const char *end);

/* Whether the bytes are a number that can be called; otherwise `*bad` is the offset of the cause.
 */
bool cmduri_number_check (struct cmduri_text number, size_t *bad);

/* How many edits lie between the name of `command` and `name`, as cmduri_command_nearest() counts.
 */
size_t cmduri_command_distance (enum cmduri_command command, struct cmduri_text name);

/* The set of parts that `command` provisions by itself. */
unsigned cmduri_default_parts (enum cmduri_command command);

/* The names of the parts, in the order of their bits. */
#define CMDURI_PART_COUNT 4
extern const char *const cmduri_part_names[CMDURI_PART_COUNT];

/* Reads a comma-separated list of parts, and returns the set. `*unknown` is the offset of the first
 * entry that is none, or the length of the list. */
unsigned cmduri_parts_read (struct cmduri_text list, size_t *unknown);

#if defined __GNUC__
#pragma GCC visibility pop
#endif

#endif
