/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The Command URI language: how a provider's page, or any other program, tells a softphone what to
 * do (docs/specification.md). One call of cmduri_parse() turns text into one flat struct.
 *
 * The library reads and writes nothing but its arguments, allocates nothing, keeps no state between
 * calls, never recurses, and may be used from any thread. Every text is a range with a length in
 * bytes and needs no terminating zero.
 */
#ifndef CMDURI_H
#define CMDURI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The longest URI, in bytes, that is read or built; also the size of a buffer that suffices for the
 * decoded texts of any URI. */
#define CMDURI_MAX_LENGTH 8192

/* The most parameters that one query may carry. */
#define CMDURI_MAX_PARAMETERS 32

/* The longest number of a call URI, in bytes after decoding. */
#define CMDURI_MAX_NUMBER 255

/* The most entries that cmduri_parameters() writes. */
#define CMDURI_MAX_KNOWN_PARAMETERS 3

/* A buffer size that suffices for any text of cmduri_message(), its terminating zero included. */
#define CMDURI_MESSAGE_SIZE 160

/* The scheme that is recognised when the caller names none. */
#define CMDURI_DEFAULT_SCHEME "cloudsip"

/* A range of bytes that somebody else owns. In results it is valid UTF-8 without U+0000 to U+001F
 * and U+007F. All else may be in it, such as U+0080 to U+009F, line separators and characters that
 * change the direction of writing: make those visible where a person reads the text. `start` is
 * NULL where the text was not given at all; a text that was given empty has a `start` and the
 * length 0. */
struct cmduri_text {
  const char *start;
  size_t length;
};

/* Why a URI is refused (specification, section 5; the names are those of cmduri_error_name()). */
enum cmduri_error {
  CMDURI_ERROR_NONE = 0,
  CMDURI_ERROR_EMPTY,                /* empty */
  CMDURI_ERROR_TOO_LONG,             /* too-long: over CMDURI_MAX_LENGTH bytes */
  CMDURI_ERROR_UNKNOWN_SCHEME,       /* unknown-scheme */
  CMDURI_ERROR_NO_COMMAND,           /* no-command */
  CMDURI_ERROR_UNKNOWN_COMMAND,      /* unknown-command; `hint` holds a known one near it */
  CMDURI_ERROR_BAD_PERCENT_ENCODING, /* bad-percent-encoding: %, %2, %zz */
  CMDURI_ERROR_CONTROL_CHARACTER,    /* control-character: under 0x20, or 0x7F, after decoding */
  CMDURI_ERROR_BAD_UTF8,             /* bad-utf8, after decoding */
  CMDURI_ERROR_NESTED_WRAPPER,       /* nested-wrapper: _cmd holds another wrapper */
  CMDURI_ERROR_INNER_SCHEME,         /* inner-scheme: _cmd holds something other than app: */
  CMDURI_ERROR_TOO_MANY_PARAMETERS,  /* too-many-parameters: over CMDURI_MAX_PARAMETERS */
  CMDURI_ERROR_BAD_NUMBER,           /* bad-number: of a call URI */
  CMDURI_ERROR_UNSUPPORTED,          /* unsupported: known to the language, not done here */
};
#define CMDURI_ERROR_COUNT 14

