// SPDX-License-Identifier: Apache-2.0
//
// QR codes after ISO/IEC 18004, byte mode, levels M and L, versions 1 to 40.

(function (linkBuilder) {
  'use strict';

  /** Of each level: the two bits that name it, and for versions 1 to 40 the error correction bytes of
   * a block and the number of blocks (ISO/IEC 18004, table 9). */
  const LEVELS = {
    M: {
      bits: 0,
      check: [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
      ],
      blocks: [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33,
        35, 37, 38, 40, 43, 45, 47, 49,
      ],
    },
    L: {
      bits: 1,
      check: [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
      ],
      blocks: [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19,
        19, 20, 21, 22, 24, 25,
      ],
    },
  };

  const MASKS = [
    (row, column) => (row + column) % 2 === 0,
    (row) => row % 2 === 0,
    (row, column) => column % 3 === 0,
    (row, column) => (row + column) % 3 === 0,
    (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
    (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
    (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
    (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
  ];

  // Powers of 2 in the field of 256 elements modulo x⁸ + x⁴ + x³ + x² + 1, and back.
  const POWERS = new Uint8Array(510);
  const LOGARITHMS = new Uint8Array(256);
  for (let exponent = 0, value = 1; exponent < 255; exponent++) {
    POWERS[exponent] = POWERS[exponent + 255] = value;
    LOGARITHMS[value] = exponent;
    value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
  }

  function multiply(a, b) {
    return a === 0 || b === 0 ? 0 : POWERS[LOGARITHMS[a] + LOGARITHMS[b]];
  }

  /** The polynomial (x - 1)(x - 2)(x - 4)… without its leading 1. */
  function generator(degree) {
    const result = new Uint8Array(degree);
    result[degree - 1] = 1;
    for (let root = 0; root < degree; root++)
      for (let i = 0; i < degree; i++)
        result[i] = multiply(result[i], POWERS[root]) ^ (i + 1 < degree ? result[i + 1] : 0);
    return result;
  }

  /** What remains of the data when it is divided by the generator. */
  function checkBytes(data, divisor) {
    const rest = new Uint8Array(divisor.length);
    for (const byte of data) {
      const factor = byte ^ rest[0];
      rest.copyWithin(0, 1);
      rest[rest.length - 1] = 0;
      for (let i = 0; i < rest.length; i++) rest[i] ^= multiply(divisor[i], factor);
    }
    return rest;
  }

  /** The rows and columns at which alignment patterns have their middle. */
  function alignment(version) {
    if (version === 1) return [];
    const size = 17 + 4 * version;
    const count = Math.floor(version / 7) + 2;
    const step = version === 32 ? 26 : 2 * Math.ceil((size - 13) / (2 * (count - 1)));
    const positions = [6];
    for (let i = count - 2; i >= 0; i--) positions.push(size - 7 - i * step);
    return positions;
  }

  /** The symbol's modules: null where data go, else whether dark. */
  class Grid {
    constructor(version) {
      this.version = version;
      this.size = 17 + 4 * version;
      this.modules = Array.from({ length: this.size }, () => new Array(this.size).fill(null));
    }

    set(row, column, dark) {
      if (row >= 0 && column >= 0 && row < this.size && column < this.size) this.modules[row][column] = dark;
    }

    /** Squares in each other: dark where the distance from the middle is none of `light`. */
    square(row, column, radius, light) {
      for (let y = -radius; y <= radius; y++)
        for (let x = -radius; x <= radius; x++)
          this.set(row + y, column + x, !light.includes(Math.max(Math.abs(y), Math.abs(x))));
    }

    patterns() {
      const last = this.size - 1;
      for (let i = 0; i < this.size; i++) {
        this.set(6, i, i % 2 === 0);
        this.set(i, 6, i % 2 === 0);
      }
      for (const [row, column] of [[3, 3], [3, last - 3], [last - 3, 3]]) this.square(row, column, 4, [2, 4]);
      const positions = alignment(this.version);
      const end = positions.length - 1;
      positions.forEach((row, i) =>
        positions.forEach((column, j) => {
          const finder = (i === 0 && j === 0) || (i === 0 && j === end) || (i === end && j === 0);
          if (!finder) this.square(row, column, 2, [1]);
        }),
      );
      this.format(0, 0);
      this.versionBits();
    }

    /** Level and mask, twice, with the dark module. */
    format(level, mask) {
      const data = (level << 3) | mask;
      let rest = data;
      for (let i = 0; i < 10; i++) rest = (rest << 1) ^ (rest & 0x200 ? 0x537 : 0);
      const bits = ((data << 10) | (rest & 0x3ff)) ^ 0x5412;
      const last = this.size - 1;
      for (let i = 0; i < 15; i++) {
        const dark = ((bits >> i) & 1) === 1;
        // Down the column and along the row at the upper left finder, around the timing patterns.
        if (i < 8) this.set(i < 6 ? i : i + 1, 8, dark);
        else this.set(8, i === 8 ? 7 : 14 - i, dark);
        if (i < 8) this.set(8, last - i, dark);
        else this.set(last - 14 + i, 8, dark);
      }
      this.set(last - 7, 8, true);
    }

    versionBits() {
      if (this.version < 7) return;
      let rest = this.version;
      for (let i = 0; i < 12; i++) rest = (rest << 1) ^ (rest & 0x800 ? 0x1f25 : 0);
      const bits = (this.version << 12) | (rest & 0xfff);
      for (let i = 0; i < 18; i++) {
        const dark = ((bits >> i) & 1) === 1;
        const [long, short] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
        this.set(long, short, dark);
        this.set(short, long, dark);
      }
    }

    /** The places of data, in the order in which they are filled. */
    *places() {
      let up = true;
      for (let right = this.size - 1; right > 0; right -= 2) {
        if (right === 6) right = 5;
        for (let i = 0; i < this.size; i++) {
          const row = up ? this.size - 1 - i : i;
          for (const column of [right, right - 1]) if (this.modules[row][column] === null) yield [row, column];
        }
        up = !up;
      }
    }

    /** How badly the symbol may be read (section 7.8.3). */
    penalty() {
      const { size, modules } = this;
      let score = 0;
      let darkCount = 0;
      for (const line of [...modules, ...modules.map((_, i) => modules.map((row) => row[i]))]) {
        let run = 0;
        let window = 0;
        for (let i = 0; i < size; i++) {
          run = i > 0 && line[i] === line[i - 1] ? run + 1 : 1;
          if (run === 5) score += 3;
          else if (run > 5) score += 1;
          window = ((window << 1) | (line[i] ? 1 : 0)) & 0x7ff;
          if (i >= 10 && (window === 0b10111010000 || window === 0b00001011101)) score += 40;
        }
      }
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++) {
          const dark = modules[row][column];
          if (dark) darkCount++;
          if (row > 0 && column > 0 && dark === modules[row - 1][column] && dark === modules[row][column - 1] &&
              dark === modules[row - 1][column - 1])
            score += 3;
        }
      return score + 10 * Math.floor(Math.abs((100 * darkCount) / (size * size) - 50) / 5);
    }
  }

  /** How many data places a version has, from its patterns. */
  function dataModules(version) {
    const size = 17 + 4 * version;
    const aligned = alignment(version).length;
    let patterns = 3 * 64 + 31 + 2 * (size - 16);
    if (aligned > 0) patterns += (aligned * aligned - 3) * 25 - (aligned - 2) * 10;
    if (version >= 7) patterns += 36;
    return size * size - patterns;
  }

  function dataBytes(version, { check, blocks }) {
    return Math.floor(dataModules(version) / 8) - check[version - 1] * blocks[version - 1];
  }

  /** Mode, length, data and padding as bytes. */
  function codewords(bytes, version, capacity) {
    const bits = [];
    const push = (value, count) => {
      for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
    };
    push(0b0100, 4);
    push(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) push(byte, 8);
    push(0, Math.min(4, 8 * capacity - bits.length));
    push(0, (8 - (bits.length % 8)) % 8);
    const result = new Uint8Array(capacity);
    for (let i = 0; i < bits.length; i++) result[i >> 3] |= bits[i] << (7 - (i % 8));
    for (let i = bits.length / 8, pad = 0xec; i < capacity; i++, pad ^= 0xec ^ 0x11) result[i] = pad;
    return result;
  }

  /** Data and check bytes of all blocks, in turn. */
  function interleave(data, version, { check, blocks }) {
    const count = blocks[version - 1];
    const short = Math.floor(data.length / count);
    const longer = data.length % count;
    const divisor = generator(check[version - 1]);
    const parts = [];
    for (let i = 0, at = 0; i < count; i++) {
      const length = short + (i >= count - longer ? 1 : 0);
      const part = data.subarray(at, at + length);
      parts.push({ part, rest: checkBytes(part, divisor) });
      at += length;
    }
    const result = [];
    for (let i = 0; i <= short; i++) for (const { part } of parts) if (i < part.length) result.push(part[i]);
    for (let i = 0; i < divisor.length; i++) for (const { rest } of parts) result.push(rest[i]);
    return result;
  }

  /** The most bytes of a symbol of a version and level. */
  function capacity(version, level) {
    return dataBytes(version, LEVELS[level]) - (version < 10 ? 2 : 3);
  }

  /** The smallest symbol that holds the bytes at a level: `{ version, level, size, modules }`, where
   * modules are rows of booleans, true for dark. Null when there is none. */
  function encodeAt(bytes, level) {
    let version = 1;
    while (version <= 40 && capacity(version, level) < bytes.length) version++;
    if (version > 40) return null;
    const table = LEVELS[level];
    const stream = interleave(codewords(bytes, version, dataBytes(version, table)), version, table);

    const grid = new Grid(version);
    grid.patterns();
    const places = [...grid.places()];
    const bit = (i) => (i >> 3 < stream.length ? (stream[i >> 3] >> (7 - (i % 8))) & 1 : 0) === 1;
    const draw = (mask) => {
      places.forEach(([row, column], i) => grid.set(row, column, bit(i) !== MASKS[mask](row, column)));
      grid.format(table.bits, mask);
    };
    let best = 0;
    let least = Infinity;
    for (let mask = 0; mask < MASKS.length; mask++) {
      draw(mask);
      const score = grid.penalty();
      if (score < least) [best, least] = [mask, score];
    }
    draw(best);
    return { version, level, size: grid.size, modules: grid.modules };
  }

  linkBuilder.qr = {
    capacity,
    encodeAt,

    /** With more error correction where it costs no more room than a phone's camera can take. */
    encode(text) {
      const bytes = new TextEncoder().encode(text);
      const better = encodeAt(bytes, 'M');
      return better !== null && better.version <= 20 ? better : encodeAt(bytes, 'L');
    },

    /** The dark modules as the path of an SVG whose unit is one module, margin included. */
    path({ size, modules }, margin = 4) {
      let path = '';
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++) {
          if (!modules[row][column]) continue;
          let end = column;
          while (end < size && modules[row][end]) end++;
          path += `M${column + margin} ${row + margin}h${end - column}v1h-${end - column}z`;
          column = end;
        }
      return path;
    },
  };
})((globalThis.linkBuilder ??= {}));
