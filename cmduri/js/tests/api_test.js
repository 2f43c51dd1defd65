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
  tap.same(parse('cloudsip:1', { schemes: [] }).error, 'unknown-scheme', 'an empty list has not even the default one');
  tap.same([parse('app:qd', { schemes: [] }).ok, parse('cloudsip:1', {}).ok, parse('cloudsip:1').ok], [true, true, true], 'and none is given up for ever');
  tap.same(lint("'cloudsip:?_cmd=x' 'app:qdd'", { schemes: [] }).length, 1, 'nor when linting');
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
  tap.same(build('settings/topup', { product_id: undefined }), 'app:settings/topup', 'what is undefined is left out');
  tap.same(build('browser', { relative: '/x?y=1', reload: true }), 'app:?action=navigate&tab=browser&relative=%2Fx%3Fy%3D1&reload=true', 'a smart link where nothing else says it');
  tap.same(build('keypad', {}, { scheme: 'myphone' }), 'myphone:?_cmd=app%3Akeypad', 'wrapped');
  tap.same(buildCall('+420 1'.replace(' ', ''), { dialAction: 'autoCall', scheme: 'tel' }), 'tel:+4201?dialAction=autoCall', 'a call');
  tap.same(buildCall('*911'), 'cloudsip:*911', 'with the default scheme');
  tap.throws(() => buildCall('1 2'), 'bad-number', 'no number');
  tap.throws(() => build('topup'), 'unknown-command', 'no command');
  tap.throws(() => build('constructor'), 'unknown-command', 'no member of an object');
  tap.throws(() => build('keypad', { x: 'y' }), 'unsupported', 'no parameter');
  tap.throws(() => build('settings/topup', { product_id: 7 }), 'TypeError', 'no text as a value');
  for (const [name, told] of [['action', 'settings/topup takes no such action, but product_id, action=buy'], ['x"\n', 'settings/topup takes no such x"\n, but product_id, action=buy']])
    throwsMessage(() => build('settings/topup', { product_id: 'a', [name]: 'x' }), 'unsupported', told);
  try {
    build('settngs');
  } catch (error) {
    tap.check(error instanceof CommandUriError && error instanceof Error && error.name === 'CommandUriError', 'a class of its own');
    tap.check(error.message.endsWith('nearest known one is settings'), 'with a hint');
  }
}

/** That what is thrown has the code, or is of the class, and says so. */
function throwsMessage(run, code, message) {
  try {
    run();
    tap.check(false, `nothing is thrown: ${message}`);
  } catch (error) {
    tap.same([error.code ?? error.name, error.message], [code, message], message);
  }
}

/** Mistakes that would otherwise give another link than was meant. */
function checkMistakes() {
  const list = "schemes must be a list, such as ['myphone']";
  const object = (names) => `an object with ${names} is expected`;
  for (const run of [(options) => parse('app:qd', options), (options) => lint('', options), (options) => sarif([], options), (options) => wrap('app:qd', options)]) {
    throwsMessage(() => run({ schemes: 'myphone' }), 'TypeError', list);
    throwsMessage(() => run({ schemes: null }), 'TypeError', list);
    throwsMessage(() => run({ schema: ['myphone'] }), 'TypeError', "there is no option 'schema'");
  }
  throwsMessage(() => parse('app:qd', 'myphone'), 'TypeError', object('schemes'));
  throwsMessage(() => parse('app:qd', null), 'TypeError', object('schemes'));
  throwsMessage(() => wrap('app:keypad', 'myphone'), 'TypeError', object('scheme, schemes'));
  throwsMessage(() => build('keypad', {}, 'cloudsip'), 'TypeError', object('scheme'));
  throwsMessage(() => build('keypad', {}, { schemes: ['a'] }), 'TypeError', "there is no option 'schemes'");
  throwsMessage(() => buildCall('1', 'myphone'), 'TypeError', object('scheme, dialAction'));
  throwsMessage(() => buildCall('1', { dialaction: 'text' }), 'TypeError', "there is no option 'dialaction'");
  throwsMessage(() => build('keypad', 'cloudsip'), 'TypeError', 'the parameters must be an object');
  throwsMessage(() => build('keypad', null), 'TypeError', 'the parameters must be an object');
  throwsMessage(() => build('settings/topup', { product_id: null }), 'TypeError', 'product_id must be a string or Uint8Array');
  throwsMessage(() => build(null), 'TypeError', 'the command must be a string or Uint8Array');
  throwsMessage(() => buildCall(420), 'TypeError', 'the number must be a string or Uint8Array');
  throwsMessage(() => parse(null), 'TypeError', 'the URI must be a string or Uint8Array');
  throwsMessage(() => build('keypad', {}, { scheme: null }), 'unknown-scheme', "'null' is not a scheme that can carry commands");
  throwsMessage(() => lint('', { allow: 'fragment' }), 'TypeError', "allow must be a list, such as ['fragment']");
  throwsMessage(() => lint('', { allow: ['none'] }), 'TypeError', "there is no code 'none' to allow");
  throwsMessage(() => lint('', { allow: [7] }), 'TypeError', 'a code must be a string or Uint8Array');
}

function checkAllow() {
  const text = "'app:keypd' 'app:keypad#x'";
  const codes = (allow) => lint(text, { allow }).map(({ code }) => code);
  tap.same(codes(['fragment']), ['unknown-command'], 'a code is passed over');
  tap.same(codes(['fragment', 'unknown-command']), [], 'two are');
  tap.same([codes([]), codes()], [['unknown-command', 'fragment'], ['unknown-command', 'fragment']], 'and are told again without');
  const results = JSON.parse(sarif([{ name: 'x', text }], { allow: ['unknown-command'] })).runs[0].results;
  tap.same(results.map(({ ruleId }) => ruleId), ['fragment'], 'in SARIF too');
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
checkMistakes();
checkAllow();
checkWrap();
checkTables();
checkSarif();
process.exitCode = tap.end() ? 0 : 1;
