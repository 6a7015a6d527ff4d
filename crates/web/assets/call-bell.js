// @ts-check
// A bell that rings when somebody calls: two soft tones, made on the spot, and a short trembling of the device. A browser
// lets a page sound only after a touch; until then the bell is quiet, and says so.

/** It rings no longer than this. */
const LONGEST_MS = 45_000;
/** From the beginning of one ring to that of the next. */
const EVERY_MS = 2_800;
/** One ring: each tone in hertz, when it begins and how long it lasts, in seconds. */
const TONES = [
  { pitch: 659.26, at: 0, lasts: 0.5 },
  { pitch: 523.25, at: 0.35, lasts: 0.9 },
];
const LOUD = 0.25;
/** Trembles, pause, trembles: in milliseconds. */
const TREMBLES = [220, 130, 220];

/** Whether somebody touched this page: only then may it make a sound, or tremble. */
function touched() {
  return navigator.userActivation?.hasBeenActive ?? true;
}

export class Bell {
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #again;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #end;
  /** @type {AbortController | null} */
  #listening = null;

  get rings() {
    return this.#again !== undefined;
  }

  /** @param {boolean} [before] whether a page of this site was touched before this one: a browser may let it sound then */
  constructor(before = false) {
    this.before = before;
  }

  /** Makes it ready to sound; best within a touch. Whether it is. */
  async unlock() {
    if (!(touched() || this.before) || !("AudioContext" in globalThis)) return false;
    this.#context ??= new AudioContext();
    try {
      if (this.#context.state !== "running") await this.#context.resume();
    } catch {
      // It stays quiet.
    }
    return this.#context.state === "running";
  }

  /** Rings until it is stopped, or it was long enough. @param {() => void} [over] told when it was */
  start(over = () => {}) {
    if (this.rings) return;
    this.#again = setInterval(() => this.#once(), EVERY_MS);
    this.#end = setTimeout(() => {
      this.stop();
      over();
    }, LONGEST_MS);
    this.#listening = new AbortController();
    // A first touch while it rings lets it be heard.
    addEventListener("pointerdown", () => { this.unlock(); }, { capture: true, passive: true, signal: this.#listening.signal });
    this.#once();
  }

  stop() {
    clearInterval(this.#again);
    clearTimeout(this.#end);
    this.#again = undefined;
    this.#listening?.abort();
    this.#listening = null;
    if (touched()) navigator.vibrate?.(0);
    this.#context?.suspend().catch(() => {});
  }

  async #once() {
    if (touched()) navigator.vibrate?.(TREMBLES);
    if (!await this.unlock() || !this.#context || !this.rings) return;
    for (const tone of TONES) this.#sound(this.#context, tone);
  }

  /** @param {AudioContext} context @param {typeof TONES[number]} tone */
  #sound(context, { pitch, at, lasts }) {
    const [tone, volume, from] = [context.createOscillator(), context.createGain(), context.currentTime + at];
    tone.type = "sine";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUD, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + lasts);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + lasts);
  }
}
