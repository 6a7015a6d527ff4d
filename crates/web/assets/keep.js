// @ts-check
// Pages without a connection. Where the person chose so on the page about this device, a script beside the pages
// keeps the last ones (offline.js); where not, it is taken away with all that it kept. On a page that is shown from
// what was kept, a bar says from when it is, and nothing is sent.

import { moment } from "./moment.js";

/** Pages that are there without a connection although nobody opened them. */
const FIRST = ["/today", "/calendar"];
/** So often it is looked whether there is a connection again. */
const LOOKS_MS = 10_000;

/** @param {HTMLTemplateElement} mark @param {string} name */
function partOf(mark, name) {
  const part = mark.content.querySelector(`[data-part="${name}"]`);
  return part instanceof HTMLElement ? document.importNode(part, true) : null;
}

async function keep() {
  const workers = navigator.serviceWorker;
  // A browser looks by itself for a newer one. Asked for again, it could come back after a sign-out that is under way.
  if (!await workers.getRegistration("/")) {
    await workers.register("/offline.js", { scope: "/", updateViaCache: "none" });
  }
  if ((await caches.keys()).some((name) => name.startsWith("kept pages"))) return;
  if (!workers.controller) {
    await new Promise((resolve) => { workers.addEventListener("controllerchange", resolve, { once: true }); });
  }
  const asked = { cache: /** @type {const} */ ("no-store"), redirect: /** @type {const} */ ("manual") };
  for (const page of FIRST) await fetch(page, { ...asked, headers: { "x-unattended": "keep" } });
}

async function keepNothing() {
  const known = await navigator.serviceWorker.getRegistration("/");
  if (!known) return;
  await known.unregister();
  for (const name of await caches.keys()) if (name.startsWith("kept")) await caches.delete(name);
}

/**
 * Says that the page is an old one, and keeps whatever is typed from being lost with a form that goes nowhere.
 * @param {HTMLTemplateElement} mark
 * @param {number} since
 */
function offline(mark, since) {
  const said = document.getElementById("live-said");
  const bar = partOf(mark, "offline");
  const time = bar?.querySelector('[data-slot="kept"]');
  const again = bar?.querySelector('[data-do="again"]');
  if (!said || !bar || !(time instanceof HTMLTimeElement)) return;
  time.dateTime = new Date(since).toISOString();
  time.textContent = moment(since);
  if (again instanceof HTMLAnchorElement) again.href = location.href;
  said.replaceChildren(bar);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    // Leaving is never held up. What waits on this device is draft.js's matter.
    if (["/leave", "/sign-out"].includes(form.getAttribute("action") ?? "")) return;
    if (form.method !== "post" || form.querySelector("[data-draft]") || form.hasAttribute("data-draft")) return;
    event.preventDefault();
    const part = partOf(mark, "not-sent");
    if (part) said.replaceChildren(bar, part);
  }, true);
  addEventListener("online", comeBack);
  setInterval(comeBack, LOOKS_MS);
}

/** Once the server answers, the page is loaded again, unless somebody writes on it. */
async function comeBack() {
  const typed = [...document.querySelectorAll("main textarea")].some((one) =>
    one instanceof HTMLTextAreaElement && one.value !== one.defaultValue);
  if (typed || document.visibilityState !== "visible" || !navigator.onLine) return;
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    // Not yet.
  }
}

const mark = document.getElementById("live");
if (mark instanceof HTMLTemplateElement && "serviceWorker" in navigator && "caches" in globalThis) {
  const since = Number(document.documentElement.dataset.kept);
  if (since > 0) offline(mark, since);
  else (mark.dataset.keep === undefined ? keepNothing() : keep()).catch(() => {});
}
