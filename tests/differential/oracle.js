// SPDX-License-Identifier: Apache-2.0
// node oracle.js: reads lines of `differential_test … show` from standard input and has WHATWG URL
// and URLSearchParams take the URIs apart. Prints what differs, then one line of JSON with counts.
"use strict";
const lines = require("readline").createInterface({ input: process.stdin, crlfDelay: Infinity });
const result = { compared: 0, different: 0, rules: {} };

function count(rule) {
  result.rules[rule] = (result.rules[rule] || 0) + 1;
  return true;
}

function isTrue(value) {
  return value === "true" || value === "1";
}

function agrees(text, smart, meaning, layered) {
  if (text.endsWith(" ")) return count("CU-20");
  let url;
  try {
    url = new URL(text);
  } catch {
    return text.slice(0, 64).includes("://") ? count("CU-40") : false;
  }
  const get = (name) => url.searchParams.get(name);
  if (meaning.kind === "command" && meaning.form === "scheme" && !layered) {
    const inner = get("_cmd");
    return inner !== null && agrees(inner, smart, meaning, true);
  }
  result.compared++;
  const path = decodeURIComponent(url.pathname);
  if (meaning.kind === "call") {
    const number = meaning.warnings.includes("uri-parameters") ? path.split(";")[0] : path;
    return number === meaning.number && (get("dialAction") || null) === meaning.dialAction;
  }
  const { command, params } = meaning;
  if (smart) {
    if (get("action") === "reprovision") return command.endsWith("-update");
    if (get("action") !== "navigate" || path !== "" || ![null, command].includes(get("tab"))) return false;
    return (
      command !== "browser" ||
      (get("relative") === (params.relative ?? null) &&
        isTrue(get("reload")) === (params.reload === "true") &&
        isTrue(get("reset")) === (params.reset === "true"))
    );
  }
  if (/^[a-z]+:\/\//i.test(text)) count("CU-40");
  else if (path.replace(/^\/+/, "").replace(/\/$/, "") !== command) return false;
  if (!/^settings\/(topup|addons)$/.test(command)) return true;
  return get("product_id") === (params.product_id ?? null) && (get("action") === "buy") === (params.action === "buy");
}

lines.on("line", (line) => {
  const { uri, smart, meaning } = JSON.parse(line);
  if (!agrees(uri, smart, meaning, false) && result.different++ < 20) console.log(`differs: ${line}`);
});
lines.on("close", () => console.log(JSON.stringify(result)));