/* What a sender should mend although the URI is accepted (specification, section 4). */
enum cmduri_warning {
  CMDURI_WARNING_SLASHES = 0,         /* slashes: app:/x, app://x, cloudsip://?_cmd= */
  CMDURI_WARNING_TRAILING_SLASH,      /* trailing-slash: app:keypad/ */
  CMDURI_WARNING_ENCODED_COMMAND,     /* encoded-command: app:ke%79pad */
  CMDURI_WARNING_UNENCODED_COMMAND,   /* unencoded-command: cloudsip:?_cmd=app:keypad */
  CMDURI_WARNING_LOST_PARAMETERS,     /* lost-parameters: a raw & ended such a _cmd value */
  CMDURI_WARNING_LITERAL_CHARACTER,   /* literal-character: / or : in an encoded _cmd value */
  CMDURI_WARNING_RAW_CHARACTER,       /* raw-character: one that RFC 3986 wants encoded, a space */
  CMDURI_WARNING_FRAGMENT,            /* fragment: ignored */
  CMDURI_WARNING_UNKNOWN_PARAMETER,   /* unknown-parameter: ignored */
  CMDURI_WARNING_REPEATED_PARAMETER,  /* repeated-parameter: the first one counts */
  CMDURI_WARNING_UNKNOWN_VALUE,       /* unknown-value: an action, only or boolean, ignored */
  CMDURI_WARNING_BUY_WITHOUT_PRODUCT, /* buy-without-product: opens the list */
  CMDURI_WARNING_UNKNOWN_DIAL_ACTION, /* unknown-dial-action: only fills the number in */
  CMDURI_WARNING_URI_PARAMETERS,      /* uri-parameters: ;x=y after a number, ignored */
};
#define CMDURI_WARNING_COUNT 14

/* The commands, in the order of the specification, section 9.1. */
enum cmduri_command {
  CMDURI_COMMAND_NONE = 0,
  CMDURI_COMMAND_BALANCE_UPDATE,
  CMDURI_COMMAND_PROVISIONING_UPDATE,
  CMDURI_COMMAND_EXTPROV_UPDATE,
  CMDURI_COMMAND_SETTINGS,
  CMDURI_COMMAND_SETTINGS_PREFS,
  CMDURI_COMMAND_SETTINGS_TOPUP,
  CMDURI_COMMAND_SETTINGS_ADDONS,
  CMDURI_COMMAND_QD,
  CMDURI_COMMAND_HISTORY,
  CMDURI_COMMAND_KEYPAD,
  CMDURI_COMMAND_MESSAGES,
  CMDURI_COMMAND_CONTACTS,
  CMDURI_COMMAND_BROWSER,
};
#define CMDURI_COMMAND_COUNT 14

/* Command or call (specification, section 3). */
enum cmduri_kind {
  CMDURI_KIND_COMMAND = 0,
  CMDURI_KIND_CALL,
};

/* How it was written: what the outermost scheme is. A smart link inside a wrapper is
 * CMDURI_FORM_SCHEME with `smart` set. */
enum cmduri_form {
  CMDURI_FORM_APP = 0, /* app:command */
  CMDURI_FORM_SCHEME,  /* scheme:?_cmd=…, and every call URI */
  CMDURI_FORM_LEGACY,  /* cscommand:command */
  CMDURI_FORM_SMART,   /* app:?action=… */
};

/* What a call URI wants to happen (specification, section 9.3). */
enum cmduri_dial_action {
  CMDURI_DIAL_ACTION_NONE = 0, /* fill the number in on the keypad */
  CMDURI_DIAL_ACTION_AUTO_CALL,
  CMDURI_DIAL_ACTION_VOICE_CALL,
  CMDURI_DIAL_ACTION_VIDEO_CALL,
  CMDURI_DIAL_ACTION_GSM_CALL,
  CMDURI_DIAL_ACTION_WEB_CALLBACK,
  CMDURI_DIAL_ACTION_CALL_THROUGH,
  CMDURI_DIAL_ACTION_TEXT,
  CMDURI_DIAL_ACTION_OPEN_URL,
  CMDURI_DIAL_ACTION_OPTIONS,
  CMDURI_DIAL_ACTION_CUSTOM_OPTIONS,
  CMDURI_DIAL_ACTION_FORCE_OFFNET_CALL,
  CMDURI_DIAL_ACTION_UNKNOWN, /* `dial_action_text` holds what was written */
};
#define CMDURI_DIAL_ACTION_COUNT 13

/* Parts of provisioning, a set, for `only` of a smart link. */
enum cmduri_part {
  CMDURI_PART_PROVISIONING = 1 << 0,
  CMDURI_PART_THEME = 1 << 1,
  CMDURI_PART_EXTPROV = 1 << 2,
  CMDURI_PART_GLOBAL_EXTPROV = 1 << 3,
  CMDURI_PART_ALL = (1 << 4) - 1,
};

