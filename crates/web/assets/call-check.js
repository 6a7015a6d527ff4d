// @ts-check
// Whether this device can call: its browser, camera, microphone, the way to the server, and the relay. For the last, this
// page calls itself through the relay and measures how long a word takes there and back. Nothing is kept, and nobody is
// called.

import { servers } from "./call-say.js";

/** How long each look may take. */
const PATIENCE_MS = 12_000;
/** How long the microphone is listened to at least, and at most until something is heard. */
const LISTENS_MS = 6_000;
/** From this on it is a sound: a share of the loudest there is. */
const HEARD = 0.01;
const PINGS = 7;

/** How one look went: the word for it, or a measured time. @typedef {{ word: string, ms?: number }} Found */

/** @param {string} word @returns {Found} */
const found = (word) => ({ word });
const FINE = found("fine");

/** @template T @param {Promise<T>} act @returns {Promise<T>} */
function inTime(act) {
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), PATIENCE_MS); });
  return Promise.race([act, late]);
}

/** @param {unknown} error @param {"camera" | "microphone"} what */
function missing(error, what) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return found(`${what}-denied`);
  return found(name === "NotFoundError" || name === "OverconstrainedError" ? `${what}-none` : `${what}-busy`);
}

/** @returns {Found} */
function browser() {
  if (!globalThis.isSecureContext) return found("insecure");
  const can = "RTCPeerConnection" in globalThis && "EventSource" in globalThis && navigator.mediaDevices?.getUserMedia;
  return can ? FINE : found("browser-no");
}

/** @param {HTMLVideoElement | null} video @returns {Promise<Found>} */
async function camera(video) {
  /** @type {MediaStream | undefined} */
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: true });
    if (!video) return FINE;
    video.srcObject = stream;
    video.hidden = false;
    await inTime(video.play());
    // The person sees it for a while: longer than the other looks take.
    const taken = stream;
    setTimeout(() => {
      for (const track of taken.getTracks()) track.stop();
      video.hidden = true;
      video.srcObject = null;
    }, 2 * PATIENCE_MS);
    stream = undefined;
    return FINE;
  } catch (error) {
    return missing(error, "camera");
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
}

/** How loud it is now: from 0 to 1. @param {AnalyserNode} ear @param {Float32Array<ArrayBuffer>} samples */
function loudness(ear, samples) {
  ear.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
}

/** @param {(level: number) => void} level @returns {Promise<Found>} */
async function microphone(level) {
  /** @type {MediaStream} */
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    return missing(error, "microphone");
  }
  const context = new AudioContext();
  try {
    await context.resume();
    const ear = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(ear);
    const samples = new Float32Array(ear.fftSize);
    for (const begun = performance.now(); performance.now() - begun < LISTENS_MS;) {
      const now = loudness(ear, samples);
      level(now);
      if (now > HEARD) return FINE;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    return found("microphone-quiet");
  } catch {
    return found("microphone-busy");
  } finally {
    for (const track of stream.getTracks()) track.stop();
    await context.close().catch(() => {});
  }
}

/** Whether the server's stream comes through. @param {string} address @returns {Promise<Found>} */
async function network(address) {
  const begun = performance.now();
  const source = new EventSource(address);
  try {
    await inTime(new Promise((resolve, reject) => {
      source.addEventListener("record", resolve);
      source.addEventListener("error", () => reject(new Error("no stream")));
    }));
    return { word: "fine", ms: performance.now() - begun };
  } catch {
    return found("network-no");
  } finally {
    source.close();
  }
}

/** @param {HTMLElement} place @returns {Promise<RTCIceServer[]>} */
async function asked({ dataset: { ask = "", token = "" } }) {
  const body = new URLSearchParams({ form_token: token });
  const answer = await fetch(ask, { method: "POST", body, redirect: "manual", cache: "no-store" });
  return answer.ok ? servers(await answer.text()) : [];
}

/** A word there and back, some times; the time in the middle. @param {RTCDataChannel} channel */
async function pings(channel) {
  /** @type {number[]} */
  const times = [];
  for (let count = 0; count < PINGS; count += 1) {
    const begun = performance.now();
    const back = new Promise((resolve) => { channel.addEventListener("message", resolve, { once: true }); });
    channel.send("a");
    await back;
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(PINGS / 2)] ?? 0;
}

/** Calls itself through the relay. @param {RTCIceServer[]} iceServers */
async function loop(iceServers) {
  const ends = [0, 1].map(() => new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" }));
  const [near, far] = ends;
  if (!near || !far) return 0;
  try {
    for (const [one, other] of [[near, far], [far, near]]) {
      one?.addEventListener("icecandidate", ({ candidate }) => {
        if (candidate) other?.addIceCandidate(candidate).catch(() => {});
      });
    }
    far.addEventListener("datachannel", ({ channel }) => {
      channel.addEventListener("message", ({ data }) => channel.send(data));
    });
    const channel = near.createDataChannel("check");
    const opened = new Promise((resolve) => { channel.addEventListener("open", resolve, { once: true }); });
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription ?? { type: "offer" });
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription ?? { type: "answer" });
    await opened;
    return await pings(channel);
  } finally {
    for (const end of ends) end.close();
  }
}

/** @param {HTMLElement} place @returns {Promise<Found>} */
async function relay(place) {
  if (place.dataset.relay === "none") return found("relay-none");
  try {
    const ice = await inTime(asked(place));
    if (ice.length === 0) return found("relay-none");
    return { word: "fine", ms: await inTime(loop(ice)) };
  } catch {
    return found("relay-no");
  }
}

/** @param {HTMLElement} place */
function ready(place) {
  const words = document.getElementById("call-check-words");
  const button = place.querySelector('[data-do="check"]');
  const self = place.querySelector('video[data-part="self"]');
  if (!(button instanceof HTMLButtonElement) || !(words instanceof HTMLTemplateElement)) return;

  /** @param {string} step @param {Found} result */
  const tell = (step, { word, ms }) => {
    const row = place.querySelector(`[data-step="${step}"]`);
    const said = row?.querySelector('[data-slot="said"]');
    if (!(row instanceof HTMLElement) || !said) return;
    const text = words.content.querySelector(`[data-word="${word}"]`)?.textContent ?? "";
    said.textContent = ms === undefined ? text : `${text} (${Math.max(Math.round(ms), 1)} ms)`;
    row.dataset.state = word === "fine" || word === "busy" ? word : "wrong";
  };
  /** @param {string} step @param {() => Promise<Found> | Found} look */
  const step = async (step, look) => {
    tell(step, found("busy"));
    const result = await look();
    tell(step, result);
    return result.word === "fine";
  };
  // How loud it is, for the eye: the words beside it say the same.
  const meter = document.createElement("meter");
  meter.hidden = true;
  meter.setAttribute("aria-hidden", "true");
  place.querySelector('[data-step="microphone"] [data-slot="said"]')?.after(meter);
  /** @param {number} level */
  const level = (level) => {
    meter.hidden = false;
    meter.value = Math.min(1, level * 8);
  };
  const all = async () => {
    if (!await step("browser", browser)) return;
    await step("camera", () => camera(self instanceof HTMLVideoElement ? self : null));
    await step("microphone", () => microphone(level));
    await step("network", () => network(place.dataset.stream ?? "/live"));
    await step("relay", () => relay(place));
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    await all();
    button.disabled = false;
    button.focus();
  });
  button.hidden = false;
}

const place = document.getElementById("call-check");
if (place) ready(place);
