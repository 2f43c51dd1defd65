// SPDX-License-Identifier: Apache-2.0
//
// Test results as TAP.

export class Tap {
  constructor(write = console.log) {
    this.write = write;
    this.count = 0;
    this.failed = 0;
  }

  check(holds, name, explain = () => '') {
    this.count++;
    if (!holds) this.failed++;
    const plain = name.replaceAll('#', 'no.').replace(/\p{Cc}/gu, ' ').slice(0, 160);
    this.write(`${holds ? 'ok' : 'not ok'} ${this.count} - ${plain}`);
    if (!holds) for (const line of explain().split('\n')) this.write(`# ${line}`);
    return holds;
  }

  /** Both as JSON; members may come in any order. */
  same(actual, expected, name) {
    const text = (value) =>
      JSON.stringify(value, (_, inner) =>
        inner !== null && typeof inner === 'object' && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
          : inner,
      );
    const [a, b] = [text(actual), text(expected)];
    return this.check(a === b, name, () => `expected ${b}\nactual   ${a}`);
  }

  throws(run, expected, name) {
    try {
      run();
    } catch (error) {
      return this.same(error.code ?? error.name, expected, name);
    }
    return this.check(false, name, () => `expected ${expected}, nothing was thrown`);
  }

  end() {
    this.write(`1..${this.count}`);
    return this.failed === 0 && this.count > 0;
  }
}
