// @ts-check
// The page of a call. First one's own picture and one big button; then a seat in the room, and a connection with each of
// the others, who are heard of by a stream of the server. Sound and pictures go from browser to browser; nothing of them
// is kept by this page. It goes on through breaks for as long as the server keeps the seat.

import { OwnMedia, SOUND_ONLY, STEPS, fitted } from "./call-media.js";
import { addTile, isWatched, keys, mark, part, say, showHome, showKey, showPart, showSelf, showSign, toggle } from "./call-page.js";
import { Peer, runsOut } from "./call-peer.js";
import { Sayings, fieldsOf, post, servers } from "./call-say.js";

/** @import { Card } from "./call-page.js" */
/** @import { Policy } from "./call-peer.js" */

/** How often it is looked what the network carries. */
const LOOKS_MS = 2_000;
/** Other credentials are asked for so long before these run out. */
const AHEAD_MS = 2 * 60_000;
/** A connection that is back so soon is not spoken of. */
const QUIET_MS = 2_000;
/** Longest wait before the stream is opened again: a seat is kept for twenty seconds. */
const LONGEST_MS = 4_000;
const SECOND_MS = 1_000;

/** What another seat is here. @typedef {{ card: Card, tile: HTMLElement, peer: Peer | null, stream: MediaStream, linked: boolean }} Other */

class Call {
  /** @type {EventSource | null} */
  #source = null;
  #seat = "";
  /** The last of the stream that was heard. */
  #heard = "";
  /** Who has to be there, while that one is not. */
  #awaited = "";
  /** Whether they talk: before that, nothing is sent. */
  #open = false;
  /** @type {"before" | "during" | "over"} */
  #state = "before";
  #failures = 0;
  /** What is heard is heeded in order. @type {Promise<unknown>} */
  #turn = Promise.resolve();
  /** @type {Map<string, Other>} */
  #others = new Map();
  /** @type {RTCIceServer[]} */
  #ice = [];
  #fit = { step: 0, weight: 0 };
  #since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reopens;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #mentions;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #renews;
  /** @type {ReturnType<typeof setInterval>[]} */
  #clocks = [];
  /** @type {WakeLockSentinel | null} */
  #awake = null;

