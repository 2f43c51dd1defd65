// SPDX-License-Identifier: Apache-2.0
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

import { wasm } from './wasm.js';

/** The longest URI, in bytes. */
const MAX_LENGTH = 8192;
/** From this size on a text is not linted, in bytes. */
const MAX_TEXT = 64 * 1024 * 1024;
/** A text beyond this gets a memory of its own, which goes away with it. */
const MAX_SHARED = 1024 * 1024;
const MAX_SCHEMES = 16;
const MAX_SCHEME = 255;
/** The most parameters that build() looks at; no command has as many. */
const MAX_PARAMETERS = 32;
const DEFAULT_SCHEME = 'cloudsip';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What the text of pack.py holds: after the number of bytes too many at the end, five digits of base
 * 85 for each four bytes, deflated. */
async function inflate(text) {
  const view = new DataView(new ArrayBuffer(((text.length - 1) / 5) * 4));
  const digit = (at) => text.charCodeAt(at) - (text.charCodeAt(at) > 92 ? 41 : 40);
  for (let at = 1; at < text.length; at += 5) {
    let number = 0;
    for (let i = 0; i < 5; i++) number = 85 * number + digit(at + i);
    view.setUint32(((at - 1) / 5) * 4, number);
  }
  const bytes = new Uint8Array(view.buffer, 0, view.byteLength - digit(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces).arrayBuffer();
    pieces.push(value);
  }
}

const module = await WebAssembly.compile(await inflate(wasm));

/** A URI that is refused; `code` is that of the refusal. */
class CommandUriError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'CommandUriError';
    this.code = code;
  }
}

/** Throws unless `value` is an object that holds nothing but members of these names. */
function checkOptions(value, ...names) {
  if (value === null || typeof value !== 'object') throw new TypeError(`an object with ${names.join(', ')} is expected`);
  for (const name of Object.keys(value)) if (!names.includes(name)) throw new TypeError(`there is no option '${name}'`);
  return value;
}

/** The bytes of a text. A surrogate without its other half becomes three bytes that are no UTF-8,
 * and is refused as such, instead of turning into another character. */
function encode(text, name = 'the text') {
  if (text instanceof Uint8Array) return text;
  if (typeof text !== 'string') throw new TypeError(`${name} must be a string or Uint8Array`);
  if (!/\p{Surrogate}/u.test(text)) return encoder.encode(text);
  const pieces = text.split(/(\p{Surrogate})/u).map((piece) => {
    const unit = piece.charCodeAt(0);
    return /^\p{Surrogate}$/u.test(piece)
      ? [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]
      : encoder.encode(piece);
  });
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** One WebAssembly instance with its memory. */
class Engine {
  constructor() {
    this.emitted = () => {};
    this.exports = new WebAssembly.Instance(module, {
      cmduri: {
        emit: (at, length) => this.emitted(new Uint8Array(this.exports.memory.buffer, at, length)),
      },
    }).exports;
  }

  /** Puts byte arrays, one after the other, where the library reads its input. */
  put(...parts) {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    let at = this.exports.reserve(size) >>> 0;
    if (at === 0) throw new RangeError('the text is too large');
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const part of parts) {
      memory.set(part, at);
      at += part.length;
    }
  }

  /** Texts with their lengths before them. */
  putTexts(texts) {
    this.put(
      ...texts.flatMap((text) => {
        const bytes = encode(text);
        const length = new Uint8Array(4);
        new DataView(length.buffer).setUint32(0, bytes.length, true);
        return [length, bytes];
      }),
    );
  }

  /** Which schemes carry commands; undefined for the default one alone. */
  useSchemes(schemes) {
    if (schemes === null || typeof schemes === 'string') throw new TypeError("schemes must be a list, such as ['myphone']");
    const names = [...(schemes ?? [])];
    if (names.length > MAX_SCHEMES) throw new RangeError(`more than ${MAX_SCHEMES} schemes`);
    let at = this.exports.schemes();
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const name of names) {
      if (typeof name !== 'string' || name.length > MAX_SCHEME || !/^[a-z][a-z0-9+.-]*$/i.test(name))
        throw new CommandUriError('unknown-scheme', `'${name}' is not a scheme that can carry commands`);
      memory.set(encoder.encode(`${name}\0`), at);
      at += name.length + 1;
    }
    if (!this.exports.useSchemes(schemes === undefined ? -1 : names.length))
      throw new CommandUriError('unknown-scheme', 'app and cscommand cannot carry commands of others');
  }

  /** Which codes lint passes over. */
  useAllow(allow = []) {
    if (typeof allow === 'string') throw new TypeError("allow must be a list, such as ['fragment']");
    this.exports.allowNone();
    for (const code of allow) {
      const bytes = encode(code, 'a code');
      this.put(bytes);
      if (!this.exports.allow(bytes.length)) throw new TypeError(`there is no code '${code}' to allow`);
    }
  }

  /** Calls an export; the objects that it emits. */
  collect(name, ...values) {
    const objects = [];
    this.emitted = (bytes) => objects.push(JSON.parse(decoder.decode(bytes)));
    try {
      this.exports[name](...values);
    } finally {
      this.emitted = () => {};
    }
    return objects;
  }
}

const shared = new Engine();