/* A command or call as it was understood. A dispatcher switches on `kind` and then on `command`,
 * whichever form the sender used:
 *
 *   app:?action=navigate&settings=topup          is CMDURI_COMMAND_SETTINGS_TOPUP
 *   app:?action=navigate&tab=browser&relative=x  is CMDURI_COMMAND_BROWSER with `relative`
 *   app:?action=reprovision                      is CMDURI_COMMAND_PROVISIONING_UPDATE
 *   app:?action=reprovision&only=extprov         is CMDURI_COMMAND_EXTPROV_UPDATE
 *   app:?action=reprovision&only=theme,extprov   is CMDURI_COMMAND_PROVISIONING_UPDATE, `only` set
 *
 * The texts point into the text or into the buffer that were given to cmduri_parse(), and live as
 * long as those. */
struct cmduri {
  /* When this is not CMDURI_ERROR_NONE, only the three first fields mean anything. */
  enum cmduri_error error;
  size_t error_offset;      /* byte offset in the text as given, also for errors inside _cmd */
  enum cmduri_command hint; /* unknown-command: the nearest known one, if one is near; else NONE */

  enum cmduri_kind kind;
  enum cmduri_form form;
  bool smart; /* written as a smart link, wrapped or not */

  enum cmduri_command command;   /* NONE for a call */
  struct cmduri_text product_id; /* settings/topup and settings/addons; unresolved */
  bool buy;                      /* action=buy; without a product_id it opens the list */
  struct cmduri_text relative;   /* browser: reference to merge onto the tab's URL */
  bool reload;                   /* browser: reload even when the URL is the same */
  bool reset;                    /* browser: back to the configured URL */
  unsigned only;                 /* the updates of provisioning: set of enum cmduri_part */

  struct cmduri_text number; /* calls: CMDURI_MAX_NUMBER bytes at most */
  enum cmduri_dial_action dial_action;
  struct cmduri_text dial_action_text; /* as written; start NULL when there was none */

  uint32_t warnings;                              /* set of 1u << enum cmduri_warning */
  uint16_t warning_offsets[CMDURI_WARNING_COUNT]; /* byte offset of the first of each kind; only
                                                     those in `warnings` are set */
};

/* ---- Texts ---------------------------------------------------------------------------------- */

/* The range of the zero-terminated `string`, which may be NULL. */
struct cmduri_text cmduri_text_of (const char *string);

/* Whether both ranges hold the same bytes. */
bool cmduri_text_equal (struct cmduri_text a, struct cmduri_text b);

/* ---- Reading -------------------------------------------------------------------------------- */

/* Reads the `length` bytes at `text` into `*uri` and returns uri->error.
 *
 * `schemes` are the names, without colon and in any case, that carry wrapped commands and call
 * URIs; a NULL ends the array. NULL in place of the array means CMDURI_DEFAULT_SCHEME alone; an
 * array that holds nothing but the NULL means no scheme at all. `app` and `cscommand` are always
 * known and must not be among them.
 *
 * Decoded texts go to `buffer`, whose `size` of CMDURI_MAX_LENGTH always suffices, as does that of
 * the text itself. A smaller one that runs out gives too-long. */
enum cmduri_error cmduri_parse (const char *text,
                                size_t length,
                                const char *const *schemes,
                                char *buffer,
                                size_t size,
                                struct cmduri *uri);

/* The code of an error, such as "bad-percent-encoding"; "none" for CMDURI_ERROR_NONE, "unknown" for
 * what is no error of this library. Static. */
const char *cmduri_error_name (enum cmduri_error error);

/* One sentence in English on the cause of an error. Static. */
const char *cmduri_error_text (enum cmduri_error error);

/* The sentence of uri->error, with the nearest known command where there is one. It never repeats
 * what the sender wrote, so that it can be logged. Written to `buffer` with a terminating zero, cut
 * to `size`; returns the whole length without the zero. */
size_t cmduri_message (const struct cmduri *uri, char *buffer, size_t size);

/* The code of a warning, such as "trailing-slash", and one sentence on it. Static. */
const char *cmduri_warning_name (enum cmduri_warning warning);
const char *cmduri_warning_text (enum cmduri_warning warning);

