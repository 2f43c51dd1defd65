// SPDX-License-Identifier: Apache-2.0
//
// Takes a URI apart for people. What it means, and what is wrong with it, is libcmduri's to say; here
// its bytes are only divided, so that each remark can be shown at the part that it is about.

(function (linkBuilder) {
  'use strict';

  /** Beyond these a URI is refused anyway. */
  const MAX_BYTES = 8192;
  const MAX_PARTS = 200;

  const MEANINGS = {
    _cmd: 'the command, percent-encoded',
    product_id: 'which product',
    action: 'what to do',
    tab: 'which tab to show',
    settings: 'which settings page to show',
    relative: 'where to go, from the tab’s address',
    reload: 'load again even at the same address',
    reset: 'go back to the tab’s own address',
    only: 'which parts to provision again',
    dialAction: 'what happens with the number',
  };

  const decoder = new TextDecoder();

  /** With what nobody sees, or what changes the direction of writing, as \u202E. */
  function visible(text) {
    return text.replace(
      /[\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
  }

  /** A value within a sentence, whose direction of writing it does not change. */
  function isolated(text) {
    return `\u2068${visible(text)}\u2069`;
  }

  /** One unit for each byte of the text: its value and the bytes of the original that it stands in. */
  function plainUnits(bytes) {
    return Array.from(bytes, (byte, at) => ({ byte, start: at, end: at + 1 }));
  }

  function hex(unit) {
    const value = unit === undefined ? NaN : parseInt(String.fromCharCode(unit.byte), 16);
    return Number.isNaN(value) ? -1 : value;
  }

  /** Undoes percent-encoding once; `plus` where + is a space. Broken encoding stays as it is. */
  function decodeUnits(units, plus) {
    const result = [];
    for (let i = 0; i < units.length; i++) {
      const { byte, start } = units[i];
      if (byte === 0x25 && hex(units[i + 1]) >= 0 && hex(units[i + 2]) >= 0) {
        result.push({ byte: 16 * hex(units[i + 1]) + hex(units[i + 2]), start, end: units[i + 2].end });
        i += 2;
      } else {
        result.push(plus && byte === 0x2b ? { ...units[i], byte: 0x20 } : units[i]);
      }
    }
    return result;
  }

  function textOf(units) {
    return decoder.decode(Uint8Array.from(units, ({ byte }) => byte));
  }

  function indexOf(units, characters, from, end = units.length) {
    const bytes = [...characters].map((character) => character.charCodeAt(0));
    for (let i = from; i < end; i++) if (bytes.includes(units[i].byte)) return i;
    return end;
  }

  class Division {
    constructor(table, schemes) {
      this.table = table;
      this.schemes = schemes.map((scheme) => scheme.toLowerCase());
      this.parts = [];
    }

    add(role, units, depth, meaning, plus = false) {
      if (units.length === 0 || this.parts.length >= MAX_PARTS) return;
      const decoded = textOf(decodeUnits(units, plus));
      this.parts.push({
        role, depth, meaning,
        start: units[0].start,
        end: units[units.length - 1].end,
        text: textOf(units),
        decoded: decoded === textOf(units) ? null : decoded,
      });
    }

    scheme(units, depth) {
      const colon = indexOf(units, ':', 0, indexOf(units, '/?#', 0));
      if (colon === units.length || units[colon].byte !== 0x3a) {
        this.add('unknown', units, depth, 'no link of the phone: it has no scheme');
        return;
      }
      const name = textOf(units.slice(0, colon)).toLowerCase();
      const own = this.schemes.includes(name);
      const meaning = own
        ? 'the phone’s own scheme, for any program'
        : { app: 'a command, from inside the phone', cscommand: 'the older form of a command' }[name] ??
          'another scheme, which the phone leaves alone';
      this.add('scheme', units.slice(0, colon + 1), depth, meaning);
      if (!own && name !== 'app' && name !== 'cscommand') {
        this.add('unknown', units.slice(colon + 1), depth, 'not looked at');
        return;
      }
      this.path(units, colon + 1, depth, own && depth === 0);
    }

    path(units, from, depth, own) {
      let at = from;
      while (at < units.length && units[at].byte === 0x2f && at - from < 3) at++;
      const end = indexOf(units, '?#', at);
      this.add('slashes', units.slice(from, at), depth, 'not needed, overlooked');
      if (own) {
        const semicolon = indexOf(units, ';', at, end);
        this.add('number', units.slice(at, semicolon), depth, 'the number to call');
        this.add('ignored', units.slice(semicolon, end), depth, 'overlooked');
      } else {
        const name = textOf(decodeUnits(units.slice(at, end))).replace(/\/+$/, '');
        const row = this.table.find(({ command }) => command === name);
        if (row === undefined) this.add('unknown', units.slice(at, end), depth, 'no command of the phone');
        else this.add('command', units.slice(at, end), depth, row.effect);
      }
      const hash = indexOf(units, '#', end);
      if (end < hash) this.query(units, end, hash, depth, own);
      this.add('ignored', units.slice(hash), depth, 'the fragment, overlooked');
    }

    query(units, from, end, depth, own) {
      for (let at = from + 1, mark = from; at <= end; ) {
        const stop = indexOf(units, '&', at, end);
        const equals = indexOf(units, '=', at, stop);
        const name = textOf(decodeUnits(units.slice(at, equals), true));
        const outside = own && name !== '_cmd' && name !== 'dialAction';
        const meaning = outside || !Object.hasOwn(MEANINGS, name) ? 'no parameter here, overlooked' : MEANINGS[name];
        this.add('mark', units.slice(mark, at), depth, mark === from ? 'the parameters follow' : 'another parameter follows');
        this.add('name', units.slice(at, equals), depth, meaning);
        this.add('mark', units.slice(equals, Math.min(equals + 1, stop)), depth, 'its value follows');
        const value = units.slice(equals + 1, stop);
        if (own && name === '_cmd' && value.length > 0) this.scheme(decodeUnits(value, true), depth + 1);
        else this.add('value', value, depth, 'the value', true);
        mark = stop;
        at = stop + 1;
      }
    }
  }

  /** The parts in order, without gaps: { role, depth, meaning, start, end, text, decoded }, where start
   * and end count bytes; `text` is decoded once inside _cmd, and `decoded` once more where that differs. */
  function divide(cmduri, uri, { scheme }) {
    const bytes = new TextEncoder().encode(uri);
    if (bytes.length > MAX_BYTES) return [];
    const division = new Division(cmduri.commands(), [scheme]);
    division.scheme(plainUnits(bytes), 0);
    return division.parts;
  }

  const CALLS = {
    autoCall: 'calls', voiceCall: 'calls', videoCall: 'makes a video call to', webCallback: 'asks for a call back with',
    callThrough: 'calls through the provider’s access number to', forceOffnetCall: 'calls over the telephone network',
    text: 'begins a message to', openUrl: 'opens the web page for', options: 'shows what can be done with',
    customOptions: 'shows what can be done with',
  };

  /** One sentence on what happens. */
  function summary(cmduri, result) {
    if (!result.ok) return `Refused: ${result.message}.`;
    if (result.kind === 'call') {
      const verb = CALLS[result.dialAction];
      return verb === undefined
        ? `Fills ${isolated(result.number)} in on the keypad.`
        : `The phone ${verb} ${isolated(result.number)}.`;
    }
    const { product_id: product, action, relative, reload, reset, only } = result.params;
    if (product && action === 'buy') return `Starts buying the product ${isolated(product)}. The phone asks first.`;
    if (product) return `Opens the page of the product ${isolated(product)}.`;
    const effect = cmduri.commands().find(({ command }) => command === result.command).effect;
    let sentence = effect[0].toUpperCase() + effect.slice(1);
    if (relative !== undefined) sentence += `, at ${isolated(relative)}`;
    if (reset) sentence += ', back at its own address';
    if (reload) sentence += ', loaded again';
    if (only !== undefined) sentence = `Provision again, only: ${only.split(',').join(', ')}`;
    return `${sentence}.`;
  }

  /** What a part is about, with the remarks at it: { result, uri, parts, remarks, summary }. */
  function explain(cmduri, uri, options) {
    const result = cmduri.parse(uri, { schemes: [options.scheme] });
    const remarks = result.ok
      ? result.notes.map((note) => ({ ...note, severity: 'warning' })).sort((a, b) => a.offset - b.offset)
      : [{ code: result.error, offset: result.offset, message: result.message, severity: 'error' }];
    const parts = divide(cmduri, uri, options);
    for (const remark of remarks) {
      const part = parts.find(({ start, end }) => remark.offset >= start && remark.offset < end);
      remark.part = parts.indexOf(part ?? parts[parts.length - 1]);
    }
    return { result, uri, parts, remarks, summary: summary(cmduri, result) };
  }

  linkBuilder.explain = { divide, explain, summary, visible };
})((globalThis.linkBuilder ??= {}));
