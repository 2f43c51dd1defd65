// SPDX-License-Identifier: Apache-2.0
//
// The conformance corpus (corpus/README.md), for Node and browsers alike.

/** What each file's cases are about, as the C library's tests take them. */
export const FILES = {
  'calls.txt': checkRead,
  'commands.txt': checkRead,
  'lenient.txt': checkRead,
  'parameters.txt': checkRead,
  'refused.txt': checkRead,
  'smart.txt': checkRead,
  'build.txt': checkBuild,
  'lint.txt': checkLint,
  'hints.txt': checkHint,
  'products.txt': checkProduct,
  'permission.txt': checkPermission,
};

const encoder = new TextEncoder();

/** The bytes that a line of input stands for. */
export function unescape(line) {
  const bytes = [];
  const pattern = /\\x([0-9A-Fa-f]{2})|\\\{(\d+):([^}]*)\}|\\(.)|([^\\]+)/gsu;
  for (const [, hex, times, text, escape, plain] of line.matchAll(pattern)) {
    if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else if (times !== undefined) {
      const inner = unescape(text);
      for (let i = Number(times); i > 0; i--) for (const byte of inner) bytes.push(byte);
    } else if (escape === 'n') bytes.push(10);
    else if (escape === 'r') bytes.push(13);
    else if (escape !== undefined) {
      if (escape !== 'e') for (const byte of encoder.encode(escape)) bytes.push(byte);
    } else for (const byte of encoder.encode(plain)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

export function* cases(text) {
  let one = null;
  for (const [index, line] of `${text}\n`.split('\n').entries()) {
    if (line.startsWith('#')) continue;
    if (line === '') {
      if (one !== null) yield one;
      one = null;
    } else if (one === null || one.input === undefined) {
      one ??= { schemes: undefined, expected: [] };
      if (line.startsWith('rules: ')) continue;
      if (line.startsWith('--scheme ')) {
        one.schemes = line.trim().split(/\s*--scheme\s+/).slice(1);
      } else {
        one.input = unescape(line);
        one.line = index + 1;
      }
    } else {
      one.expected.push(line);
    }
  }
}

/** The members that the corpus knows. */
function known({ message, notes, smart, actionClass, permission, hint, ...result }) {
  return result;
}

/** What is built from a result. */
function rebuild(cmduri, result, scheme) {
  return result.kind === 'call'
    ? cmduri.buildCall(result.number, { scheme, dialAction: result.dialAction ?? undefined })
    : cmduri.build(result.command, result.params, { scheme });
}

function checkRead(tap, cmduri, one, name) {
  const options = { schemes: one.schemes };
  const result = cmduri.parse(one.input, options);
  tap.same(known(result), JSON.parse(one.expected[0]), name);
  if (!result.ok || one.input.length > 2000) return;
  for (const scheme of [one.schemes?.[0] ?? 'cloudsip', undefined]) {
    if (scheme === undefined && result.kind === 'call') continue;
    const again = cmduri.parse(rebuild(cmduri, result, scheme), options);
    const meaning = ({ command, params, number, dialAction }) => ({
      command, params, number, dialAction: dialAction || null,
    });
    tap.same(meaning(again), meaning(result), `${name} built ${scheme === undefined ? 'bare' : 'wrapped'}`);
  }
}

function words(bytes) {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split(' ');
}

/** Divided at the bytes of spaces, as a word may be no UTF-8. */
function byteWords(bytes) {
  const result = [];
  let start = 0;
  for (let at = 0; at <= bytes.length; at++)
    if (at === bytes.length || bytes[at] === 0x20) {
      result.push(bytes.subarray(start, at));
      start = at + 1;
    }
  return result;
}

function checkBuild(tap, cmduri, one, name) {
  const [command, ...pairs] = byteWords(one.input);
  let actual;
  try {
    const params = {};
    for (const pair of pairs) {
      const equals = pair.indexOf(0x3d);
      params[new TextDecoder().decode(pair.subarray(0, equals))] = pair.subarray(equals + 1);
    }
    actual = cmduri.build(command, params, { scheme: one.schemes?.[0] });
  } catch (error) {
    actual = `error ${error.code}`;
  }
  tap.same(actual, one.expected[0], name);
}

function checkLint(tap, cmduri, one, name) {
  const findings = cmduri.lint(one.input, { schemes: one.schemes });
  const lines = findings.map(({ line, column, code }) => `${line}:${column} ${code}`);
  tap.same(lines.length === 0 ? ['-'] : lines, one.expected, name);
  tap.check(
    findings.every(({ offset, uri }) => offset <= one.input.length && uri.length > 0),
    `${name} has offsets`,
  );
}

function checkHint(tap, cmduri, one, name) {
  const command = new TextDecoder().decode(one.input);
  const result = cmduri.parse(`app:${encodeURIComponent(command)}`);
  const near = one.expected[0] === '-' ? null : one.expected[0];
  tap.same([result.error, result.hint], ['unknown-command', near], name);
  tap.check(near === null || result.message.includes(near), `${name} in words`);
}

function checkProduct(tap, cmduri, one, name) {
  const [requested, application, ...candidates] = words(one.input);
  tap.same(cmduri.resolveProductId(requested, application, candidates) ?? '-', one.expected[0], name);
}

function checkPermission(tap, cmduri, one, name) {
  const [source, uri] = words(one.input);
  const result = cmduri.parse(uri, { schemes: one.schemes });
  const key = source.replace(/-(.)/, (_, letter) => letter.toUpperCase());
  tap.same(`${result.actionClass} ${result.permission?.[key]}`, one.expected.join(' '), name);
}

/** Runs all cases; `read` gives a file's text. */
export async function checkCorpus(tap, cmduri, read) {
  for (const [file, check] of Object.entries(FILES)) {
    const before = tap.count;
    for (const one of cases(await read(file))) check(tap, cmduri, one, `${file}:${one.line}`);
    tap.check(tap.count > before, `${file} holds cases`);
  }
}
