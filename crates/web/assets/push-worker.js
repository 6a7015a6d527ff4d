// @ts-check
// Shows a notice when the browser's push service brings one, also when no page is open, and opens its page when it is
// tapped. It answers for no page, keeps nothing and asks nobody: all that it shows came sealed from the server. A browser
// that was brought something must show something, so what cannot be understood is shown as a notice that says nothing.

/** @typedef {Event & { waitUntil(work: Promise<unknown>): void }} LastingEvent */
/** @typedef {LastingEvent & { data: { text(): string } | null }} PushingEvent */
/** @typedef {LastingEvent & { notification: Notification }} TappedEvent */
/** @typedef {{ title: string, body: string, url: string, tag: string, lang: string, plain: boolean }} Told */

const HOME = "/today";
/** The server puts in its place where it serves this. */
const ICON = "./mark-192.png";
const MOST_TITLE = 200;
const MOST_BODY = 1_000;
const MOST_URL = 1_000;
/** Shown for what cannot be understood. */
const NEUTRAL = { en: "There is something new", nl: "Er is iets nieuws" };

const worker = /** @type {any} */ (self);

/** A path of this site, or where everything begins. @param {unknown} path */
function ownPath(path) {
  if (typeof path !== "string" || !path.startsWith("/") || path.length > MOST_URL) return HOME;
  try {
    const url = new URL(path, location.origin);
    return url.origin === location.origin ? url.pathname + url.search + url.hash : HOME;
  } catch {
    return HOME;
  }
}

/** @returns {Told} */
function neutral() {
  const lang = /^nl\b/i.test(navigator.language) ? "nl" : "en";
  return { title: NEUTRAL[lang], body: "", url: HOME, tag: "something-new", lang, plain: true };
}

/** @param {unknown} text @param {number} most */
function words(text, most) {
  return typeof text === "string" && text.length <= most ? text : null;
}

/** @param {PushingEvent["data"]} data */
function read(data) {
  try {
    const told = JSON.parse(data?.text() ?? "");
    const [title, body, tag, lang] = [
      words(told.title, MOST_TITLE), words(told.body, MOST_BODY), words(told.tag, 64), words(told.lang, 35),
    ];
    if (!title || body === null || !tag || lang === null) return neutral();
    return { title, body, tag, lang, url: ownPath(told.url), plain: told.plain === true };
  } catch {
    return neutral();
  }
}

/** @param {PushingEvent["data"]} data */
async function show(data) {
  const { title, body, tag, lang, url, plain } = read(data);
  const icon = plain ? {} : { icon: ICON };
  await worker.registration.showNotification(title, { body, tag, lang, ...icon, data: { url } });
}

/** @param {Notification} notification */
async function open(notification) {
  notification.close();
  const path = ownPath(notification.data?.url);
  const address = new URL(path, location.origin).href;
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((/** @type {{ url: string }} */ one) => one.url === address);
  await (there ? there.focus() : worker.clients.openWindow(address));
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("push", (/** @type {PushingEvent} */ event) => event.waitUntil(show(event.data)));
worker.addEventListener("notificationclick", (/** @type {TappedEvent} */ event) => {
  event.waitUntil(open(event.notification));
});
