// @ts-check
// One's own camera and microphone in a call, and how much of the picture the network carries. The camera is given back to
// the device while it is off, so that its light goes out. Nothing is kept of either.

/** What is asked of a camera. */
const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 24 } };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/**
 * From the full picture to none. @type {readonly { maxBitrate: number, maxFramerate: number, scaleResolutionDownBy: number }[]}
 */
export const STEPS = [
  { maxBitrate: 600_000, maxFramerate: 24, scaleResolutionDownBy: 1 },
  { maxBitrate: 300_000, maxFramerate: 20, scaleResolutionDownBy: 1.5 },
  { maxBitrate: 150_000, maxFramerate: 15, scaleResolutionDownBy: 2 },
  { maxBitrate: 80_000, maxFramerate: 10, scaleResolutionDownBy: 4 },
];
/** The step at which only sound goes. */
export const SOUND_ONLY = STEPS.length;

/** Of what is sent, so much may be lost before the picture becomes smaller. */
const LOST_MUCH = 0.1;
const LOST_LITTLE = 0.02;
/** So many looks in a row must say the same: a network that stutters once is left alone. */
const LOOKS_DOWN = 2;
const LOOKS_UP = 8;

/**
 * How the network is, at one look. `lost` is a share; `carries` is in bits a second, where the browser knows.
 * @typedef {{ lost: number, limited: boolean, carries: number | null }} Look
 */

/**
 * How small the picture is, and for how many looks the network has been too weak (below nought: more than enough).
 * @typedef {{ step: number, weight: number }} Fit
 */

/**
 * What follows from one more look. The last step, sound only, is left by the person alone.
 * @param {Fit} fit
 * @param {Look} look
 * @returns {Fit}
 */
export function fitted({ step, weight }, { lost, limited, carries }) {
  if (step >= SOUND_ONLY) return { step: SOUND_ONLY, weight: 0 };
  const now = STEPS[step]?.maxBitrate ?? 0;
  const above = STEPS[step - 1]?.maxBitrate ?? 0;
  const weak = lost > LOST_MUCH || (limited && carries !== null && carries < now / 2);
  const strong = step > 0 && lost < LOST_LITTLE && (carries === null ? !limited : carries > above);
  const next = weak ? Math.max(weight, 0) + 1 : strong ? Math.min(weight, 0) - 1 : 0;
  // The last picture is given up later than the others.
  if (next >= (step === SOUND_ONLY - 1 ? 2 * LOOKS_DOWN : LOOKS_DOWN)) return { step: step + 1, weight: 0 };
  if (next <= -LOOKS_UP) return { step: step - 1, weight: 0 };
  return { step, weight: next };
}

/** What the device did not give, as the page says it. @typedef {"denied" | "no-camera" | "no-microphone" | "cannot" | ""} Missing */

/** @param {unknown} error @returns {"denied" | "none"} */
function why(error) {
  return error instanceof DOMException && ["NotAllowedError", "SecurityError"].includes(error.name) ? "denied" : "none";
}

/** One's own picture and sound. */
export class OwnMedia {
  /** @type {MediaStreamTrack | null} */
  camera = null;
  /** @type {MediaStreamTrack | null} */
  microphone = null;
  muted = false;
  /** @type {"user" | "environment"} */
  #facing = "user";
  /** Told when a track came, went or ended by itself. */
  #changed;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();
  #over = false;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** What others are told. */
  get state() {
    return { camera: this.camera !== null, microphone: this.microphone !== null && !this.muted };
  }

  /**
   * Asks for the microphone, and for the camera where it is to be seen; takes what there is.
   * @param {boolean} seen
   * @returns {Promise<Missing>}
   */
  async begin(seen) {
    if (!navigator.mediaDevices?.getUserMedia) return "cannot";
    /** @type {Missing} */
    let missing = "";
    const wanted = seen ? [{ audio: SOUND, video: this.#picture() }, { audio: SOUND }, { video: this.#picture() }] : [{ audio: SOUND }];
    for (const [at, one] of wanted.entries()) {
      try {
        this.#take(await navigator.mediaDevices.getUserMedia(one));
        return at === 0 ? "" : at === 1 ? "no-camera" : "no-microphone";
      } catch (error) {
        if (why(error) !== "denied") continue;
        // Asked twice is enough.
        if (missing === "denied") break;
        missing = "denied";
      }
    }
    return missing === "" ? "no-microphone" : missing;
  }

  #picture() {
    return { ...PICTURE, facingMode: { ideal: this.#facing } };
  }

  /** @param {MediaStream} stream */
  #take(stream) {
    for (const track of stream.getTracks()) {
      if (this.#over) {
        track.stop();
        continue;
      }
      if (track.kind === "video") {
        this.camera?.stop();
        this.camera = track;
        track.contentHint = "motion";
      } else {
        this.microphone?.stop();
        this.microphone = track;
        track.enabled = !this.muted;
      }
      track.addEventListener("ended", () => this.#gone(track));
    }
    this.#changed();
  }

  /** The device took it away. @param {MediaStreamTrack} track */
  #gone(track) {
    if (track === this.camera) this.camera = null;
    else if (track === this.microphone) this.microphone = null;
    else return;
    this.#changed();
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.muted = muted;
    if (this.microphone) this.microphone.enabled = !muted;
    this.#changed();
  }

  /** One after the other: taps can be quicker than a camera. @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  #inTurn(act) {
    const next = this.#turn.then(act, act);
    this.#turn = next.catch(() => {});
    return next;
  }

  /** Turns the camera off or on; what was missing, if it does not come on. @param {boolean} on @returns {Promise<Missing>} */
  show(on) {
    return this.#inTurn(async () => {
      if (!on) {
        this.camera?.stop();
        this.camera = null;
        this.#changed();
        return "";
      }
      if (this.camera) return "";
      return this.#see();
    });
  }

  /** @returns {Promise<Missing>} */
  async #see() {
    if (!navigator.mediaDevices?.getUserMedia) return "cannot";
    try {
      this.#take(await navigator.mediaDevices.getUserMedia({ video: this.#picture() }));
      return "";
    } catch (error) {
      this.#changed();
      return why(error) === "denied" ? "denied" : "no-camera";
    }
  }

  /** The camera on the other side of the device. @returns {Promise<Missing>} */
  flip() {
    return this.#inTurn(async () => {
      if (!this.camera) return "";
      this.#facing = this.#facing === "user" ? "environment" : "user";
      // A phone opens one camera at a time.
      this.camera.stop();
      this.camera = null;
      return this.#see();
    });
  }

  /** Whether one's own picture is shown as in a mirror. */
  get mirrored() {
    return this.#facing === "user";
  }

  /** Whether there is another camera to turn to. */
  async canFlip() {
    try {
      const all = await navigator.mediaDevices.enumerateDevices();
      return all.filter(({ kind }) => kind === "videoinput").length > 1;
    } catch {
      return false;
    }
  }

  /** Gives camera and microphone back, also those that are still on their way. */
  end() {
    this.#over = true;
    for (const track of [this.camera, this.microphone]) track?.stop();
    this.camera = null;
    this.microphone = null;
  }
}
