// @ts-check
// Somebody calls while a page is open: it is shown over the page, and rings. Answer is a link, "Not now" is a form. Where
// somebody types, nothing is taken from under the fingers: it stands beside the page then, and the focus stays. live.js
// hears of it from the server; this asks only for what is to be shown.

import { Bell } from "./call-bell.js";
import { isBusy } from "./live-swap.js";

const bell = new Bell();
/** The call that is shown, and where. @type {{ call: string, place: HTMLElement } | null} */
let shown = null;
/** The call that was heard of last. */
let heard = "";

function hide() {
  bell.stop();
  if (!shown) return;
  const { place } = shown;
  shown = null;
  if (place instanceof HTMLDialogElement && place.open) place.close();
  place.remove();
}

/** Who calls, as the server shows it; nothing once nobody does. @param {string} call */
async function asked(call) {
  const answer = await fetch(`/calls/${encodeURIComponent(call)}/ring`, {
    redirect: "manual", cache: "no-store", headers: { "x-unattended": "look" },
  });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const ring = page.querySelector("[data-ring]");
  return ring ? document.importNode(ring, true) : null;
}

/** Says that it does not suit, and stays on the page. @param {HTMLFormElement} form */
async function decline(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", cache: "no-store" });
    if (!answer.ok && answer.type !== "opaqueredirect") throw new Error("not taken");
    hide();
  } catch {
    // As without script.
    form.submit();
  }
}

/** @param {string} call @param {Element} ring */
function show(call, ring) {
  hide();
  const main = document.querySelector("main");
  const quiet = main !== null && isBusy(main);
  const place = document.createElement(quiet ? "div" : "dialog");
  place.className = "ring";
  const heading = ring.querySelector("h1, h2, h3");
  if (heading) {
    heading.id ||= "ring-h";
    place.setAttribute("aria-labelledby", heading.id);
  }
  if (quiet) place.setAttribute("role", "alertdialog");
  shown = { call, place };
  place.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    bell.stop();
    decline(event.target);
  });
  // Closed with a key: it rings no more here, and nobody is told anything.
  place.addEventListener("close", () => {
    if (shown?.place === place) hide();
  });
  if (quiet) {
    // Said aloud when something comes into it.
    document.body.append(place);
    place.append(ring);
  } else {
    place.append(ring);
    document.body.append(place);
    if (place instanceof HTMLDialogElement) place.showModal();
    const answer = place.querySelector('[data-do="answer"]');
    if (answer instanceof HTMLElement) answer.focus();
  }
  bell.start(hide);
}

/** @param {string} call */
async function hear(call) {
  heard = call;
  if (call === "") {
    hide();
    return;
  }
  if (shown?.call === call) return;
  try {
    const ring = await asked(call);
    // Meanwhile it may have ended.
    if (heard !== call) return;
    if (ring) show(call, ring);
    else hide();
  } catch {
    // No connection: the stream tells of it again.
  }
}

document.addEventListener("parenthesis:ring", (event) => {
  if (event instanceof CustomEvent) hear(String(event.detail?.call ?? ""));
});
addEventListener("pagehide", hide);
