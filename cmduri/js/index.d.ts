// SPDX-License-Identifier: Apache-2.0

/** Text, or bytes that should be UTF-8. Offsets in results count bytes of UTF-8. */
export type Text = string | Uint8Array;

export type Command =
  | 'balance-update'
  | 'provisioning-update'
  | 'extprov-update'
  | 'settings'
  | 'settings/prefs'
  | 'settings/topup'
  | 'settings/addons'
  | 'qd'
  | 'history'
  | 'keypad'
  | 'messages'
  | 'contacts'
  | 'browser';

export type DialAction =
  | 'autoCall'
  | 'voiceCall'
  | 'videoCall'
  | 'gsmCall'
  | 'webCallback'
  | 'callThrough'
  | 'text'
  | 'openUrl'
  | 'options'
  | 'customOptions'
  | 'forceOffnetCall';

/** Why a URI is refused. */
export type ErrorCode =
  | 'empty'
  | 'too-long'
  | 'unknown-scheme'
  | 'no-command'
  | 'unknown-command'
  | 'bad-percent-encoding'
  | 'control-character'
  | 'bad-utf8'
  | 'nested-wrapper'
  | 'inner-scheme'
  | 'too-many-parameters'
  | 'bad-number'
  | 'unsupported';

/** What a sender should mend although the URI is accepted. */
export type WarningCode =
  | 'slashes'
  | 'trailing-slash'
  | 'encoded-command'
  | 'unencoded-command'
  | 'lost-parameters'
  | 'literal-character'
  | 'raw-character'
  | 'fragment'
  | 'unknown-parameter'
  | 'repeated-parameter'
  | 'unknown-value'
  | 'buy-without-product'
  | 'unknown-dial-action'
  | 'uri-parameters';

/** Parameters by name, as parse() gives and build() takes them. */
export interface Params {
  /** settings/topup and settings/addons: start buying `product_id`. */
  action?: 'buy';
  /** settings/topup and settings/addons. */
  product_id?: string;
  /** browser: a reference that is merged onto the tab's URL. */
  relative?: string;
  /** browser: load again even when the URL is the same. */
  reload?: 'true' | boolean;
  /** browser: back to the configured URL. */
  reset?: 'true' | boolean;
  /** provisioning-update: some of provisioning, theme, extprov, global_extprov, with commas. */
  only?: string;
}

export type Permission = 'allow' | 'ask' | 'refuse';

interface Accepted {
  ok: true;
  /** What the outermost scheme is. */
  form: 'app' | 'scheme' | 'legacy' | 'smart';
  /** Whether it is written as a smart link, wrapped or not. */
  smart: boolean;
  warnings: WarningCode[];
  /** The warnings with the byte at which each is first met. */
  notes: { code: WarningCode; offset: number; message: string }[];
  actionClass: 'navigation' | 'update' | 'purchase' | 'call-fill-in' | 'call-dial';
  /** What the phone does when the URI comes from a page of a trusted origin, from any other page, or
   * from another program. */
  permission: { trustedPage: Permission; otherPage: Permission; outside: Permission };
}

export interface AcceptedCommand extends Accepted {
  kind: 'command';
  command: Command;
  params: Params;
}

export interface AcceptedCall extends Accepted {
  kind: 'call';
  number: string;
  /** As written, which may be none of {@link DialAction}; null when there is none. */
  dialAction: DialAction | (string & {}) | null;
}

export interface Refused {
  ok: false;
  error: ErrorCode;
  /** Bytes before the cause. */
  offset: number;
  /** One English sentence that repeats nothing of the URI. */
  message: string;
  /** The nearest known command when `error` is unknown-command. */
  hint: Command | null;
}

export type Parsed = AcceptedCommand | AcceptedCall | Refused;

export interface SchemesOption {
  /** The schemes that carry commands and calls, without colon, at most 16; cloudsip when absent, none
   * when empty. */
  schemes?: readonly string[] | ReadonlySet<string>;
}

export interface LintOptions extends SchemesOption {
  /** Codes that are passed over. */
  allow?: readonly (ErrorCode | WarningCode)[];
}

/** What build(), buildCall() and wrap() throw, and everything that takes schemes for a wrong one. What
 * is no text, list or known option is a TypeError. */
export class CommandUriError extends Error {
  readonly code: ErrorCode;
}

/** The longest URI in bytes, 8192. */
export const MAX_LENGTH: number;

/** Says what a URI means, or why it is refused. Never throws for what the URI holds. */
export function parse(uri: Text, options?: SchemesOption): Parsed;

/** The canonical URI of a command: the app: form (a smart link where only that can say it), with
 * `scheme` the wrapped form. Throws a CommandUriError for what parse() would refuse. */
export function build(command: Command, params?: Params, options?: { scheme?: string }): string;

/** The canonical URI of a call. */
export function buildCall(
  number: string,
  options?: { scheme?: string; dialAction?: DialAction | (string & {}) | null },
): string;

/** The wrapped form of a command URI of any form. `schemes` are those that `uri` may have itself. */
export function wrap(uri: Text, options?: { scheme?: string } & SchemesOption): string;

export interface Finding {
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
  /** Byte offset in the text of what is wrong. */
  offset: number;
  severity: 'error' | 'warning';
  code: ErrorCode | WarningCode;
  message: string;
  /** The whole URI as it is written in the text. */
  uri: string;
}

/** Finds command and call URIs in HTML, JavaScript or plain text and says what should be mended.
 * Throws a RangeError from 64 MiB on. */
export function lint(text: Text, options?: LintOptions): Finding[];

/** A SARIF 2.1.0 log of files; `text` is null for one that could not be read. */
export function sarif(
  files: Iterable<{ name: string; text: Text | null }>,
  options?: LintOptions,
): string;

/** The same while files come in: `write` receives the log's text piece by piece. */
export class SarifLog {
  constructor(write: (piece: string) => void, options?: LintOptions);
  /** Whether something was found. */
  add(name: string, text: Text | null): boolean;
  end(): void;
}

/** The command table. */
export function commands(): {
  command: Command;
  effect: string;
  params: string[];
  kind: 'navigation' | 'update';
}[];

/** The names of the actions of call URIs. */
export function dialActions(): DialAction[];

/** Which of `candidates` a product ID means in an application: an exact match before one that has
 * the application ID before it; null when there is none. */
export function resolveProductId(
  requested: string,
  applicationId: string,
  candidates: Iterable<string>,
): string | null;
