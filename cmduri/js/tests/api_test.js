// SPDX-License-Identifier: Apache-2.0
//
// api_test.js INDEX: what the corpus cannot say: texts that are no UTF-8 or no texts, sizes, errors.

import { pathToFileURL } from 'node:url';

import { Tap } from './tap.js';

const tap = new Tap();
const cmduri = await import(pathToFileURL(process.argv[2]).href);
const { CommandUriError, SarifLog, build, buildCall, commands, dialActions, lint, parse, sarif, wrap } = cmduri;

function checkTexts() {
  const phone = 'app:settings/topup?product_id=é€📞';
  tap.same(parse(phone).params, { product_id: 'é€📞' }, 'characters of all lengths');
  tap.same(parse(new TextEncoder().encode(phone)), parse(phone), 'bytes are as good as a string');
  tap.same(parse('app:keypad?é=%zz').offset, 14, 'offsets count bytes');
  for (const [name, half] of [['high', '\ud83d'], ['low', '\udcde']]) {
    const result = parse(`app:keypad?x=é${half}y`);
    tap.same([result.error, result.offset], ['bad-utf8', 15], `half a character, ${name}, is no UTF-8`);
    tap.throws(() => build('settings/topup', { product_id: half }), 'bad-utf8', `nor is it built, ${name}`);
    const [finding] = lint(`'app:keypad?x=é${half}'`);
    tap.same([finding.code, finding.offset], ['bad-utf8', 16], `nor does it pass the linter, ${name}`);
  }
  tap.same(parse('\ufeffapp:keypad').error, 'unknown-scheme', 'a byte order mark is not overlooked');
  tap.same(parse('app:key\0pad').error, 'control-character', 'a zero ends nothing');
  tap.throws(() => build('settings/topup', { product_id: 'a\0b' }), 'control-character', 'nor when building');
  for (const wrong of [undefined, null, 1, {}, ['app:keypad'], new Uint16Array(3)]) {
    tap.throws(() => parse(wrong), 'TypeError', `no text: ${String(wrong)}`);
    tap.throws(() => lint(wrong), 'TypeError', `nothing to lint: ${String(wrong)}`);
  }
}

function checkSizes() {
  const longest = `app:keypad#${'a'.repeat(8192 - 11)}`;
  tap.same(parse(longest).ok, true, 'the longest URI');
  tap.same([parse(`${longest}a`).error, parse(`${longest}a`).offset], ['too-long', 8192], 'one byte more');
  tap.same(parse(`${longest.slice(0, -1)}é`).error, 'too-long', 'one byte more in the last character');
  const huge = parse('app:' + 'a'.repeat(100_000_000));
  tap.same([huge.error, huge.offset], ['too-long', 8192], 'a hundred million characters');
  tap.same(parse(new Uint8Array(100_000_000)).error, 'too-long', 'as many bytes');
  tap.throws(() => build('settings/topup', { product_id: 'x'.repeat(100_000_000) }), 'too-long', 'a long value');
  tap.throws(() => build('x'.repeat(100_000_000)), 'unknown-command', 'a long command');
  tap.throws(() => buildCall('1'.repeat(300)), 'bad-number', 'a long number');
  tap.throws(() => lint(new Uint8Array(64 * 1024 * 1024)), 'RangeError', '64 MiB are not linted');
  const large = new Uint8Array(64 * 1024 * 1024 - 1).fill(0x20);
  large.set(new TextEncoder().encode("'app:keypd'"), large.length - 11);
  tap.same(lint(large).map(({ offset }) => offset), [large.length - 6], 'one byte less is');
  const log = new SarifLog(() => {});
  tap.throws(() => log.add('x'.repeat(3 * 1024 * 1024), large), 'RangeError', 'nor with a name of 3 MiB');
  const text = "'app:keypd' 😀\n".repeat(100000);
  tap.same(lint(text).length, 100000, 'a long text gets memory of its own');
  tap.same(lint("'app:keypd'").length, 1, 'and the shared one still serves');
  const params = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`p${i}`, 'x']));
  tap.throws(() => build('settings/topup', params), 'too-many-parameters', 'too many parameters');
  tap.throws(() => build('settings/topup', { tab: 'qd', product_id: 'x' }), 'unsupported', 'the first of two is wrong');
  tap.throws(() => build('setings', { product_id: 'x' }), 'unknown-command', 'the command is wrong, before its parameters');
}