  /** @param {HTMLElement} room */
  constructor(room) {
    this.room = room;
    this.own = new OwnMedia(() => this.#show());
    this.sayings = new Sayings(room);
    /** @type {Policy} */
    this.policy = "relay";
    this.seen = room.dataset.audio === undefined;
    this.#ice = servers(room.dataset.ice ?? "[]");
  }

  async begin() {
    document.addEventListener("click", (event) => this.#tap(event));
    document.addEventListener("submit", (event) => this.#submit(event), true);
    addEventListener("pagehide", () => this.#gone());
    addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
    // What was open before may hang.
    addEventListener("online", () => {
      this.#source?.close();
      this.#source = null;
      this.#reopen(0);
    });
    addEventListener("offline", () => { if (this.#state === "during") say("again"); });
    document.addEventListener("visibilitychange", () => this.#stayAwake());
    if (!("RTCPeerConnection" in globalThis && "EventSource" in globalThis)) {
      say("cannot");
      return;
    }
    showKey("begin", true);
    keys("begin")[0]?.focus();
    const missing = await this.own.begin(this.seen);
    if (missing) say(missing);
    if (this.room.dataset.auto !== undefined) this.#join();
  }

  /** What is to be said while nothing is wrong. */
  #sayHow() {
    if (this.#state !== "during") return;
    if (this.#others.size === 0 && !this.#awaited) say(this.#since > 0 ? "alone" : "ringing");
    else if (!this.#open) say(this.#awaited ? "waiting" : "connecting", this.#awaited);
    else if (this.#fit.step >= SOUND_ONLY) say("sound-only");
    else say([...this.#others.values()].some(({ linked }) => linked) ? "open" : "connecting");
  }

  /** One's own picture, and what the keys do now. */
  #show() {
    const { camera, microphone, muted, state, mirrored } = this.own;
    showSelf(camera, mirrored);
    showKey("camera", this.#state !== "over" && this.seen);
    showKey("microphone", this.#state !== "over" && microphone !== null);
    toggle("camera", camera !== null);
    toggle("microphone", !muted);
    this.own.canFlip().then((can) => showKey("flip", can && this.own.camera !== null && this.#state !== "over"));
    for (const [seat, { peer }] of this.#others) {
      if (!peer) continue;
      peer.send();
      this.sayings.tell(seat, "state", state);
    }
  }

  /** @param {"before" | "during" | "over"} state */
  #is(state) {
    this.#state = state;
    this.room.dataset.state = state;
    showKey("begin", state === "before");
    for (const name of ["decline", "how"]) showPart(name, state === "before");
    for (const name of ["leave", "time"]) showPart(name, state === "during");
    for (const name of ["end", "sign"]) showPart(name, state !== "over");
    this.#show();
  }

  // What the person does.

  /** @param {MouseEvent} event */
  #tap(event) {
    const key = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    if (!(key instanceof HTMLElement)) return;
    const { do: what } = key.dataset;
    if (what === "begin") this.#join();
    else if (what === "microphone") this.own.mute(!this.own.muted);
    else if (what === "camera") this.#picture();
    else if (what === "flip") this.own.flip().then((missing) => { if (missing) say(missing); });
    this.#play();
  }

  async #picture() {
    const on = this.own.camera === null;
    // Whoever wants to be seen again begins with a small picture.
    if (on && this.#fit.step >= SOUND_ONLY) this.#fit = { step: SOUND_ONLY - 1, weight: 0 };
    const missing = await this.own.show(on);
    if (missing) say(missing);
    else this.#sayHow();
  }

  /** Ending and leaving are forms; here they take effect before the server has answered. @param {SubmitEvent} event */
  #submit(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const action = form.getAttribute("action");
    const ends = action === this.room.dataset.end;
    if (!ends && action !== this.room.dataset.leave) {
      // Whoever says not now, or goes in a hurry, is not seen any more.
      if (form.method === "post") this.own.end();
      return;
    }
    event.preventDefault();
    const fields = { seat: this.#seat };
    post(this.room, action ?? "", fields).catch(() => navigator.sendBeacon(action ?? "", fieldsOf(this.room, fields)));
    this.#over(ends ? "ended" : "left");
    if (!ends) location.assign(this.room.dataset.home ?? "/");
  }

  #join() {
    if (this.#state !== "before") return;
    this.#is("during");
    say("connecting");
    this.#stayAwake();
    this.#listen();
    this.#renewInTime();
    this.#clocks = [setInterval(() => this.#look(), LOOKS_MS), setInterval(() => this.#time(), SECOND_MS)];
    document.querySelector("h1")?.scrollIntoView({ block: "start" });
  }

  #listen() {
    clearTimeout(this.#reopens);
    this.#source?.close();
    const address = new URL(this.room.dataset.stream ?? "", location.href);
    const asked = { seat: this.#seat, heard: this.#heard, audio: this.seen ? "" : "1" };
    for (const [name, value] of Object.entries(asked)) if (value) address.searchParams.set(name, value);
    const source = new EventSource(address);
    this.#source = source;
    for (const kind of ["seat", "here", "joined", "left", "signal", "wait", "open", "over"]) {
      source.addEventListener(kind, (event) => {
        // The connection's own "open" says nothing.
        if (source !== this.#source || event.data === undefined) return;
        if (event.lastEventId) this.#heard = event.lastEventId;
        this.#hear(kind, JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => {
      if (source !== this.#source) return;
      source.close();
      this.#source = null;
      this.#failures += 1;
      this.#mentions ??= setTimeout(() => say("again"), QUIET_MS);
      // At first at once: when a session or tablet was ended elsewhere, the call goes.
      this.#reopen(this.#failures <= 1 ? 0 : Math.min(LONGEST_MS, 250 * 2 ** this.#failures));
    });
  }

  /** @param {number} wait */
  #reopen(wait) {
    if (this.#state !== "during" || this.#source) return;
    clearTimeout(this.#reopens);
    this.#reopens = setTimeout(() => this.#check(), wait);
  }

  /**
   * Asks for this page again, and takes from it what runs out: credentials for the relay, and the token of its forms.
   * @returns {Promise<"there" | "ended" | "gone">}
   */
  async #ask() {
    const answer = await fetch(location.href.split("#")[0] ?? "", {
      redirect: "manual", cache: "no-store", headers: { "x-unattended": "look" },
    });
    if (answer.type === "opaqueredirect") return "ended";
    if (answer.status >= 400 && answer.status < 500) return "gone";
    if (!answer.ok) throw new Error("not shown");
    const room = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("call");
    // Who is no tablet any more is shown another page.
    if (!room) return "ended";
    const ice = servers(room.dataset.ice ?? "[]");
    if (ice.length > 0) this.#ice = ice;
    if (room.dataset.token) this.room.dataset.token = room.dataset.token;
    return "there";
  }

  /** Before the stream is opened anew: whether this call is still for whoever looks. */
  async #check() {
    if (this.#state !== "during") return;
    try {
      const status = await this.#ask();
      if (this.#state !== "during") return;
      if (status !== "there") {
        this.#over(status === "gone" ? "ended" : "revoked");
        return;
      }
    } catch {
      this.#failures += 1;
      this.#reopen(Math.min(LONGEST_MS, 250 * 2 ** this.#failures));
      return;
    }
    this.#listen();
  }

  /** One after the other, but the end at once. @param {string} kind @param {any} data */
  #hear(kind, data) {
    if (kind === "over") this.#over(data.why);
    else this.#turn = this.#turn.then(() => this.#heed(kind, data)).catch(() => {});
  }

  /** @param {string} kind @param {any} data */
  async #heed(kind, data) {
    if (this.#state !== "during") return;
    if (kind === "seat") this.#seated(data.seat);
    else if (kind === "here") this.#here(data.seats);
    else if (kind === "joined") this.#come(data);
    else if (kind === "left") this.#go(data.seat);
    else if (kind === "signal") this.#signal(data);
    else if (kind === "wait") this.#wait(data.for);
    else if (kind === "open") await this.#opened();
    const cards = [...this.#others.values()].map(({ card }) => card);
    showSign(isWatched(this.#open, this.room.dataset.watches !== undefined, cards));
  }

  /** @param {string} seat */
  #seated(seat) {
    this.#failures = 0;
    clearTimeout(this.#mentions);
    this.#mentions = undefined;
    if (seat !== this.#seat) {
      // A seat of its own anew: whoever was here knows nothing of it.
      for (const one of [...this.#others.keys()]) this.#go(one);
      this.sayings.forget();
      this.sayings.seat = seat;
      this.#open = false;
      this.#seat = seat;
    }
    this.#sayHow();
  }

  /** @param {Card[]} cards */
  #here(cards) {
    const there = new Set(cards.map(({ seat }) => seat));
    for (const seat of [...this.#others.keys()]) if (!there.has(seat)) this.#go(seat);
    for (const card of cards) this.#come(card);
    this.#sayHow();
  }

  /** @param {Card} card */
  #come(card) {
    if (this.#others.has(card.seat)) return;
    const tile = addTile(card);
    const other = { card, tile, peer: null, stream: new MediaStream(), linked: false };
    this.#others.set(card.seat, other);
    if (this.#open) this.#connect(other);
    this.#sayHow();
  }

  /** @param {string} seat */
  #go(seat) {
    const other = this.#others.get(seat);
    other?.peer?.end();
    other?.tile.remove();
    this.#others.delete(seat);
    this.sayings.forget(seat);
    this.#sayHow();
  }

  async #opened() {
    // What the relay was asked with before they waited holds no more.
    if (this.#awaited) await this.#ask().catch(() => {});
    if (this.#state !== "during") return;
    this.#open = true;
    this.#awaited = "";
    this.#since ||= Date.now();
    for (const other of this.#others.values()) if (!other.peer) this.#connect(other);
    this.#sayHow();
  }

  /** Whoever has to be there is not: nothing is sent, and nothing shown. The relay carries nothing for what was before. @param {string} name */
  #wait(name) {
    this.#open = false;
    this.#awaited = name;
    for (const other of this.#others.values()) {
      other.peer?.end();
      other.peer = null;
      other.linked = false;
      for (const track of other.stream.getTracks()) other.stream.removeTrack(track);
      mark(other.tile, { camera: false, microphone: true });
    }
    say("waiting", name);
  }

  /** @param {Other} other */
  #connect(other) {
    const { seat, polite } = other.card;
    other.peer = new Peer(seat, polite, {
      ice: () => this.#ice,
      policy: this.policy,
      own: () => this.own,
      say: (to, kind, data) => this.sayings.tell(to, kind, data),
      sees: (from, track) => this.#sees(from, track),
      linked: (to, linked) => this.#linked(to, linked),
    });
    if (polite) other.peer.begin();
    this.sayings.tell(seat, "state", this.own.state);
  }

  /** @param {{ from: string, kind: string, data: unknown }} said */
  #signal({ from, kind, data: given }) {
    const other = this.#others.get(from);
    const data = typeof given === "string" ? JSON.parse(given) : given;
    if (!other) return;
    if (kind === "state") mark(other.tile, data);
    else other.peer?.hear(kind, data);
  }

  // The others.

  /** @param {string} seat @param {MediaStreamTrack} track */
  #sees(seat, track) {
    const other = this.#others.get(seat);
    const video = other?.tile.querySelector("video");
    if (!other || !video) return;
    for (const old of other.stream.getTracks()) if (old.kind === track.kind) other.stream.removeTrack(old);
    other.stream.addTrack(track);
    video.srcObject = other.stream;
    this.#play();
  }

  /** A browser that lets nothing sound before a touch is touched once more. */
  #play() {
    for (const { tile } of this.#others.values()) {
      const video = tile.querySelector("video");
      if (!video?.srcObject || !video.paused) continue;
      video.play().then(() => {
        if (part("said")?.dataset.word === "tap") this.#sayHow();
      }).catch((error) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") say("tap");
      });
    }
  }

  /** @param {string} seat @param {boolean} linked */
  #linked(seat, linked) {
    const other = this.#others.get(seat);
    if (!other) return;
    other.linked = linked;
    other.tile.dataset.linked = linked ? "yes" : "no";
    if (linked) {
      this.#play();
      this.#sayHow();
    } else {
      say("again");
    }
  }

  async #look() {
    const looks = [];
    for (const { peer } of this.#others.values()) {
      const look = await peer?.look().catch(() => null);
      if (look) looks.push(look);
    }
    const worst = looks.sort((a, b) => b.lost - a.lost)[0];
    if (!worst || !this.own.camera) return;
    const before = this.#fit.step;
    const carried = looks.map(({ carries }) => carries).filter((carries) => carries !== null);
    const carries = carried.length > 0 ? Math.min(...carried) : null;
    this.#fit = fitted(this.#fit, { lost: worst.lost, limited: looks.some(({ limited }) => limited), carries });
    const step = STEPS[this.#fit.step];
    if (step) {
      for (const { peer } of this.#others.values()) await peer?.fit(step);
    } else if (before !== this.#fit.step) {
      await this.own.show(false);
      say("sound-only");
    }
  }

  #renewInTime() {
    const at = runsOut(this.#ice);
    if (!Number.isFinite(at)) return;
    this.#renews = setTimeout(() => this.#renew(), Math.max(at - Date.now() - AHEAD_MS, 10 * SECOND_MS));
  }

  /** Asks for other credentials, and goes over to them. */
  async #renew() {
    if (this.#state !== "during") return;
    try {
      await this.#ask();
      for (const { peer } of this.#others.values()) peer?.renew();
    } catch {
      // Asked again soon.
    }
    this.#renewInTime();
  }

  // Time, and the end.

  #time() {
    const place = part("time");
    if (!place || this.#since === 0) return;
    const seconds = Math.floor((Date.now() - this.#since) / SECOND_MS);
    place.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  /** The screen stays on while somebody talks. */
  async #stayAwake() {
    if (this.#state !== "during" || document.visibilityState !== "visible") return;
    if (this.#awake && !this.#awake.released) return;
    try {
      this.#awake = await navigator.wakeLock?.request("screen") ?? null;
    } catch {
      // The device saves its battery.
    }
  }

  #stop() {
    this.#source?.close();
    this.#source = null;
    for (const timer of [this.#reopens, this.#mentions, this.#renews]) clearTimeout(timer);
    for (const clock of this.#clocks) clearInterval(clock);
    for (const { peer, tile } of this.#others.values()) {
      peer?.end();
      tile.remove();
    }
    this.#others.clear();
    this.own.end();
    this.sayings.end();
    this.#awake?.release().catch(() => {});
  }

  /** @param {string} why */
  #over(why) {
    if (this.#state === "over") return;
    this.#stop();
    this.#is("over");
    say(`over-${why}`);
    showHome(this.room);
    // The session or the tablet has ended: what the page shows is not to stay on the screen.
    if (why === "revoked") location.reload();
  }

  /** The page goes: so does its seat. */
  #gone() {
    if (this.#state === "during") navigator.sendBeacon(this.room.dataset.leave ?? "", fieldsOf(this.room, { seat: this.#seat }));
    this.#stop();
    this.#state = "over";
  }
}

const room = document.getElementById("call");
if (room) new Call(room).begin();
