// SPDX-License-Identifier: Apache-2.0
"use strict";

// Tells the server where this page's links, buttons and fields are, for automated walks and tests
// (whinchat-portal serve --layout-report). Rectangles are in CSS pixels of the viewport.
let waiting = 0;

const report = () => {
  waiting = 0;
  const shown = [...document.querySelectorAll("a[id], button[id], input[id]")].filter((element) => element.offsetParent);
  const elements = shown.map((element) => {
    const box = element.getBoundingClientRect();
    return {
      id: element.id,
      tag: element.tagName.toLowerCase(),
      kind: element.dataset.kind ?? null,
      command: element.dataset.command ?? null,
      x: Math.round(box.x),
      y: Math.round(box.y),
      width: Math.round(box.width),
      height: Math.round(box.height),
    };
  });
  fetch("/layout", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      page: location.pathname,
      title: document.title,
      scrollX: Math.round(scrollX),
      scrollY: Math.round(scrollY),
      width: innerWidth,
      height: innerHeight,
      scale: devicePixelRatio,
      elements,
    }),
  }).catch(() => {});
};

const schedule = () => {
  if (!waiting) waiting = setTimeout(report, 60);
};

window.addEventListener("load", report);
window.addEventListener("pageshow", schedule);
window.addEventListener("resize", schedule);
window.addEventListener("scroll", schedule, { passive: true });
