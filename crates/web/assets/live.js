// @ts-check
// An open page follows the record. The server says only that the record has grown; this page is then asked for again,
// and what it shows changes when something in it did. Where somebody types, or something is open over the page, it
// stays as it is and says so. A page that nobody looks at follows nothing; one whose session has ended goes.

import { isBusy, looks, swap, takeState } from "./live-swap.js";

/** Longest wait before the stream is opened again. */
const LONGEST_MS = 60_000;
/** A stream that was open for so long was a good one. */
const GOOD_MS = 20_000;
/** Nothing moves so soon after a touch or a key: a finger may be on its way to a button. */
const STILL_MS = 1_000;
/** Nothing is asked for again sooner when it could not be read. */
const LATER_MS = 10_000;
/** So long after a form was sent, the page waits for its answer. */
const SENT_MS = 20_000;
/** Whoever types or taps uses the session, although nothing is sent. So often the server hears of it, here. */
const USED_MS = 4 * 60_000;
const USED = "/device";
/** Says that nobody used the session by this, and whether the answer is shown to somebody. */
const UNATTENDED = "x-unattended";

/** What goes with the page while it is open. */
class Following {
  /** @type {EventSource | null} */
  #source = null;
  #opened = 0;
  #failures = 0;
  #over = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asking = false;
  #waiting = false;
  #touched = -STILL_MS;
  #sent = -SENT_MS;

  /**
   * @param {HTMLTemplateElement} mark
   * @param {HTMLElement} main
   * @param {HTMLElement} said
   */
  constructor(mark, main, said) {
    this.mark = mark;
    this.main = main;
    this.said = said;
    this.before = looks(document);
    /** How many entries the record has, as far as is known. */
    this.known = this.#shown();
  }

