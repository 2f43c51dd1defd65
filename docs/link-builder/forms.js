// SPDX-License-Identifier: Apache-2.0
//
// All the ways to write one command or call, and what to paste into a page. A choice is
// { command, params } or { number, dialAction }.

(function (linkBuilder) {
  'use strict';

  const TABS = ['qd', 'history', 'keypad', 'messages', 'contacts', 'browser'];
  const PAGES = { settings: '', 'settings/prefs': 'prefs', 'settings/topup': 'topup', 'settings/addons': 'addons' };
  const REPROVISION = { 'provisioning-update': '', 'extprov-update': '&only=extprov' };
  const LEGACY = ['balance-update', 'provisioning-update'];

  /** The smart link that means the same, or why there is none. */
  function smartForm({ command, params }, canonical) {
    if (canonical.startsWith('app:?')) return { uri: canonical };
    if (Object.keys(params).length > 0) return { reason: 'Smart links cannot carry a product.' };
    if (TABS.includes(command)) return { uri: `app:?action=navigate&tab=${command}` };
    if (command in PAGES) return { uri: `app:?action=navigate&settings=${PAGES[command]}` };
    if (command in REPROVISION) return { uri: `app:?action=reprovision${REPROVISION[command]}` };
    return { reason: 'There is no smart link for this command.' };
  }

  function legacyForm({ command, params }) {
    if (LEGACY.includes(command) && Object.keys(params).length === 0) return { uri: `cscommand:${command}` };
    return { reason: 'Only balance-update and provisioning-update had an older form.' };
  }

  /** The address of a portal's page that opens the phone, or offers it; null without a portal. */
  function deepLink(app, portal) {
    let address;
    try {
      address = new URL(portal);
    } catch {
      return null;
    }
    if (address.protocol !== 'https:' && address.protocol !== 'http:') return null;
    return `${address.origin}/open?cmd=${encodeURIComponent(app)}`;
  }

  /** [{ id, title, note, uri } or { id, title, reason }]; throws what cmduri.build() throws. */
  function list(cmduri, choice, { scheme, portal }) {
    if (choice.number !== undefined)
      return [
        {
          id: 'call',
          title: 'Everywhere',
          note: 'Works in a page inside the phone and in any other program.',
          uri: cmduri.buildCall(choice.number, { scheme, dialAction: choice.dialAction || undefined }),
        },
      ];

    const canonical = cmduri.build(choice.command, choice.params);
    const meant = cmduri.parse(canonical);
    const smartOnly = canonical.startsWith('app:?');
    const deep = deepLink(canonical, portal);
    return [
      {
        id: 'app',
        title: 'Inside the phone',
        note: 'For your pages in a web tab.',
        ...(smartOnly ? { reason: 'Only a smart link can say this; it works inside the phone.' } : { uri: canonical }),
      },
      {
        id: 'wrapped',
        title: 'Everywhere else',
        note: 'For mail, chat, other browsers and programs.',
        uri: cmduri.build(choice.command, choice.params, { scheme }),
      },
      {
        id: 'deep',
        title: 'For people without the phone',
        note: 'A page of your portal that opens the phone, or offers it.',
        ...(deep === null ? { reason: 'Enter your portal’s address to get it.' } : { uri: deep }),
      },
      { id: 'smart', title: 'Smart link', note: 'The newer way to write it, inside the phone.', ...smartForm(meant, canonical) },
      { id: 'legacy', title: 'Older form', note: 'For phones of the first generation.', ...legacyForm(meant) },
    ];
  }

  function escapeHtml(text) {
    return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('&#38;', '&amp;');
  }

  /** [{ id, title, code }] for a link and the words on it. */
  function snippets(uri, words) {
    return [
      { id: 'html', title: 'HTML', code: `<a href="${escapeHtml(uri)}">${escapeHtml(words)}</a>` },
      { id: 'javascript', title: 'JavaScript', code: `location.href = ${JSON.stringify(uri)};` },
      {
        id: 'button',
        title: 'Button',
        code:
          `<button type="button" id="go">${escapeHtml(words)}</button>\n<script>\n` +
          `  document.getElementById("go").onclick = () => {\n    location.href = ${JSON.stringify(uri)};\n  };\n</script>`,
      },
      { id: 'redirect', title: 'Redirect', code: `HTTP/1.1 302 Found\nLocation: ${uri}` },
    ];
  }

  linkBuilder.forms = { list, snippets };
})((globalThis.linkBuilder ??= {}));
