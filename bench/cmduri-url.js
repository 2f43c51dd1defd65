// SPDX-License-Identifier: Apache-2.0
// node cmduri-url.js URI PATH NAME VALUE: the median nanoseconds of the whole job with WHATWG URL.
"use strict";
const [uri, path, name, value] = process.argv.slice(2);

function read(text) {
  const url = new URL(text);
  const inner = url.searchParams.get("_cmd");
  if (inner !== null) return read(inner);
  return decodeURIComponent(url.pathname) === path && (!name || url.searchParams.get(name) === value);
}

for (let i = 0; i < 20000; i++) if (!read(uri)) process.exit(1);
const rounds = [];
for (let round = 0; round < 101; round++) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < 1000; i++) read(uri);
  rounds.push(Number(process.hrtime.bigint() - start) / 1000);
}
rounds.sort((a, b) => a - b);
console.log(rounds[50].toFixed(1));
