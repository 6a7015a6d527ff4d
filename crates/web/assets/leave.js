// @ts-check
// Leaving in a hurry: Shift pressed three times within a second and a half sends the Leave form that
// every page has. A letter typed in between starts the count anew, so that capitals do not leave.
// Whoever leaves or signs out leaves nothing behind in this browser of what was typed or kept.

const TIMES = 3;
const WITHIN_MS = 1500;
/** What this browser keeps of pages is named so. */
const OURS = /^(parenthesis-draft|kept)\b/;

/** When Shift was pressed lately, in milliseconds since the page opened. @type {number[]} */
let presses = [];

/** @param {() => Storage} of */
function empty(of) {
  try {
    const storage = of();
    for (const name of Object.keys(storage)) if (OURS.test(name)) storage.removeItem(name);
  } catch {
    // A browser that keeps nothing has nothing to take away.
  }
}

/** Takes away what was typed and not sent, and the pages that were kept to be looked at offline. */
function forget() {
  empty(() => localStorage);
  empty(() => sessionStorage);
  if ("caches" in globalThis) {
    caches.keys().then((names) => Promise.all(names.filter((name) => OURS.test(name)).map((name) => caches.delete(name))))
      .catch(() => {});
  }
  // What kept pages, and what showed notices.
  navigator.serviceWorker?.getRegistrations()
    .then((known) => Promise.all(known.map((one) => one.unregister()))).catch(() => {});
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  if (event.repeat) return;
  presses = [...presses, event.timeStamp].slice(-TIMES);
  const [first = 0] = presses;
  if (presses.length < TIMES || event.timeStamp - first > WITHIN_MS) return;
  presses = [];
  const form = document.getElementById("leave");
  if (!(form instanceof HTMLFormElement)) return;
  form.submit();
  forget();
}, true);

document.addEventListener("submit", ({ target }) => {
  const action = target instanceof HTMLFormElement ? target.getAttribute("action") : "";
  if (action === "/leave" || action === "/sign-out") forget();
}, true);

// This page is shown to nobody who is signed in: whoever was is not any more.
if (location.pathname === "/sign-in") forget();