/* The names of a form ("app", "scheme", "legacy", "smart") and of a kind ("command", "call"). */
const char *cmduri_form_name (enum cmduri_form form);
const char *cmduri_kind_name (enum cmduri_kind kind);

/* The dial action's name, such as "autoCall"; NULL for CMDURI_DIAL_ACTION_NONE and _UNKNOWN. */
const char *cmduri_dial_action_name (enum cmduri_dial_action action);

/* CMDURI_DIAL_ACTION_UNKNOWN when there is none of that name; names are case-sensitive. */
enum cmduri_dial_action cmduri_dial_action_find (struct cmduri_text name);

/* ---- The command table ---------------------------------------------------------------------- */

/* Whether a command only shows something, or asks a server. */
enum cmduri_command_kind {
  CMDURI_COMMAND_KIND_NAVIGATION = 0,
  CMDURI_COMMAND_KIND_UPDATE,
};

/* A row of the table. `parameters` are the names of the app: form, ended by NULL. */
struct cmduri_command_info {
  const char *name;
  const char *effect;
  enum cmduri_command_kind kind;
  const char *parameters[CMDURI_MAX_KNOWN_PARAMETERS];
};

/* The row of `command`; NULL for CMDURI_COMMAND_NONE and for what is no command. Static. */
const struct cmduri_command_info *cmduri_command_info (enum cmduri_command command);

/* "settings/topup" and so on; NULL like above. */
const char *cmduri_command_name (enum cmduri_command command);

/* CMDURI_COMMAND_NONE when there is none of exactly that name. */
enum cmduri_command cmduri_command_find (struct cmduri_text name);

/* The known command whose name is nearest, by edit distance without regard to case; NONE when
 * none is near, that is when more than half of the longer name differs from it. */
enum cmduri_command cmduri_command_nearest (struct cmduri_text name);

/* ---- Parameters by name -----------------------------------------------------------------------
 */

struct cmduri_parameter {
  const char *name;
  struct cmduri_text value;
};

/* The parameters that count in `uri`, decoded, ordered by name: `action` (only when it is buy) and
 * `product_id`; `relative`, `reload` and `reset` (as "true"); `only` where it differs from what the
 * command does by itself. `only_text` receives the text of `only`. Returns how many there are. */
#define CMDURI_ONLY_SIZE 48
size_t cmduri_parameters (const struct cmduri *uri,
                          struct cmduri_parameter parameters[CMDURI_MAX_KNOWN_PARAMETERS],
                          char only_text[CMDURI_ONLY_SIZE]);

/* Sets a parameter of a command by name, for building. The value must outlive `uri`. False when
 * `uri->command` has no such parameter in any form, or not that value; `uri` is unchanged then. */
bool cmduri_set_parameter (struct cmduri *uri, struct cmduri_text name, struct cmduri_text value);

/* ---- Building ------------------------------------------------------------------------------- */

/* Writes the canonical URI of `uri`, of which `kind`, `command` with its parameters, or `number`
 * and `dial_action` (`dial_action_text` when that is unknown) count; the rest may be zero.
 *
 * Without a `scheme` (NULL) it is the app: form, or a smart link where only that can say it
 * (`relative`, `reload`, `reset`, a narrower `only`; 0 means all that the command does by itself,
 * CMDURI_PART_EXTPROV alone is extprov-update).
 * With one it is wrapped. A call needs one.
 *
 * `*length` receives the length without the terminating zero. The URI is written, with the zero,
 * when it is shorter than `size`; otherwise `buffer` (which may then be NULL) is left alone.
 *
 * Refuses what cmduri_parse() would refuse: too-long, control-character, bad-utf8, bad-number,
 * no-command, unknown-command (no such value of the enum), unknown-scheme (not a name by RFC 3986,
 * section 3.1, or a reserved one), unsupported (a parameter that the command has not). `*length` is
 * 0 then. */
enum cmduri_error cmduri_build (
    const struct cmduri *uri, const char *scheme, char *buffer, size_t size, size_t *length);

