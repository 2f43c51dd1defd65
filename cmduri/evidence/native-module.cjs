// SPDX-License-Identifier: Apache-2.0
//
// node --require native-module.cjs, with the library of native-module.c in NATIVE_MODULE: WebAssembly
// is that library, of which each instance has a copy of its own, with its own memory.
'use strict';
const { copyFileSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const NAMES = [
  'allow',
  'allowNone',
  'build',
  'buildCall',
  'commands',
  'dialActions',
  'lint',
  'matchProduct',
  'parse',
  'reserve',
  'sarifBegin',
  'sarifEnd',
  'sarifFile',
  'sarifFinishResults',
  'sarifUnreadable',
  'schemes',
  'useSchemes',
];

class Instance {
  constructor(_, { cmduri }) {
    const folder = mkdtempSync(join(tmpdir(), 'native-module-'));
    const copy = join(folder, 'copy.node');
    copyFileSync(process.env.NATIVE_MODULE, copy);
    const native = { exports: {} };
    process.dlopen(native, copy);
    rmSync(folder, { recursive: true });
    const { call, memory } = native.exports;
    this.exports = { memory: { buffer: memory } };
    for (const name of NAMES) this.exports[name] = (...values) => call(cmduri.emit, name, ...values);
  }
}

globalThis.WebAssembly = { compile: async () => null, Instance };
