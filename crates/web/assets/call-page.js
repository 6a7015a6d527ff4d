// @ts-check
// What the page of a call shows: its parts, keys and words, and how the others stand in it. It decides nothing.

/** @import { State } from "./call-peer.js" */

/** @typedef {{ seat: string, name: string, kind: string, polite: boolean, audio?: boolean }} Card */

/** @param {string} name */
export function part(name) {
  const found = document.querySelector(`[data-part="${name}"]`);
  return found instanceof HTMLElement ? found : null;
}

/** @param {string} name */
export function keys(name) {
  return [...document.querySelectorAll(`[data-do="${name}"]`)].filter((one) => one instanceof HTMLElement);
}

/** @param {string} name @param {boolean} there */
export function showKey(name, there) {
  for (const one of keys(name)) one.hidden = !there;
}

/** @param {string} name @param {boolean} there */
export function showPart(name, there) {
  const found = part(name);
  if (found) found.hidden = !there;
}

/** @param {string} name */
export function word(name) {
  const words = document.getElementById("call-words");
  if (!(words instanceof HTMLTemplateElement)) return "";
  return words.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}

/** Says it once, to who sees it and to who hears it. @param {string} name @param {string} [of] what it is about */
export function say(name, of = "") {
  const place = part("said");
  if (!place) return;
  const said = [word(name), of].filter(Boolean).join(" ");
  if (said && place.textContent !== said) place.textContent = said;
  place.dataset.word = name;
}

/**
 * Whether somebody who has to be there for the children is: they talk, and that one is the reader or among the others.
 * @param {boolean} open @param {boolean} own @param {Pick<Card, "kind">[]} others
 */
export function isWatched(open, own, others) {
  return open && (own || others.some(({ kind }) => kind === "supervisor"));
}

/** The sign of a call at which somebody has to be. @param {boolean} there */
export function showSign(there) {
  for (const one of part("sign")?.querySelectorAll("[data-slot]") ?? []) {
    if (one instanceof HTMLElement) one.hidden = (one.dataset.slot === "there") !== there;
  }
}

/** A key that turns something off and on says what it would do. @param {"camera" | "microphone"} name @param {boolean} on */
export function toggle(name, on) {
  for (const key of keys(name)) {
    key.setAttribute("aria-pressed", String(on));
    const said = key.querySelector('[data-slot="said"]');
    const words = word(`${name}-${on ? "off" : "on"}`);
    if (said && words) said.textContent = words;
  }
}

/** One's own picture. @param {MediaStreamTrack | null} camera @param {boolean} mirrored */
export function showSelf(camera, mirrored) {
  const self = part("self");
  const video = self?.querySelector("video");
  if (!self || !video) return;
  self.hidden = camera === null;
  self.dataset.mirrored = mirrored ? "yes" : "no";
  const shown = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined;
  if ((shown ?? null) !== camera) video.srcObject = camera ? new MediaStream([camera]) : null;
}

/** Puts somebody else into the room. @param {Card} card */
export function addTile({ name, kind, audio }) {
  const template = document.getElementById("call-tile");
  const first = template instanceof HTMLTemplateElement ? template.content.firstElementChild : null;
  const tile = first instanceof HTMLElement ? document.importNode(first, true) : document.createElement("figure");
  tile.dataset.kind = kind;
  tile.dataset.camera = audio ? "off" : "on";
  tile.dataset.microphone = "on";
  tile.dataset.linked = "no";
  const named = tile.querySelector('[data-slot="name"]');
  if (named) named.textContent = name;
  const watches = tile.querySelector('[data-slot="supervisor"]');
  if (watches instanceof HTMLElement) watches.hidden = kind !== "supervisor";
  tile.querySelector("video")?.setAttribute("aria-label", name);
  part("others")?.append(tile);
  return tile;
}

/** What somebody else shows and lets hear. @param {HTMLElement} tile @param {Partial<State>} state */
export function mark(tile, { camera = false, microphone = true }) {
  tile.dataset.camera = camera ? "on" : "off";
  tile.dataset.microphone = microphone ? "on" : "off";
  const said = tile.querySelector('[data-slot="state"]');
  const words = [camera ? "" : word("picture-off"), microphone ? "" : word("sound-off")];
  if (said) said.textContent = words.filter(Boolean).join(" ");
}

/** The way back, once it is over. @param {HTMLElement} room */
export function showHome(room) {
  const home = document.createElement("a");
  home.className = "btn";
  home.dataset.kind = "main";
  home.href = room.dataset.home ?? "/";
  home.textContent = word("home");
  room.append(home);
  home.focus();
}