function checkSchemes() {
  const uri = 'myphone:?_cmd=app%3Akeypad';
  tap.same(parse(uri).error, 'unknown-scheme', 'another scheme');
  tap.same(parse(uri, { schemes: ['tel', 'MyPhone'] }).command, 'keypad', 'is known when it is told');
  tap.same(parse('cloudsip:1', { schemes: ['tel'] }).error, 'unknown-scheme', 'in place of the default one');
  tap.same(parse('cloudsip:1', { schemes: [] }).ok, true, 'no schemes are the default one');
  for (const scheme of ['', 'a b', 'a:', '1a', 'é', 'app', 'APP', 'cscommand', 'a\0b', 'x'.repeat(256), 7]) {
    tap.throws(() => parse('app:qd', { schemes: [scheme] }), 'unknown-scheme', `no scheme: ${String(scheme).slice(0, 20)}`);
    tap.throws(() => build('qd', {}, { scheme }), 'unknown-scheme', `not to build either: ${String(scheme).slice(0, 20)}`);
  }
  tap.same(parse(uri).error, 'unknown-scheme', 'a wrong scheme leaves the default one');
  const many = Array.from({ length: 17 }, (_, i) => `s${i}`);
  tap.throws(() => parse('app:qd', { schemes: many }), 'RangeError', 'too many schemes');
  const long = Array.from({ length: 16 }, (_, i) => 's'.repeat(254) + String.fromCharCode(97 + i));
  tap.same(parse(`${long[15]}:1`, { schemes: long }).number, '1', 'sixteen long schemes');
}

function checkBuild() {
  tap.same(build('settings/topup', { product_id: 'credit1', action: 'buy' }), 'app:settings/topup?action=buy&product_id=credit1', 'a purchase');
  tap.same(build('settings/topup', { product_id: undefined, action: null }), 'app:settings/topup', 'what is undefined is left out');
  tap.same(build('browser', { relative: '/x?y=1', reload: true }), 'app:?action=navigate&tab=browser&relative=%2Fx%3Fy%3D1&reload=true', 'a smart link where nothing else says it');
  tap.same(build('keypad', {}, { scheme: 'myphone' }), 'myphone:?_cmd=app%3Akeypad', 'wrapped');
  tap.same(buildCall('+420 1'.replace(' ', ''), { dialAction: 'autoCall', scheme: 'tel' }), 'tel:+4201?dialAction=autoCall', 'a call');
  tap.same(buildCall('*911'), 'cloudsip:*911', 'with the default scheme');
  tap.throws(() => buildCall('1 2'), 'bad-number', 'no number');
  tap.throws(() => build('topup'), 'unknown-command', 'no command');
  tap.throws(() => build('constructor'), 'unknown-command', 'no member of an object');
  tap.throws(() => build('keypad', { x: 'y' }), 'unsupported', 'no parameter');
  tap.throws(() => build('settings/topup', { product_id: 7 }), 'TypeError', 'no text as a value');
  try {
    build('settngs');
  } catch (error) {
    tap.check(error instanceof CommandUriError && error instanceof Error && error.name === 'CommandUriError', 'a class of its own');
    tap.check(error.message.endsWith('nearest known one is settings'), 'with a hint');
  }
}

function checkWrap() {
  const wrapped = 'cloudsip:?_cmd=app%3Asettings%2Ftopup%3Fproduct_id%3Da%2520b';
  tap.same(wrap('app:settings/topup?product_id=a+b'), wrapped, 'an app: URI');
  tap.same(wrap(wrapped), wrapped, 'a wrapped one, once');
  tap.same(wrap('cscommand:balance-update'), 'cloudsip:?_cmd=app%3Abalance-update', 'a legacy one');
  tap.same(wrap('app:?action=navigate&settings=topup', { scheme: 'a' }), 'a:?_cmd=app%3Asettings%2Ftopup', 'a smart link');
  tap.same(wrap(wrapped, { scheme: 'a', schemes: ['cloudsip'] }).slice(0, 7), 'a:?_cmd', 'from one scheme to another');
  tap.throws(() => wrap('app:nosuch'), 'unknown-command', 'what is refused');
  tap.throws(() => wrap('cloudsip:1'), 'inner-scheme', 'a call');
  tap.throws(() => wrap('https://example.com/'), 'unknown-scheme', 'a web address');
}

function checkTables() {
  const table = commands();
  tap.same(table.length, 13, 'thirteen commands');
  tap.check(table.every(({ command }) => parse(build(command)).command === command), 'all can be built');
  tap.same(table.find(({ command }) => command === 'settings/addons').params, ['product_id', 'action'], 'their parameters');
  tap.same(dialActions().length, 11, 'eleven dial actions');
  tap.check(dialActions().every((name) => parse(buildCall('1', { dialAction: name })).warnings.length === 0), 'all are known');
}

function checkSarif() {
  const files = [
    { name: 'a b.html', text: "é 'app:keypd'" },
    { name: 'gone', text: null },
    { name: 'good', text: "'app:keypad'" },
  ];
  const log = JSON.parse(sarif(files));
  const [run] = log.runs;
  tap.same(run.results.map(({ ruleId }) => ruleId), ['unknown-command'], 'results');
  tap.same(run.results[0].locations[0].physicalLocation.region.startColumn, 8, 'their column');
  tap.same(run.invocations[0].executionSuccessful, false, 'what cannot be read is no success');
  const pieces = [];
  const writer = new SarifLog((piece) => pieces.push(piece));
  tap.same(files.map(({ name, text }) => writer.add(name, text)), [true, false, false], 'whether there was something');
  writer.end();
  tap.same(pieces.join(''), sarif(files), 'piece by piece it is the same');
}

checkTexts();
checkSizes();
checkSchemes();
checkBuild();
checkWrap();
checkTables();
checkSarif();
process.exitCode = tap.end() ? 0 : 1;