  /** How many entries the record had on this page. */
  #shown() {
    return Number(this.mark.dataset.size);
  }

  begin() {
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("pageshow", () => this.#look());
    addEventListener("pagehide", () => this.#close());
    addEventListener("online", () => this.#again(0));
    for (const kind of ["pointerdown", "keydown", "touchstart"]) {
      addEventListener(kind, () => { this.#touched = performance.now(); }, { capture: true, passive: true });
    }
    setInterval(() => this.#use(), USED_MS);
    document.addEventListener("submit", () => { this.#sent = performance.now(); }, true);
    this.#look();
  }

  /** Where somebody is at work on the page, the session does not end under it. */
  #use() {
    if (document.visibilityState !== "visible" || performance.now() - this.#touched > USED_MS) return;
    fetch(USED, { method: "HEAD", redirect: "manual", cache: "no-store" }).catch(() => {});
  }

  #look() {
    if (document.visibilityState !== "visible") this.#close();
    else if (!this.#source) this.#open();
  }

  #open() {
    this.#close();
    if (this.#over || document.visibilityState !== "visible") return;
    const source = new EventSource(`${this.mark.dataset.stream}?size=${this.#shown()}`);
    this.#source = source;
    this.#opened = performance.now();
    source.addEventListener("record", ({ data }) => {
      this.known = Number(data);
      this.#bring();
    });
    // Somebody calls, or does not any more: ring.js shows it.
    source.addEventListener("ring", ({ data }) => {
      document.dispatchEvent(new CustomEvent("parenthesis:ring", { detail: { call: data } }));
    });
    source.addEventListener("error", () => {
      const good = performance.now() - this.#opened > GOOD_MS;
      this.#failures = good ? 0 : this.#failures + 1;
      // At first at once: when a session was ended elsewhere, the page goes.
      this.#again(this.#failures <= 1 ? 0 : this.#wait());
    });
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** Longer after each failure, and not the same for all: a server that comes back is not met by everybody at once. */
  #wait() {
    const longest = Math.min(LONGEST_MS, 500 * 2 ** this.#failures);
    return longest / 2 + Math.random() * longest / 2;
  }

  /** @param {number} wait */
  #again(wait) {
    this.#close();
    if (this.#over) return;
    this.#timer = setTimeout(() => this.#check(), wait);
  }

  /** Before the stream is opened anew: whether this page is still for whoever looks. */
  async #check() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(this.mark.dataset.stream ?? "", { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") {
        // The session has ended: what the page shows is not to stay on the screen.
        this.#over = true;
        location.reload();
        return;
      }
      // Not there any more: the session is in a family where its person is no parent.
      this.#over = answer.status === 404;
      if (answer.ok) this.#open();
      else this.#failed();
    } catch {
      this.#failed();
    }
  }

  #failed() {
    this.#failures += 1;
    this.#again(this.#wait());
  }

  /**
   * What the page would say now; nothing when it cannot be read.
   * @param {"show" | "look"} why whether somebody is to see it, or it is only looked whether it has changed
   */
  async #page(why) {
    const answer = await fetch(location.href.split("#")[0] ?? "", {
      redirect: "manual", cache: "no-store", headers: { [UNATTENDED]: why },
    });
    // What it shows was erased, or is not for this person any more.
    if (answer.status === 404 && !isBusy(this.main)) location.reload();
    const kind = answer.headers.get("content-type") ?? "";
    if (!answer.ok || !kind.startsWith("text/html")) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const one of page.querySelectorAll("noscript")) one.remove();
    const mark = page.getElementById("live");
    if (mark?.dataset.size === undefined) return null;
    // The session goes on in another family: nothing of it belongs on this page.
    if (mark.dataset.person !== this.mark.dataset.person) {
      this.#over = true;
      this.#close();
      return null;
    }
    return page;
  }

  /** Brings the page up to date, one after the other. */
  async #bring() {
    if (this.#asking || this.#waiting || this.#over || this.known === this.#shown()) return;
    const before = this.#shown();
    const wait = Math.max(this.#touched + STILL_MS, this.#sent + SENT_MS) - performance.now();
    this.#asking = true;
    try {
      if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait); });
      else await this.#once();
    } catch {
      // No connection: the stream says so too.
    } finally {
      this.#asking = false;
    }
    const soon = wait > 0 || before !== this.#shown();
    setTimeout(() => this.#bring(), soon ? 250 : LATER_MS);
  }

  async #once() {
    const page = await this.#page(isBusy(this.main) ? "look" : "show");
    // Somebody may have begun meanwhile.
    if (!page || performance.now() < this.#touched + STILL_MS || performance.now() < this.#sent + SENT_MS) return;
    if (looks(page) === this.before) {
      takeState(page);
      this.#tell();
    } else if (isBusy(this.main)) {
      this.#ask();
    } else {
      await this.#take(page);
    }
  }

  /** Other scripts look at the page again. */
  #tell() {
    document.dispatchEvent(new CustomEvent("parenthesis:shown"));
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    const part = this.mark.content.querySelector(`[data-part="${name}"]`);
    return part instanceof HTMLElement ? document.importNode(part, true) : null;
  }

  /** Says that there is something new, and shows it when the person wants to see it. */
  #ask() {
    const part = this.#part("waiting");
    if (!part) return;
    this.#waiting = true;
    part.querySelector('[data-do="show"]')?.addEventListener("click", () => this.#show());
    this.said.replaceChildren(part);
  }

  async #show() {
    try {
      const page = await this.#page("show");
      if (!page) return;
      await this.#take(page);
      // The button that had the focus is gone.
      if (!this.main.contains(document.activeElement)) {
        this.main.tabIndex = -1;
        this.main.focus({ preventScroll: true });
      }
    } catch {
      // It stays as it is, and can be asked for again.
    }
  }

  /** @param {Document} page */
  async #take(page) {
    this.before = looks(page);
    /** @type {ReturnType<typeof swap>} */
    let lost = [];
    const take = () => { lost = swap(this.main, page); };
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!calm && document.startViewTransition) await document.startViewTransition(take).updateCallbackDone;
    else take();
    this.#waiting = false;
    this.#said(lost);
    this.#tell();
  }

  /** Says that the page was brought up to date, and keeps what was written where its form is gone. @param {ReturnType<typeof swap>} lost */
  #said(lost) {
    const part = this.#part(lost.length > 0 ? "lost" : "updated");
    if (!part) return;
    for (const field of lost) {
      const text = document.createElement("textarea");
      text.value = field.value;
      text.readOnly = true;
      text.rows = 4;
      text.setAttribute("aria-label", part.textContent?.trim() ?? "");
      (part.querySelector("div") ?? part).append(text);
    }
    this.said.replaceChildren(part);
  }
}

const mark = document.getElementById("live");
const main = document.querySelector("main");
const said = document.getElementById("live-said");
// A page that is shown from what this device kept follows nothing.
const kept = document.documentElement.dataset.kept !== undefined;
if (mark instanceof HTMLTemplateElement && main && said && !kept && "EventSource" in globalThis) {
  new Following(mark, main, said).begin();
}
