// @ts-check
// Notices on this device, on the page where they are chosen. What only the browser knows is said here: whether it can
// show notices, whether it may, and whether it still takes them. It puts what the browser's push service gave into the
// form of the page and sends that; it sends nothing else, and asks the person for nothing before a tap.

/** So long the browser may take to forget its subscription before the server is told without it. */
const PATIENCE_MS = 3_000;

/** The part that is shown, of those that wait for the script. @typedef {"home" | "denied" | "ready" | "gone" | ""} Part */

const can = "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

/** On an iPhone or iPad, a page that is not on the home screen. */
function isOffHomeScreen() {
  return /** @type {{ standalone?: boolean }} */ (navigator).standalone === false;
}

/** @param {HTMLElement} place @param {Part} part */
function show(place, part) {
  for (const one of place.querySelectorAll("[data-push-when]")) {
    if (one instanceof HTMLElement) one.hidden = one.dataset.pushWhen !== part;
  }
}

/** The script that shows notices, if it is there. Another one answers for the pages. @param {string} scope */
async function registered(scope) {
  const all = await navigator.serviceWorker.getRegistrations();
  return all.find((one) => new URL(one.scope).pathname === scope);
}

/** Waits until the script that shows notices runs. @param {ServiceWorkerRegistration} registration */
async function running(registration) {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return;
  await new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(undefined);
      if (worker.state === "redundant") reject(new Error("not installed"));
    });
  });
}

/** @param {string} scope */
async function subscription(scope) {
  const known = await registered(scope);
  return await known?.pushManager.getSubscription() ?? null;
}

/** What the browser's push service gives for the key of the page. @param {HTMLElement} place */
async function subscribe({ dataset: { worker = "", scope = "", key = "" } }) {
  const registration = await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
  await running(registration);
  // One for another key would be in the way.
  const old = await registration.pushManager.getSubscription();
  await old?.unsubscribe();
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint = "", keys = {} } = made.toJSON();
  return { endpoint, p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" };
}

/** Forgets all of it in this browser. @param {string} scope */
async function forget(scope) {
  const known = await registered(scope);
  const old = await known?.pushManager.getSubscription();
  await old?.unsubscribe();
  await known?.unregister();
}

/** @param {HTMLFormElement} form @param {Record<string, string>} given */
function send(form, given) {
  for (const [name, value] of Object.entries(given)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.submit();
}

/** @param {HTMLElement} place @param {HTMLFormElement} form */
function begins(place, form) {
  const wrong = place.querySelector("[data-push-wrong]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (wrong instanceof HTMLElement) wrong.hidden = true;
    if (button) button.disabled = true;
    try {
      // First of all: a browser asks only right after a tap.
      const allowed = await Notification.requestPermission();
      if (allowed === "granted") {
        send(form, await subscribe(place));
        return;
      }
      if (allowed === "denied") show(place, "denied");
    } catch {
      // The browser's service was not reached, or takes nothing.
      if (wrong instanceof HTMLElement) wrong.hidden = false;
    }
    if (button) button.disabled = false;
  });
}

/** @param {HTMLFormElement} form @param {string} scope */
function ends(form, scope) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
    await Promise.race([forget(scope).catch(() => {}), late]);
    form.submit();
  });
}

/** @param {HTMLElement} place */
async function ready(place) {
  const { scope = "", push } = place.dataset;
  if (!can) {
    if (push === "off" && isOffHomeScreen()) show(place, "home");
    return;
  }
  for (const form of place.querySelectorAll("form")) {
    if (form.hasAttribute("data-push-begin")) begins(place, form);
    if (form.hasAttribute("data-push-end")) ends(form, scope);
  }
  if (Notification.permission === "denied") {
    show(place, "denied");
    return;
  }
  const known = await subscription(scope).catch(() => null);
  if (push === "on") {
    show(place, known ? "" : "gone");
    return;
  }
  const before = place.querySelector("[data-push-before]");
  if (before instanceof HTMLElement) before.hidden = known === null;
  show(place, "ready");
}

const place = document.querySelector("[data-push]");
// What is shown from what this device kept can send nothing.
if (place instanceof HTMLElement && document.documentElement.dataset.kept === undefined) await ready(place);
