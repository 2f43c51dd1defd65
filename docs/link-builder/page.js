// SPDX-License-Identifier: Apache-2.0
//
// The page itself: what is chosen, what comes of it. Texts from outside only ever become text nodes
// and attribute values.

(async function (linkBuilder) {
  'use strict';

  const { qr, forms, explain } = linkBuilder;

  const TITLES = {
    keypad: 'Keypad', qd: 'Quick Dial', history: 'History', messages: 'Messages', contacts: 'Contacts', browser: 'Web tab',
    settings: 'Settings', 'settings/prefs': 'Preferences', 'settings/topup': 'Top up', 'settings/addons': 'Add-ons',
    'balance-update': 'Balance', 'provisioning-update': 'Provisioning', 'extprov-update': 'External only',
  };
  const GROUPS = [
    ['Sell and set up', ({ command }) => command.startsWith('settings')],
    ['Show a tab', ({ command, kind }) => kind === 'navigation' && !command.startsWith('settings')],
    ['Bring up to date', ({ kind }) => kind === 'update'],
  ];
  const CALL = 'call';
  const DIAL_ACTIONS = {
    '': 'Fill the number in', autoCall: 'Call', voiceCall: 'Voice call', videoCall: 'Video call', text: 'Write a message',
    webCallback: 'Call back', callThrough: 'Call through', openUrl: 'Open a web page', options: 'Offer options',
    customOptions: 'Offer own options', forceOffnetCall: 'Call over the telephone network', gsmCall: 'Mobile call',
  };
  const EXAMPLES = [
    ['A purchase', 'cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dcredit10'],
    ['A forgotten encoding', 'cloudsip:?_cmd=app:settings/topup?product_id=credit10&action=buy'],
    ['A typing mistake', 'app:setings/topup?product_id=credit10'],
    ['A call', 'cloudsip:+420123456789?dialAction=autoCall'],
    ['A smart link', 'app:?action=navigate&tab=browser&relative=%2Foffers'],
  ];
  const FORM_NAMES = { app: 'Command', scheme: 'Wrapped command', legacy: 'Older command', smart: 'Smart link' };
  const SOURCES = {
    trustedPage: 'A page of yours, in the phone', otherPage: 'Any other page, in the phone', outside: 'Mail, chat, other browsers and programs',
  };
  const PERMISSIONS = { allow: 'Done at once', ask: 'The person is asked', refuse: 'Refused' };

  const cmduri = await globalThis.cmduri;
  const byId = (id) => document.getElementById(id);

  /** An element with attributes and children; strings become text. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
      if (value === true) element.setAttribute(key, '');
      else if (value !== false && value !== undefined) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // ---- Copying ----

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not on a secure origin, or not allowed: the older way.
      const area = make('textarea', { class: 'hidden', 'aria-hidden': 'true' });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }

  function copyButton(text, what) {
    const button = make('button', { type: 'button', class: 'button copy', 'aria-label': `Copy ${what}` }, 'Copy');
    button.addEventListener('click', async () => {
      await copy(text);
      button.focus();
      button.textContent = 'Copied';
      byId('status').textContent = `${what} copied`;
      setTimeout(() => (button.textContent = 'Copy'), 1600);
    });
    return button;
  }

  /** A row with something to copy, or why there is nothing. */
  function row({ id, title, note, uri, code, reason }) {
    const text = uri ?? code;
    const head = make('div', { class: 'head' }, make('h3', {}, title), ...(note && text ? [make('small', {}, note)] : []));
    if (text === undefined) return make('li', { class: 'none', 'data-id': id }, head, make('small', {}, reason));
    return make(
      'li', { 'data-id': id }, head,
      make('div', { class: 'line' }, make('code', { tabindex: '0' }, text), copyButton(text, title)),
    );
  }

  // ---- Building ----

  const table = cmduri.commands();

  function tile(value, title, code) {
    const input = make('input', { type: 'radio', name: 'command', value });
    return make('label', { class: 'tile' }, input, make('span', {}, make('strong', {}, title), make('small', {}, code)));
  }

  function fillCommands() {
    const groups = GROUPS.map(([legend, belongs]) => [
      legend,
      table.filter(belongs).map(({ command }) => tile(command, TITLES[command] ?? command, command)),
    ]);
    groups.push(['Make a call', [tile(CALL, 'Call', 'a number')]]);
    byId('commands').append(
      ...groups.map(([legend, tiles]) =>
        make('fieldset', { class: 'group' }, make('legend', {}, legend), make('div', { class: 'tiles' }, ...tiles)),
      ),
    );
    byId('dial_action').append(
      ...['', ...cmduri.dialActions()].map((name) =>
        make('option', { value: name }, name === '' ? DIAL_ACTIONS[''] : `${DIAL_ACTIONS[name] ?? name} (${name})`),
      ),
    );
  }

  function chosen() {
    return document.querySelector('input[name=command]:checked').value;
  }

  function params(command) {
    const row = table.find((one) => one.command === command);
    if (row.params.includes('product_id')) {
      const product = byId('product_id').value;
      if (product === '') return {};
      return { product_id: product, ...(byId('buy').checked ? { action: 'buy' } : {}) };
    }
    if (command === 'browser')
      return {
        ...(byId('relative').value === '' ? {} : { relative: byId('relative').value }),
        ...(byId('reload').checked ? { reload: true } : {}),
        ...(byId('reset').checked ? { reset: true } : {}),
      };
    if (command === 'provisioning-update') {
      const only = [...document.querySelectorAll('input[name=only]:checked')].map(({ value }) => value);
      // One part alone has a command of its own.
      return only.length === 0 ? {} : { only: only.join(',') };
    }
    return {};
  }

  function choice() {
    const command = chosen();
    if (command === CALL) return { number: byId('number').value, dialAction: byId('dial_action').value };
    return { command, params: params(command) };
  }

  function showFields(command) {
    const kinds = ['settings/topup', 'settings/addons'].includes(command) ? ['product'] : [];
    if (command === 'browser') kinds.push('browser');
    if (command === 'provisioning-update') kinds.push('provisioning');
    kinds.push(command === CALL ? 'call' : 'command');
    for (const field of document.querySelectorAll('[data-for]')) field.hidden = !kinds.includes(field.dataset.for);
    byId('buy').disabled = byId('product_id').value === '';
    byId('buy').closest('label').classList.toggle('off', byId('buy').disabled);
    const row = table.find((one) => one.command === command);
    const effect = row === undefined ? 'fill a number in on the keypad, or call it' : row.effect;
    byId('effect').textContent = `${effect[0].toUpperCase()}${effect.slice(1)}.`;
    byId('words').placeholder = TITLES[command] ?? 'Call us';
  }

  let savedUrl = null;

  function showQr(uri) {
    const symbol = qr.encode(uri);
    byId('qr').replaceChildren();
    byId('qr-save').hidden = symbol === null;
    if (symbol === null) {
      byId('qr-note').textContent = 'The link is too long for a QR code.';
      return;
    }
    const size = symbol.size + 8;
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const ground = document.createElementNS(space, 'path');
    const modules = document.createElementNS(space, 'path');
    ground.setAttribute('d', `M0 0h${size}v${size}H0z`);
    ground.setAttribute('fill', '#fff');
    modules.setAttribute('d', qr.path(symbol));
    for (const [name, value] of Object.entries({
      viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': `QR code of ${uri}`, 'shape-rendering': 'crispEdges',
    }))
      svg.setAttribute(name, value);
    svg.append(ground, modules);
    byId('qr').append(svg);
    if (savedUrl !== null) URL.revokeObjectURL(savedUrl);
    const text = new XMLSerializer().serializeToString(svg);
    savedUrl = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    byId('qr-save').href = savedUrl;
  }

  function showBuilt() {
    const command = chosen();
    showFields(command);
    const options = { scheme: byId('scheme').value.trim(), portal: byId('portal').value.trim() };
    const fields = [byId('product_id'), byId('relative'), byId('number'), byId('scheme')];
    for (const field of fields) field.removeAttribute('aria-invalid');

    let made;
    try {
      made = forms.list(cmduri, choice(), options);
    } catch (error) {
      if (!(error instanceof cmduri.CommandUriError)) throw error;
      const wrong = error.code === 'unknown-scheme' ? byId('scheme') : fields.find((field) => field.offsetParent !== null);
      wrong?.setAttribute('aria-invalid', 'true');
      byId('problem').textContent =
        error.code === 'unknown-scheme' ? 'This is not a scheme that can carry commands.' : `This cannot be sent: ${error.message}.`;
      byId('problem').hidden = false;
      byId('outcome').hidden = true;
      return;
    }
    byId('problem').hidden = true;
    byId('outcome').hidden = false;
    byId('forms').replaceChildren(...made.map(row));

    const uris = Object.fromEntries(made.map(({ id, uri }) => [id, uri]));
    const inside = uris.app ?? uris.smart ?? uris.call;
    const outside = uris.wrapped ?? uris.call;
    byId('effect').textContent = explain.summary(cmduri, cmduri.parse(inside, { schemes: [options.scheme] }));
    byId('place').hidden = uris.call !== undefined;
    const place = document.querySelector('input[name=place]:checked').value;
    const words = byId('words').value || byId('words').placeholder;
    byId('snippets').replaceChildren(...forms.snippets(place === 'inside' ? inside : outside, words).map(row));
    showQr(uris.deep ?? outside);
    byId('qr-note').textContent ||= '';
    if (!byId('qr-save').hidden)
      byId('qr-note').textContent = uris.deep
        ? 'Opens your portal’s page, which opens the phone or offers it.'
        : 'Opens the phone where it is installed.';
  }

  // ---- Explaining ----

  function showWritten({ parts, remarks, uri }) {
    const bytes = new TextEncoder().encode(uri);
    const decoder = new TextDecoder();
    const cut = (start, end) => explain.visible(decoder.decode(bytes.subarray(start, end)));
    // The numbers are drawn by the style sheet, so that what is copied is the link.
    const marked = (list, text, more = '') =>
      make('mark', { class: `${list[0][1]}${more}`, 'data-number': list.map(([number]) => number).join(' ') }, text);
    const marks = new Map();
    remarks.forEach(({ offset, severity }, i) => {
      // A byte within a character is marked at its beginning.
      while (offset > 0 && offset < bytes.length && (bytes[offset] & 0xc0) === 0x80) offset--;
      marks.set(offset, [...(marks.get(offset) ?? []), [i + 1, severity]]);
    });

    const flow = [];
    const pieces = parts.length > 0 ? parts : [{ role: 'unknown', start: 0, end: Math.min(bytes.length, 400) }];
    for (const { role, depth, start, end } of pieces) {
      const span = make('bdi', { class: `part ${role}${depth ? ' inner' : ''}` });
      let at = start;
      // From each mark to the next one, or to the part's end.
      const here = [...marks.keys()].filter((offset) => offset >= start && offset < end).sort((a, b) => a - b);
      here.forEach((offset, i) => {
        span.append(cut(at, offset));
        at = here[i + 1] ?? end;
        span.append(marked(marks.get(offset), cut(offset, at)));
      });
      span.append(cut(at, end));
      flow.push(span);
    }
    const shown = pieces.length > 0 ? pieces[pieces.length - 1].end : 0;
    if (shown < bytes.length) flow.push('…');
    for (const [offset, list] of marks)
      if (offset >= shown) flow.push(marked(list, '', ' end'));
    byId('written').replaceChildren(...flow);

    byId('remarks').hidden = remarks.length === 0;
    byId('remarks').replaceChildren(
      ...remarks.map(({ severity, message, code, offset }, i) =>
        make(
          'li', { class: severity },
          make('span', { class: `badge ${severity}`, 'aria-hidden': 'true' }, String(i + 1)),
          make('div', {},
            make('p', {}, `${message[0].toUpperCase()}${message.slice(1)}.`),
            make('small', {}, severity === 'error' ? 'refused' : 'warning', ' · ', make('code', {}, code), ` · byte ${offset}`)),
        ),
      ),
    );
  }

  function showParts({ parts, remarks }) {
    byId('parts-card').hidden = parts.length === 0;
    byId('parts').replaceChildren(
      ...parts
        .map((part, i) => [part, remarks.flatMap((remark, number) => (remark.part === i ? [[remark, number + 1]] : []))])
        .filter(([part, about]) => part.role !== 'mark' || about.length > 0)
        .map(([{ role, depth, text, decoded, meaning, start, end }, about]) =>
          make(
            'tr', { class: depth ? 'inner' : '' },
            make('th', { scope: 'row' }, make('code', { class: `part ${role}` }, make('bdi', {}, explain.visible(text)))),
            make('td', {},
              ...(decoded === null ? [meaning] : [`${meaning}: `, make('bdi', {}, explain.visible(decoded))]),
              ...about.map(([{ severity, message }, number]) =>
                make('p', { class: `about ${severity}` }, make('span', { class: `badge ${severity}` }, String(number)), message))),
            make('td', { class: 'bytes' }, end - start === 1 ? String(start) : `${start}–${end - 1}`),
          ),
        ),
    );
  }

  function showAllowed({ result }) {
    byId('allowed-card').hidden = !result.ok;
    if (!result.ok) return;
    byId('allowed').replaceChildren(
      ...Object.entries(SOURCES).map(([key, title]) =>
        make('li', {}, make('span', {}, title), make('strong', { class: result.permission[key] }, PERMISSIONS[result.permission[key]])),
      ),
    );
  }

  function showTidy({ result, uri }, scheme) {
    let made = [];
    if (result.ok) {
      const choice = result.kind === 'call' ? result : { command: result.command, params: result.params };
      made = forms.list(cmduri, choice, { scheme, portal: '' }).filter((form) => form.uri !== undefined && form.id !== 'legacy');
      if (made.some(({ id }) => id === 'app')) made = made.filter(({ id }) => id !== 'smart');
    }
    byId('tidy-card').hidden = made.length === 0 || (result.warnings.length === 0 && made.some((form) => form.uri === uri) && made.length === 1);
    byId('tidy').replaceChildren(...made.map(row));
  }

  function showExplained() {
    const uri = byId('link').value.trim();
    const scheme = byId('explain-scheme').value.trim();
    byId('explain-scheme').removeAttribute('aria-invalid');
    byId('explained').hidden = uri === '';
    if (uri === '') return;

    let explained;
    try {
      explained = explain.explain(cmduri, uri, { scheme });
    } catch (error) {
      if (!(error instanceof cmduri.CommandUriError)) throw error;
      byId('explain-scheme').setAttribute('aria-invalid', 'true');
      byId('explained').hidden = true;
      return;
    }
    const { result, summary } = explained;
    const tone = !result.ok ? 'bad' : result.warnings.length > 0 ? 'fair' : 'good';
    byId('verdict').className = `card verdict ${tone}`;
    byId('verdict-kind').textContent = !result.ok
      ? 'The phone does nothing'
      : `${result.kind === 'call' ? 'Call' : FORM_NAMES[result.form]}${tone === 'fair' ? ', works but should be mended' : ''}`;
    byId('verdict-text').textContent = summary;
    showWritten(explained);
    showParts(explained);
    showAllowed(explained);
    showTidy(explained, scheme);
  }

  // ---- Tabs ----

  const tabs = [byId('tab-build'), byId('tab-explain')];

  function select(tab) {
    for (const one of tabs) {
      one.setAttribute('aria-selected', String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      byId(one.getAttribute('aria-controls')).hidden = one !== tab;
    }
  }

  for (const [i, tab] of tabs.entries()) {
    tab.addEventListener('click', () => select(tab));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -i, End: tabs.length - 1 - i }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = tabs[(i + step + tabs.length) % tabs.length];
      select(next);
      next.focus();
    });
  }

  // ---- Begin ----

  fillCommands();
  byId('examples').append(
    ...EXAMPLES.map(([title, uri]) => {
      const button = make('button', { type: 'button', class: 'chip' }, title);
      button.addEventListener('click', () => {
        byId('link').value = uri;
        showExplained();
      });
      return button;
    }),
  );
  const scheme = new URLSearchParams(location.search).get('scheme');
  if (scheme !== null) byId('scheme').value = byId('explain-scheme').value = scheme;
  if (location.protocol === 'https:' || location.protocol === 'http:') byId('portal').value = location.origin;
  document.querySelector('input[name=command][value="settings/topup"]').checked = true;
  byId('product_id').value = 'credit10';
  for (const id of ['choices', 'details', 'place']) byId(id).addEventListener('input', showBuilt);
  for (const id of ['choices', 'details']) byId(id).addEventListener('submit', (event) => event.preventDefault());
  byId('link').addEventListener('input', showExplained);
  byId('explain-scheme').addEventListener('input', showExplained);
  if (location.hash === '#explain') select(byId('tab-explain'));
  showBuilt();
  document.documentElement.dataset.ready = 'true';
})(globalThis.linkBuilder);
