// @ts-check
// The children's tablet while it waits: it rings when somebody calls, with the face of who does, and shows at any hour
// what its page would show. A first touch anywhere lets it sound from then on. When it is no tablet any more, it goes.

import { Bell } from "./call-bell.js";
import { takeSymbols } from "./live-swap.js";

/** Longest wait before the stream is opened again. */
const LONGEST_MS = 30_000;
/** What the page shows depends on the hour: it is asked for so often without being told. */
const HOURLY_MS = 5 * 60_000;
/** The cloud comes when the connection is gone for so long. */
const QUIET_MS = 3_000;
/** Remembered until this browser is closed: whether a page of this tablet was touched. */
const TOUCHED = "tablet-touched";

/** @param {boolean} [now] */
function touched(now) {
  try {
    if (now) sessionStorage.setItem(TOUCHED, "1");
    return sessionStorage.getItem(TOUCHED) !== null;
  } catch {
    // A browser that keeps nothing is touched anew on each page.
    return false;
  }
}

function shown() {
  const main = document.querySelector("main[data-tablet]");
  return main instanceof HTMLElement ? main : null;
}

class Tablet {
  /** @type {EventSource | null} */
  #source = null;
  #failures = 0;
  /** The call that was hushed: it rang long enough. */
  #hushed = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #cloud;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();

  constructor() {
    this.bell = new Bell(touched());
  }

  begin() {
    addEventListener("pointerdown", () => {
      touched(true);
      this.bell.unlock();
    }, { capture: true, passive: true });
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("pageshow", () => this.#look());
    addEventListener("pagehide", () => {
      this.bell.stop();
      this.#close();
    });
    addEventListener("online", () => this.#again(0));
    setInterval(() => this.#bring(), HOURLY_MS);
    this.#ring();
    this.#look();
  }

  #look() {
    if (document.visibilityState !== "visible" || this.#source) return;
    this.#bring();
    this.#open();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open() {
    this.#close();
    const main = shown();
    if (!main) return;
    const address = new URL(main.dataset.stream ?? "", location.href);
    if (main.dataset.mark) address.searchParams.set("mark", main.dataset.mark);
    const source = new EventSource(address);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.#away(false);
    });
    for (const kind of ["ring", "page"]) {
      source.addEventListener(kind, () => {
        if (source === this.#source) this.#bring();
      });
    }
    source.addEventListener("error", () => {
      if (source !== this.#source) return;
      this.#failures += 1;
      this.#cloud ??= setTimeout(() => this.#away(true), QUIET_MS);
      const longest = Math.min(LONGEST_MS, 500 * 2 ** this.#failures);
      this.#again(this.#failures <= 1 ? 0 : longest / 2 + Math.random() * longest / 2);
    });
  }

  /** Before the stream is opened anew it is looked whether this is a tablet still. @param {number} wait */
  #again(wait) {
    this.#close();
    this.#timer = setTimeout(async () => {
      await this.#bring();
      if (!this.#source) this.#open();
    }, wait);
  }

  /** @param {boolean} away */
  #away(away) {
    if (!away) {
      clearTimeout(this.#cloud);
      this.#cloud = undefined;
    }
    const part = document.querySelector('[data-part="offline"]');
    if (part instanceof HTMLElement) part.hidden = !away;
  }

  /** Shows what the page would show now. */
  #bring() {
    this.#turn = this.#turn.then(() => this.#once()).catch(() => {
      // No connection: the stream says so too.
    });
    return this.#turn;
  }

  async #once() {
    const now = shown();
    if (!now) return;
    const answer = await fetch(now.dataset.home ?? location.pathname, { redirect: "manual", cache: "no-store" });
    if (answer.status >= 500) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main[data-tablet]");
    if (!(next instanceof HTMLElement)) {
      // No tablet any more: nothing of the family is to stay on the screen.
      this.#close();
      this.bell.stop();
      location.reload();
      return;
    }
    if (next.dataset.mark === now.dataset.mark && next.dataset.rings === now.dataset.rings) return;
    for (const one of next.querySelectorAll("noscript")) one.remove();
    takeSymbols(page);
    const fresh = document.importNode(next, true);
    now.replaceWith(fresh);
    document.title = page.title;
    // Who listens rather than looks begins where the page begins.
    if (fresh.dataset.rings !== now.dataset.rings) fresh.focus({ preventScroll: true });
    this.#ring();
  }

  /** Rings while the page says so. */
  #ring() {
    const call = shown()?.dataset.rings ?? "";
    if (call === "" || call === this.#hushed) {
      this.bell.stop();
      return;
    }
    this.bell.start(() => {
      this.#hushed = call;
      this.#bring();
    });
  }
}

if (shown() && "EventSource" in globalThis) new Tablet().begin();
