#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
//
// `npx cmduri lint`: the same words, output and exit status as `cmduri lint` of the C tool, and
// patterns besides.

import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';

import { expand, isPattern } from './glob.js';
import { SarifLog, lint } from './index.js';

const FINE = 0;
const FOUND = 1;
const USAGE = 2;

/** From this size on a file is not read, in bytes. */
const MAX_FILE = 64 * 1024 * 1024;

const USAGE_TEXT = `Usage:
  cmduri lint [--scheme NAME]... [--allow CODE]... [--format text|sarif]
              FILE|PATTERN...

Finds command and call URIs in HTML, JavaScript and plain text and prints what
should be mended. Put patterns in quotes: 'src/**/*.{html,js}'; hidden files and
node_modules are passed over. The file - is standard input.

  --scheme NAME  a scheme that carries commands and calls (default: cloudsip)
  --format NAME  text, one finding a line (default), or sarif: SARIF 2.1.0 for
                 code scanning
  --allow CODE   pass over findings of this code, such as fragment
  --help         print this text
  --version      print the version

Exit status: 0 fine, 1 something was found, 2 wrong usage or a file that cannot
be read.
`;

class UsageError extends Error {}

/** What `run` returns, once a pipe that is not ready has become so. */
function insist(run) {
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Writes all of it, to pipes too, before the program ends. */
function print(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += insist(() => writeSync(1, bytes, at));
}

function readOptions(words) {
  const options = { schemes: undefined, allow: [], format: 'text', operands: [], help: false };
  for (let i = 0; i < words.length; i++) {
    const [name, value] = words[i].startsWith('--') ? words[i].split(/=(.*)/s) : [words[i]];
    const next = () => {
      if (value !== undefined) return value;
      if (i + 1 === words.length) throw new UsageError(`the option '${name}' needs a value`);
      return words[++i];
    };
    if (name === '--') {
      options.operands.push(...words.slice(i + 1));
      break;
    } else if (name === '--scheme') {
      (options.schemes ??= []).push(next());
    } else if (name === '--allow') {
      options.allow.push(next());
    } else if (name === '--format') {
      options.format = next();
      if (options.format !== 'text' && options.format !== 'sarif')
        throw new UsageError(`there is no format '${options.format}', only text and sarif`);
    } else if (name === '--help' || name === '-h') {
      options.help = true;
    } else if (name.startsWith('-') && name !== '-') {
      throw new UsageError(`there is no option '${name}' here`);
    } else {
      options.operands.push(name);
    }
  }
  return options;
}

/** The bytes of a file; throws what the system says. */
function read(name) {
  const file = name === '-' ? 0 : openSync(name, 'r');
  try {
    const status = fstatSync(file);
    if (status.isFile() && status.size >= MAX_FILE) throw Object.assign(new Error('large'), { code: 'EFBIG' });
    if (status.isFile() || status.isDirectory()) return readFileSync(file);
    const chunks = [];
    for (let size = 0; ; ) {
      const chunk = Buffer.alloc(64 * 1024);
      const length = insist(() => readSync(file, chunk));
      size += length;
      if (size >= MAX_FILE) throw Object.assign(new Error('large'), { code: 'EFBIG' });
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
    }
  } finally {
    if (file !== 0) closeSync(file);
  }
}

/** The system's words for an error. */
function reason(error) {
  for (const [code, message] of getSystemErrorMap().values()) if (code === error.code) return message;
  return error.message;
}

function expandOperands(operands) {
  return operands.flatMap((operand) => {
    if (operand === '-' || !isPattern(operand) || existsSync(operand)) return [operand];
    const files = expand(operand);
    if (files.length === 0) throw new UsageError(`no file matches '${operand}'`);
    return files;
  });
}

function lintFiles({ schemes, allow, format, operands }) {
  if (operands.length === 0) throw new UsageError('lint needs a file');
  const files = expandOperands(operands);
  lint('', { schemes, allow }); // a wrong scheme or code is told before anything is printed
  let found = false;
  let unreadable = false;

  const pieces = [];
  const flush = () => print(pieces.splice(0).join(''));
  const log = format === 'sarif' ? new SarifLog((piece) => pieces.push(piece), { schemes, allow }) : null;
  for (const name of files) {
    let bytes = null;
    try {
      bytes = read(name);
    } catch (error) {
      process.stderr.write(`cmduri: ${name}: ${reason(error)}\n`);
      unreadable = true;
    }
    if (log !== null) {
      found = log.add(name, bytes) || found;
    } else if (bytes !== null) {
      const findings = lint(bytes, { schemes, allow });
      found ||= findings.length > 0;
      for (const { line, column, code, message } of findings)
        pieces.push(`${name}:${line}:${column}: ${code}: ${message}\n`);
    }
    flush();
  }
  log?.end();
  flush();
  return unreadable ? USAGE : found ? FOUND : FINE;
}

function run([command, ...words]) {
  if (command === undefined) throw new UsageError('a command is missing');
  if (command === '--help' || command === '-h') {
    print(USAGE_TEXT);
    return FINE;
  }
  if (command === '--version') {
    const text = readFileSync(new URL('package.json', import.meta.url), 'utf8');
    print(`cmduri ${JSON.parse(text).version}\n`);
    return FINE;
  }
  if (['parse', 'build', 'commands'].includes(command))
    throw new UsageError(`'${command}' is a command of the C tool; here there are lint, and ${command}() in JavaScript`);
  if (command !== 'lint') throw new UsageError(`there is no command '${command}', only lint`);
  const options = readOptions(words);
  if (options.help) {
    print(USAGE_TEXT);
    return FINE;
  }
  return lintFiles(options);
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`cmduri: ${error.message}\nTry 'cmduri --help'.\n`);
  process.exitCode = USAGE;
}
