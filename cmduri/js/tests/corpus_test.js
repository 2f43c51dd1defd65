// SPDX-License-Identifier: Apache-2.0
//
// corpus_test.js INDEX FOLDER: the package passes the corpus that the C library passes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { FILES, checkCorpus } from './corpus.js';
import { Tap } from './tap.js';

const [index, folder] = process.argv.slice(2);
const tap = new Tap();
const cmduri = await import(pathToFileURL(index).href);

tap.same(Object.keys(FILES).sort(), readdirSync(folder).filter((name) => name.endsWith('.txt')).sort(), 'every file is known');
await checkCorpus(tap, cmduri, (name) => readFileSync(join(folder, name), 'utf8'));
process.exitCode = tap.end() ? 0 : 1;
