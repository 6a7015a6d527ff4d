// @ts-check
// Runs beside the pages of a device whose person chose that the last pages of days and messages are kept on it. The
// network comes first; without one the kept page is shown, with the moment at which it was kept. What is kept belongs
// to one session, which the server names on each page that may be kept; for another session all of it goes. It goes
// too when somebody signs out, leaves, chooses anew about the device, or comes to the page for signing in.

/** @typedef {Event & { waitUntil(work: Promise<unknown>): void }} LastingEvent */
/** @typedef {LastingEvent & { request: Request, respondWith(answer: Promise<Response>): void }} FetchingEvent */

const PAGES = "kept pages ";
const FILES = "kept files";
const MOST_PAGES = 30;
const MOST_FILES = 60;
/** A page that is older is not shown. */
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;
/** So long the network may take where a kept page can be shown. */
const PATIENCE_MS = 6_000;
const KEPT_AT = "x-kept-at";
const NOT_KEPT = "/offline";
/** Whoever sends one of these, or opens one of those, leaves nothing kept behind. */
const ENDING_FORMS = ["/leave", "/sign-out", "/device", "/families", "/access/leave"];
const ENDING_PAGES = ["/sign-in", "/away"];

const worker = /** @type {any} */ (self);

/** How often all of it went. What was asked for before the last time is not kept any more. */
let wipes = 0;
/** What is kept and taken away, one after the other. @type {Promise<unknown>} */
let turn = Promise.resolve();

/** @param {() => Promise<void>} work */
function inTurn(work) {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

async function removeAll() {
  for (const name of await caches.keys()) await caches.delete(name);
}

/** At once, and once more when whatever was being kept is done with it. */
async function wipe() {
  wipes += 1;
  await removeAll();
  await inTurn(removeAll);
}

/** The cache of the session whose pages were kept last, if there is one. */
async function pages() {
  const name = (await caches.keys()).find((one) => one.startsWith(PAGES));
  return name === undefined ? null : caches.open(name);
}

/** @param {Cache} cache @param {number} most */
async function prune(cache, most) {
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - most))) await cache.delete(old);
}

/** A file that is kept. Nothing is made by looking. @param {string} address */
function keptFile(address) {
  return caches.match(address, { cacheName: FILES });
}

/** Keeps a file that pages load, and those that it loads. @param {string} address */
async function keepFile(address) {
  const files = await caches.open(FILES);
  if (await files.match(address)) return;
  const answer = await fetch(address);
  if (!answer.ok) return;
  await files.put(address, answer.clone());
  if (!address.endsWith(".js")) return;
  for (const [, more = ""] of (await answer.text()).matchAll(/from "(\/assets\/[^"]+)"/g)) await keepFile(more);
}

/** @param {string} html */
async function keepFiles(html) {
  for (const [, address = ""] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) await keepFile(address);
  await prune(await caches.open(FILES), MOST_FILES);
}

/**
 * Keeps a page, if the server says that it may be kept, and nothing was taken away since it was asked for.
 * @param {string} address
 * @param {Response} answer
 * @param {number} since how often all of it had gone then
 */
async function keepPage(address, answer, since) {
  const session = answer.headers.get("x-keep");
  if (!session || !answer.ok || answer.redirected || since !== wipes) return;
  const name = PAGES + session;
  for (const other of await caches.keys()) if (other.startsWith(PAGES) && other !== name) await caches.delete(other);
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  for (const one of ["content-encoding", "content-length"]) headers.delete(one);
  headers.set(KEPT_AT, String(Date.now()));
  const cache = await caches.open(name);
  // The newest comes last.
  await cache.delete(address);
  await cache.put(address, new Response(html, { headers }));
  await prune(cache, MOST_PAGES);
  await keepFiles(html);
  const files = await caches.open(FILES);
  if (await files.match(NOT_KEPT)) return;
  const none = await fetch(NOT_KEPT, { cache: "no-store" });
  if (none.ok) await files.put(NOT_KEPT, none);
}

/** The kept page of an address, with the moment at which it was kept. @param {string} address */
async function keptPage(address) {
  const cache = await pages();
  const found = await cache?.match(address);
  if (!cache || !found) return null;
  const at = Number(found.headers.get(KEPT_AT));
  if (!(Date.now() - at < LONGEST_MS)) {
    await cache.delete(address);
    return null;
  }
  const html = await found.text();
  return new Response(html.replace("<html ", `<html data-kept="${at}" `), { headers: found.headers });
}

/** What is shown of a page that is not kept: that it is not; or what the browser itself says. */
async function notKept() {
  return await keptFile(NOT_KEPT) ?? Response.error();
}

/** Keeps a page once it is there. @param {Promise<Response>} network @param {string} address */
async function keepWhatComes(network, address) {
  const since = wipes;
  try {
    const answer = (await network).clone();
    await inTurn(() => keepPage(address, answer, since));
  } catch {
    // No connection, or no room: it is not kept.
  }
}

/** @param {FetchingEvent} event @param {string} address */
async function page(event, address) {
  const network = fetch(event.request);
  event.waitUntil(keepWhatComes(network, address));
  /** @type {Promise<null>} */
  const patience = new Promise((resolve) => { setTimeout(() => resolve(null), PATIENCE_MS); });
  const first = await Promise.race([network.catch(() => null), patience]);
  if (first) return first;
  const kept = await keptPage(address);
  return kept ?? network.catch(notKept);
}

/** @param {Request} request */
async function file(request) {
  return await keptFile(request.url) ?? fetch(request);
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {LastingEvent} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {FetchingEvent} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const address = url.pathname + url.search;
  if (request.method === "POST") {
    if (ENDING_FORMS.includes(url.pathname)) event.waitUntil(wipe());
  } else if (ENDING_PAGES.includes(url.pathname)) {
    event.waitUntil(wipe());
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(file(request));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event, address));
  } else if (["show", "keep"].includes(request.headers.get("x-unattended") ?? "")) {
    // An open page is brought up to date, or one is kept before anybody opened it.
    const network = fetch(request);
    event.waitUntil(keepWhatComes(network, address));
    event.respondWith(network);
  }
});