/** Text or bytes, cut to what suffices to know that they are too long. */
function bounded(text, name) {
  const bytes = encode(typeof text === 'string' ? text.slice(0, MAX_LENGTH + 1) : text, name);
  return bytes.subarray(0, MAX_LENGTH + 1);
}

function parse(uri, options = {}) {
  const { schemes } = checkOptions(options, 'schemes');
  const bytes = bounded(uri, 'the URI');
  shared.useSchemes(schemes);
  shared.put(bytes);
  const [result, more] = shared.collect('parse', bytes.length);
  return { ...result, ...more };
}

function finish([result]) {
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  return result.uri;
}

/** A scheme as the library takes it, or nothing. */
function schemeText(scheme) {
  if (scheme === undefined) return '\0';
  shared.useSchemes([scheme]);
  return `${scheme}\0`;
}

function build(command, params = {}, options = {}) {
  const { scheme } = checkOptions(options, 'scheme');
  if (params === null || typeof params !== 'object') throw new TypeError('the parameters must be an object');
  const texts = [schemeText(scheme), bounded(command, 'the command')];
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined);
  if (pairs.length > MAX_PARAMETERS)
    throw new CommandUriError('too-many-parameters', `more than ${MAX_PARAMETERS} parameters`);
  for (const [name, value] of pairs)
    texts.push(bounded(name), bounded(typeof value === 'boolean' ? String(value) : value, name));
  shared.putTexts(texts);
  const [result] = shared.collect('build', pairs.length);
  if (result.takes !== undefined) result.message = `${command} takes no such ${pairs[result.at][0]}, but ${result.takes}`;
  return finish([result]);
}

function buildCall(number, options = {}) {
  const { scheme = DEFAULT_SCHEME, dialAction } = checkOptions(options, 'scheme', 'dialAction');
  shared.putTexts([schemeText(scheme), bounded(number, 'the number'), bounded(dialAction ?? '', 'dialAction')]);
  return finish(shared.collect('buildCall'));
}

function wrap(uri, options = {}) {
  const { scheme = DEFAULT_SCHEME, schemes = [scheme] } = checkOptions(options, 'scheme', 'schemes');
  const result = parse(uri, { schemes });
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  if (result.kind === 'call') throw new CommandUriError('inner-scheme', 'a call needs no wrapper');
  return build(result.command, result.params, { scheme });
}

function lint(text, options = {}) {
  const { schemes, allow } = checkOptions(options, 'schemes', 'allow');
  const bytes = encode(text);
  if (bytes.length >= MAX_TEXT) throw new RangeError('the text is too large');
  const engine = bytes.length > MAX_SHARED ? new Engine() : shared;
  engine.useSchemes(schemes);
  engine.useAllow(allow);
  engine.put(bytes);
  return engine
    .collect('lint', bytes.length)
    .map(({ start, length, ...finding }) => ({
      ...finding,
      uri: decoder.decode(bytes.subarray(start, start + length)),
    }));
}

/** A SARIF log that is written while files come in; `write` gets its text piece by piece. */
class SarifLog {
  #engine = new Engine();
  #results = 0;
  #unreadable = [];
  #write;

  constructor(write, options = {}) {
    const { schemes, allow } = checkOptions(options, 'schemes', 'allow');
    this.#write = write;
    this.#engine.useSchemes(schemes);
    this.#engine.useAllow(allow);
    this.#run('sarifBegin');
  }

  /** Runs an export and passes on, as one piece, what it emits. */
  #run(name, ...values) {
    const stream = new TextDecoder('utf-8', { ignoreBOM: true });
    const pieces = [];
    this.#engine.emitted = (bytes) => pieces.push(stream.decode(bytes, { stream: true }));
    const result = this.#engine.exports[name](...values);
    this.#write(pieces.join(''));
    return result;
  }

  /** Lints a file, null for one that could not be read; whether there was something to find. */
  add(name, text) {
    const nameBytes = encode(name);
    const bytes = text === null ? null : encode(text);
    if (bytes === null || bytes.length >= MAX_TEXT) {
      this.#unreadable.push(nameBytes);
      return false;
    }
    this.#engine.put(nameBytes, bytes);
    const results = this.#run('sarifFile', nameBytes.length, bytes.length);
    const more = results > this.#results;
    this.#results = results;
    return more;
  }

  end() {
    this.#run('sarifFinishResults');
    for (const name of this.#unreadable) {
      this.#engine.put(name);
      this.#run('sarifUnreadable', name.length);
    }
    this.#run('sarifEnd');
  }
}

function sarif(files, options) {
  const pieces = [];
  const log = new SarifLog((piece) => pieces.push(piece), options);
  for (const { name, text } of files) log.add(name, text);
  log.end();
  return pieces.join('');
}

function commands() {
  return shared.collect('commands');
}

function dialActions() {
  return shared.collect('dialActions');
}

function resolveProductId(requested, applicationId, candidates) {
  let best = null;
  for (const candidate of candidates) {
    shared.putTexts([requested, candidate, applicationId]);
    const match = shared.exports.matchProduct();
    if (match === 2) return candidate;
    if (match === 1) best ??= candidate;
  }
  return best;
}

export {
  CommandUriError,
  MAX_LENGTH,
  SarifLog,
  build,
  buildCall,
  commands,
  dialActions,
  lint,
  parse,
  resolveProductId,
  sarif,
  wrap,
};
