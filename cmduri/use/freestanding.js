// SPDX-License-Identifier: Apache-2.0
// freestanding.js MODULE: prints what read_command() makes of three texts.
const bytes = require("fs").readFileSync(process.argv[2]);
WebAssembly.instantiate(bytes).then(({ instance: { exports } }) => {
  for (const text of ["app:keypad", "cloudsip:?_cmd=app%3Abalance-update", "app:%zz"]) {
    new Uint8Array(exports.memory.buffer, exports.input()).set(new TextEncoder().encode(text));
    console.log(exports.read_command(text.length));
  }
});
