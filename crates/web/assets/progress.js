// @ts-check
// The page of a bundle in the making: brings what it says up to date, without loading all of it
// again. Numbers change quietly; another stage, and the end, are said. It only reads its own address.

const EVERY_MS = 1000;

const place = document.getElementById("bundle");

/** What the page would say now; nothing when it cannot be read. */
async function fresh() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    // The bundle is gone, or nobody is signed in any more.
    if (answer.type === "opaqueredirect") location.reload();
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What is meant for pages without script would load this one again.
    for (const one of page.querySelectorAll("noscript")) one.remove();
    return page.getElementById("bundle");
  } catch {
    return null;
  }
}

/** @param {Element} now @param {Element} next */
function sameStage(now, next) {
  return now.querySelector("[data-stage] h2")?.textContent === next.querySelector("[data-stage] h2")?.textContent;
}

/** @param {Element} now @param {Element} next */
function takeNumbers(now, next) {
  for (const name of ["value", "max"]) {
    const number = next.querySelector("progress")?.getAttribute(name);
    if (number) now.querySelector("progress")?.setAttribute(name, number);
  }
  const [line, words] = [now, next].map((one) => one.querySelector("[data-stage] p"));
  if (line && words) line.textContent = words.textContent;
}

async function bring() {
  if (!place) return;
  const next = await fresh();
  if (next) {
    if (sameStage(place, next)) takeNumbers(place, next);
    else place.replaceChildren(...next.childNodes);
  }
  if (place.querySelector("[data-stage]")) setTimeout(bring, EVERY_MS);
}

setTimeout(bring, EVERY_MS);
