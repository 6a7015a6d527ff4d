// @ts-check
// This device as a witness of the record. Each page says which checkpoint it was made from; this device keeps the
// ones that it sees and asks the server, when one is new, whether the record still begins with those of before. When
// it does not, a note appears with what was seen, what it can mean and what to do. Acts are signed by record-sign.js.

import { readCheckpoint, readContinuation, readHandovers, shortCode } from "./record-proof.js";
import { look, remembered, settled } from "./record-watch.js";
import { change, knownKey, recall } from "./record-memory.js";
import { signActs } from "./record-sign.js";

/** @import { Finding, Memory, Seen, Shown } from "./record-watch.js" */

const PATIENCE_MS = 10_000;
/** How many of the remembered checkpoints a page lists. */
const LISTED = 10;

/**
 * What this page says of the record, or null on pages of nobody.
 * @param {HTMLElement} mark
 * @returns {Shown | null}
 */
function shownOn(mark) {
  const { checkpoint: note = "", key = "", author = "" } = mark.dataset;
  const checkpoint = readCheckpoint(note);
  return checkpoint && { checkpoint, key, author };
}

/**
 * Asks the server for a text. Null when there is no clear answer.
 * @param {string} address
 */
async function textAt(address) {
  try {
    const response = await fetch(address, {
      cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS),
      // A page asks this by itself: nobody used the session.
      headers: { "x-unattended": "look" },
    });
    const text = response.headers.get("content-type") === "text/plain; charset=utf-8";
    return response.ok && text ? await response.text() : null;
  } catch {
    return null;
  }
}

/**
 * Looks, and remembers what came of it. One tab after the other, so that none asks from what another replaces.
 * @param {Shown} shown
 * @param {DOMStringMap} addresses
 * @returns {Promise<{ memory: Memory | undefined, fine: boolean }>}
 */
async function keepWatch(shown, { ask = "", handovers }) {
  const continuation = async (/** @type {number} */ size) => readContinuation(await textAt(`${ask}${size}`) ?? "");
  const handed = async () => {
    if (handovers === undefined) return [];
    const text = await textAt(handovers);
    return text === null ? null : readHandovers(text);
  };
  const place = { origin: shown.checkpoint.origin, author: shown.author };
  const watch = async () => {
    const memory = await recall(place);
    const outcome = await look(memory, shown, continuation, Date.now(), handed);
    if (!outcome) return { memory, fine: false };
    const now = await change(place, (stored) => remembered(stored, shown, outcome, Date.now()));
    return { memory: now, fine: outcome.finding === null };
  };
  return "locks" in navigator ? navigator.locks.request(`parenthesis ${place.origin}`, watch) : watch();
}

/**
 * `23 November 2026, 05:26`, as pages write it, by the device's clock.
 * @param {number} at
 */
