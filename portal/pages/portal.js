// SPDX-License-Identifier: Apache-2.0
"use strict";

// Navigations that the markup asks for by data attributes:
//   data-fire    once the page is shown; data-then another one a moment later;
//   data-once    names a mark in this tab's session: with it set nothing fires by itself again,
//                until a page with data-forget of that name is shown (so a page can't loop);
//   data-navigate, data-open, data-copy   on a click.
const FIRE_DELAY = 150;
const THEN_DELAY = 1500;

const go = (address) => {
  window.location.href = address;
};

const fire = (element) => {
  setTimeout(() => go(element.dataset.fire), FIRE_DELAY);
  if (element.dataset.then) setTimeout(() => go(element.dataset.then), FIRE_DELAY + THEN_DELAY);
};

// True when the mark wasn't set yet. A tab without storage never fires by itself.
const mark = (name) => {
  try {
    if (sessionStorage.getItem(name)) return false;
    sessionStorage.setItem(name, "1");
    return true;
  } catch {
    return false;
  }
};

const forget = (name) => {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Nothing is remembered, so nothing has to be forgotten.
  }
};

const copy = async (button) => {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.parentElement.querySelector("code"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = document.execCommand("copy") ? "Copied" : "Selected";
  }
  setTimeout(() => (button.textContent = label), 1600);
};

document.documentElement.classList.add("scripted");
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.navigate) go(button.dataset.navigate);
  if (button.dataset.open) window.open(button.dataset.open);
  if (button.dataset.copy) copy(button);
  if ("fireAgain" in button.dataset) fire(document.querySelector("main"));
});

const main = document.querySelector("main");
if (main.dataset.forget) forget(main.dataset.forget);
if (main.dataset.fire && (!main.dataset.once || mark(main.dataset.once))) {
  if (document.readyState === "complete") fire(main);
  else window.addEventListener("load", () => fire(main), { once: true });
}