/* Whether `scheme` can carry commands: a name by RFC 3986, section 3.1, that is neither app nor
 * cscommand. */
bool cmduri_scheme_is_valid (const char *scheme);

/* ---- Product IDs ------------------------------------------------------------------------------
 */

enum cmduri_match {
  CMDURI_MATCH_NONE = 0,
  CMDURI_MATCH_PREFIXED, /* the candidate is application ID, a dot, and what was asked for */
  CMDURI_MATCH_EXACT,
};

/* How the product ID `candidate` answers to `requested` in the application `application_id`
 * (specification, CU-25). An empty request matches nothing. */
enum cmduri_match cmduri_product_id_match (struct cmduri_text requested,
                                           struct cmduri_text candidate,
                                           struct cmduri_text application_id);

/* The index of the best match, an exact one before a prefixed one, the first of equals; `count`
 * when there is none. */
size_t cmduri_product_id_resolve (struct cmduri_text requested,
                                  struct cmduri_text application_id,
                                  const struct cmduri_text *candidates,
                                  size_t count);

/* ---- Permission -------------------------------------------------------------------------------
 */

/* Where a URI came from. */
enum cmduri_source {
  CMDURI_SOURCE_TRUSTED_PAGE = 0, /* a web tab, on an origin that the provider vouches for */
  CMDURI_SOURCE_OTHER_PAGE,       /* a web tab, on any other origin */
  CMDURI_SOURCE_OUTSIDE,          /* scheme, deep link, D-Bus, command line */
};
#define CMDURI_SOURCE_COUNT 3

/* What it would do. */
enum cmduri_action_class {
  CMDURI_ACTION_CLASS_NAVIGATION = 0,
  CMDURI_ACTION_CLASS_UPDATE,
  CMDURI_ACTION_CLASS_PURCHASE, /* action=buy with a product: navigation is part of it */
  CMDURI_ACTION_CLASS_CALL_FILL_IN,
  CMDURI_ACTION_CLASS_CALL_DIAL, /* would ring somebody without a further click */
};
#define CMDURI_ACTION_CLASS_COUNT 5

enum cmduri_permission {
  CMDURI_PERMISSION_REFUSE = 0,
  CMDURI_PERMISSION_ASK, /* the person decides */
  CMDURI_PERMISSION_ALLOW,
};

/* The class of an accepted URI. For one whose `error` is set it is CMDURI_ACTION_CLASS_COUNT, which
 * cmduri_permission() refuses to everybody. */
enum cmduri_action_class cmduri_action_class (const struct cmduri *uri);

/* The cell of the permission table (specification, section 7); what is outside of it is refused. */
enum cmduri_permission cmduri_permission (enum cmduri_source source,
                                          enum cmduri_action_class action_class);

/* ---- Linting ----------------------------------------------------------------------------------
 */

/* Something to mend in a source text. Either `error` is set, or `warning` counts. */
struct cmduri_finding {
  size_t offset;          /* byte offset in the source text of what is wrong */
  size_t line;            /* from 1 */
  size_t column;          /* from 1, in characters */
  struct cmduri_text uri; /* range in the source text of the whole URI as written there */
  enum cmduri_error error;
  enum cmduri_warning warning;
  const char *code;    /* the name of either */
  const char *message; /* the sentence of either; lives until the callback returns */
};

typedef void (*cmduri_finding_func) (const struct cmduri_finding *finding, void *data);

/* Looks for command and call URIs in `length` bytes of HTML, JavaScript or plain text, and calls
 * `on_finding` for each refusal and each warning, in the order of their places. Character
 * references of HTML and escapes of JavaScript strings are undone first. A URI that a script
 * completes at run time (concatenation, template literal) is judged as far as it stands there; a
 * scheme alone between quotation marks, which it may compare, is none. `schemes` as in
 * cmduri_parse(). Needs about 17 KiB of stack, time linear in `length`. Returns how many URIs were
 * judged. */
size_t cmduri_lint (const char *text,
                    size_t length,
                    const char *const *schemes,
                    cmduri_finding_func on_finding,
                    void *data);

#ifdef __cplusplus
}
#endif

#endif