function moment(at) {
  const dutch = document.documentElement.lang === "nl";
  const said = (/** @type {Intl.DateTimeFormatOptions} */ how) =>
    new Intl.DateTimeFormat(dutch ? "nl" : "en-GB", how).format(at);
  const clock = said({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${said({ dateStyle: "long" })}, ${dutch ? `${clock.replace(":", ".")} uur` : clock}`;
}

/**
 * A row of a table: what it is about (if anything), then entries, short code and time of a checkpoint.
 * @param {Seen} seen
 * @param {string} [head]
 */
async function row(seen, head) {
  const checkpoint = readCheckpoint(seen.note);
  const code = checkpoint ? await shortCode(checkpoint) : "";
  const texts = [String(checkpoint?.size ?? ""), code, moment(seen.at)];
  const line = document.createElement("tr");
  for (const [at, text] of (head === undefined ? texts : [head, ...texts]).entries()) {
    const cell = document.createElement(at === 0 ? "th" : "td");
    if (at === 0) cell.setAttribute("scope", "row");
    if (text === code) cell.className = "code";
    cell.textContent = text;
    line.append(cell);
  }
  return line;
}

/**
 * Fills what a part of the page shows of this device's memory.
 * @param {ParentNode} part
 * @param {Memory} memory
 */
async function fillMemory(part, memory) {
  const all = [...memory.seen].reverse();
  const listed = all.length > LISTED ? [...all.slice(0, LISTED - 1), ...all.slice(-1)] : all;
  const rows = await Promise.all(listed.map((seen) => row(seen)));
  for (const body of part.querySelectorAll('[data-rows="memory"]')) body.replaceChildren(...rows);
  for (const time of part.querySelectorAll('[data-slot="checked"]')) time.textContent = moment(memory.checked);
}

/**
 * The evidence as a text file: both checkpoints as they were signed, the keys, and all that is remembered.
 * @param {HTMLElement} note
 * @param {Memory} memory
 * @param {Finding} finding
 */
function evidence(note, memory, finding) {
  const { fileIntro = "", fileOurs = "", fileTheirs = "", fileAll = "" } = note.dataset;
  const part = (/** @type {string} */ title, /** @type {Seen} */ seen, /** @type {string} */ key) =>
    `${title}\n${new Date(seen.at).toISOString()}\n${key}\n\n${seen.note}`;
  const before = memory.kept.map((kept) => kept.ours);
  return [
    fileIntro,
    part(fileOurs, finding.ours, finding.ourKey),
    part(fileTheirs, finding.theirs, finding.theirKey),
    ...[...before, ...memory.seen].map((seen) => part(fileAll, seen, memory.key)),
  ].join("\n\n");
}

/**
 * Gives a text to the person as a file.
 * @param {string} name
 * @param {string} text
 */
function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Shows what does not fit, above the page. It never covers anything: leaving quickly stays possible. It is closed
 * but for one sentence, so that no button of it comes under a finger that was about to tap.
 * @param {HTMLTemplateElement} mark
 * @param {Memory} memory
 * @param {Finding} finding
 */
async function warn(mark, memory, finding) {
  const copy = document.importNode(mark.content, true);
  const note = copy.querySelector("#record-warning");
  const main = document.querySelector("main");
  if (!(note instanceof HTMLElement) || !main) return;
  for (const words of note.querySelectorAll("[data-case]")) {
    if (words.getAttribute("data-case") !== finding.kind) words.remove();
  }
  const { ours = "", theirs = "" } = note.dataset;
  const rows = [await row(finding.ours, ours), await row(finding.theirs, theirs)];
  note.querySelector('[data-rows="both"]')?.replaceChildren(...rows);
  await fillMemory(note, memory);
  note.querySelector('[data-do="save"]')?.addEventListener("click", () => {
    save(`parenthesis-${new Date(finding.theirs.at).toISOString().slice(0, 10)}.txt`, evidence(note, memory, finding));
  });
  note.querySelector('[data-do="settle"]')?.addEventListener("click", async () => {
    await change(memory, (stored) => settled(stored ?? memory, Date.now()));
    note.remove();
  });
  document.getElementById("record-warning")?.remove();
  main.prepend(note);
}

/**
 * On the page of the record: what this device remembers, and which of the listed devices it is.
 * @param {Memory} memory
 */
async function tell(memory) {
  const part = document.getElementById("device-memory");
  if (part) {
    await fillMemory(part, memory);
    part.hidden = false;
  }
  const listed = document.querySelectorAll("[data-device]");
  const own = listed.length > 0 ? await knownKey(memory) : undefined;
  for (const device of listed) {
    for (const words of device.querySelectorAll("[data-this]")) {
      if (own && words instanceof HTMLElement) words.hidden = device.getAttribute("data-device") !== own.key;
    }
  }
}

/**
 * What the page shows of the record, and what came of looking.
 * @typedef {{ shown: Shown, watching: ReturnType<typeof keepWatch>, fine: Promise<boolean> }} Look
 */

/**
 * Looks at what the page shows now.
 * @param {HTMLTemplateElement} mark
 * @returns {Look | null}
 */
function lookAt(mark) {
  const shown = shownOn(mark);
  if (!shown) return null;
  const watching = keepWatch(shown, mark.dataset);
  return { shown, watching, fine: watching.then(({ fine }) => fine, () => false) };
}

/** @param {HTMLTemplateElement} mark @param {Look} look */
async function say(mark, { watching }) {
  const { memory } = await watching;
  if (memory?.finding) await warn(mark, memory, memory.finding);
  if (memory) await tell(memory);
}

/** @param {HTMLTemplateElement} mark */
function begin(mark) {
  const first = lookAt(mark);
  if (!first) return;
  let look = first;
  signActs(() => look);
  say(mark, look).catch(() => {});
  // An open page was brought up to date: it shows a newer state of the record.
  document.addEventListener("parenthesis:shown", () => {
    const next = lookAt(mark);
    if (!next) return;
    look = next;
    say(mark, look).catch(() => {});
  });
}

const mark = document.getElementById("record-watch");
// Without a secure connection, or a place to keep anything, pages work as they do without script.
if (mark instanceof HTMLTemplateElement && globalThis.crypto?.subtle && globalThis.indexedDB) {
  begin(mark);
}
