// SPDX-License-Identifier: Apache-2.0
//
// File name patterns, for shells that leave them alone: * ? [a-z] {a,b} and ** for any number of
// folders. Hidden files, node_modules and links to folders are passed over unless they are named.

import { readdirSync } from 'node:fs';

/** Bounds, beyond which an error is thrown rather than anything left out in silence. */
const MAX_ALTERNATIVES = 64;
const MAX_FILES = 100000;
const MAX_DEPTH = 64;

const MAGIC = /[*?[\]{}]/;

export function isPattern(text) {
  return MAGIC.test(text);
}

/** {a,b} written out; innermost first, so that they nest. */
function alternatives(pattern) {
  const done = [];
  const open = [pattern];
  while (open.length > 0) {
    const one = open.pop();
    const brace = /\{([^{}]*,[^{}]*)\}/.exec(one);
    if (brace === null) {
      done.push(one);
    } else {
      const before = one.slice(0, brace.index);
      const after = one.slice(brace.index + brace[0].length);
      for (const choice of brace[1].split(',')) open.push(before + choice + after);
    }
    if (done.length + open.length > MAX_ALTERNATIVES)
      throw new RangeError(`'${pattern}' has more than ${MAX_ALTERNATIVES} alternatives`);
  }
  return done;
}

/** A regular expression for one segment of a path. */
function segmentExpression(segment) {
  const source = segment.replace(/\*+|\?|\[(!?)([^\]]+)\]|[\\^$.|+(){}[\]]/g, (match, not, set) => {
    if (match[0] === '*') return '.*';
    if (match === '?') return '.';
    if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
    return `\\${match}`;
  });
  return new RegExp(`^${source}$`, 'su');
}

function list(folder) {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  }
}

/** One pattern without braces. `found` is added to. */
function walk(pattern, found) {
  const absolute = pattern.startsWith('/');
  const segments = pattern.split('/').filter((segment) => segment !== '');
  const expressions = segments.map((segment) =>
    segment === '**' || !isPattern(segment) ? null : segmentExpression(segment),
  );
  const open = [{ folder: absolute ? '/' : '', at: 0, depth: 0 }];

  while (open.length > 0) {
    const { folder, at, depth } = open.pop();
    const segment = segments[at];
    const last = at === segments.length - 1;
    if (depth > MAX_DEPTH) throw new RangeError(`'${folder}' is deeper than ${MAX_DEPTH} folders`);
    if (segment === '**' && !last) open.push({ folder, at: at + 1, depth });
    if (segment === '.' || segment === '..') {
      open.push({ folder: `${folder}${segment}/`, at: at + 1, depth: depth + 1 });
      continue;
    }
    for (const entry of list(folder)) {
      const hidden = entry.name.startsWith('.');
      const path = folder + entry.name;
      if (segment === '**') {
        if (hidden || entry.name === 'node_modules') continue;
        if (entry.isDirectory()) open.push({ folder: `${path}/`, at, depth: depth + 1 });
        else if (last) found.add(path);
        continue;
      }
      const named = expressions[at] === null ? entry.name === segment : expressions[at].test(entry.name);
      if (!named || (hidden && !segment.startsWith('.'))) continue;
      if (!last) {
        if (!entry.isFile()) open.push({ folder: `${path}/`, at: at + 1, depth: depth + 1 });
      } else if (!entry.isDirectory()) {
        found.add(path);
      }
    }
    if (found.size > MAX_FILES) throw new RangeError(`'${pattern}' names more than ${MAX_FILES} files`);
  }
}

/** The files that a pattern names, in order. */
export function expand(pattern) {
  const found = new Set();
  for (const one of alternatives(pattern)) walk(one, found);
  return [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
