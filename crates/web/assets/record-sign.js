// @ts-check
// Signing an act with this device's key. When somebody sends a form that acts on the family's record, the server
// is first asked what it would record; what it answers is checked against what the page showed and signed, and the
// form goes on with the signatures. The checkpoint that the page showed is cosigned with it, never without an act.
// Where anything is missing (an old browser, no place to keep a key), the form is sent as it is: then the server
// vouches for its author, and the entry says so.

import {
  COSIGNER_ALGORITHM, base64, commitment, joined, keyId, readStatement, sha256, unbase64, utf8,
} from "./record-proof.js";
import { deviceKey, forgetKey } from "./record-memory.js";

/** @import { Shown } from "./record-watch.js" */
/** @import { DeviceKey } from "./record-memory.js" */

const ENROLMENT = "record.device/1";
/** More than one act leads to. */
const SALTS = 8;
const PATIENCE_MS = 10_000;

/**
 * One entry as the server would record it; the body is in base64.
 * @typedef {{ statement: string, body: string }} Proposed
 */

/**
 * Signs with the device's key.
 * @param {DeviceKey} device
 * @param {Uint8Array<ArrayBuffer>} message
 */
async function sign(device, message) {
  return new Uint8Array(await crypto.subtle.sign("Ed25519", device.secret, message));
}

/**
 * The line by which this device cosigns the checkpoint that the page showed.
 * @param {DeviceKey} device
 * @param {Shown} shown
 * @param {number} seconds
 */
export async function cosignature(device, shown, seconds) {
  const key = unbase64(device.key) ?? new Uint8Array();
  const hash = await sha256(key);
  const short = Array.from(hash.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const name = `${shown.checkpoint.origin}/device/${short}`;
  const signature = await sign(device, utf8(`cosignature/v1\ntime ${seconds}\n${shown.checkpoint.text}`));
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return `— ${name} ${base64(joined(await keyId(name, COSIGNER_ALGORITHM, key), time, signature))}`;
}

/**
 * The signatures over what the server would record, or null when it is not what this page was about.
 * @param {DeviceKey} device
 * @param {Shown} shown
 * @param {Proposed[]} entries
 * @param {Uint8Array[]} salts
 * @param {string[]} kinds what the form may lead to
 */
export async function signatures(device, shown, entries, salts, kinds) {
  const signed = [];
  let command = "";
  for (const [at, entry] of entries.entries()) {
    const statement = readStatement(entry.statement);
    const body = unbase64(entry.body);
    const salt = salts[at];
    if (!statement || !body || !salt) return null;
    command ||= statement.command;
    const { origin, size, root } = shown.checkpoint;
    const ours = statement.origin === origin && statement.author === shown.author && statement.command === command
      && statement.size === size && statement.root === root;
    if (!ours || statement.commitment !== await commitment(statement, salt, body)) return null;
    const enrols = at === 0 && entries.length > 1 && statement.kind === ENROLMENT;
    if (enrols) {
      if (new TextDecoder().decode(body) !== `{"key":"${device.key}","state":"enrolled"}`) return null;
    } else if (!kinds.includes(statement.kind)) {
      return null;
    }
    signed.push(await sign(device, utf8(`parenthesis/author@v1\n${statement.text}`)));
  }
  return signed;
}

/**
 * The kinds of entries that sending the form leads to; a form with several buttons says it on the button.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
function actOf(form, button) {
  return button?.dataset.act ?? form.dataset.act;
}

/**
 * Whether files were chosen in the form.
 * @param {HTMLFormElement} form
 */
function carriesFiles(form) {
  return [...form.querySelectorAll('input[type="file"]')].some((input) =>
    input instanceof HTMLInputElement && (input.files?.length ?? 0) > 0);
}

/**
 * What the person wrote into the form, and the files that go with it, as the form itself will send them: what is not
 * the same to the byte is another command.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
function written(form, button) {
  const all = [...new FormData(form, button)];
  const fields = all.some(([, value]) => typeof value !== "string" && value.name !== "")
    ? new FormData() : new URLSearchParams();
  for (const [name, value] of all) {
    // A form ends lines with both characters.
    if (typeof value === "string") fields.append(name, value.replace(/\r\n?|\n/g, "\r\n"));
    else if (fields instanceof FormData && value.name !== "") fields.append(name, value);
  }
  return fields;
}

/**
 * Asks what the server would record for the form. Null when it says nothing of the kind.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @param {DeviceKey} device
 * @param {Uint8Array[]} salts
 * @returns {Promise<{ entries: Proposed[], why?: string } | null>}
 */
async function ask(form, button, device, salts) {
  const fields = written(form, button);
  fields.append("device.step", "prepare");
  fields.append("device.key", device.key);
  fields.append("device.salts", salts.map(base64).join(" "));
  const response = await fetch(form.action, {
    method: "POST", body: fields, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok || response.headers.get("content-type") !== "application/json") return null;
  const answer = await response.json();
  const plain = Array.isArray(answer?.entries) && answer.entries.every((/** @type {any} */ entry) =>
    typeof entry?.statement === "string" && typeof entry?.body === "string");
  return plain ? answer : null;
}

/**
 * The fields that go with the form, or none.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @param {Shown} shown
 * @returns {Promise<Record<string, string>>}
 */
async function fieldsFor(form, button, shown) {
  const place = { origin: shown.checkpoint.origin, author: shown.author };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const device = await deviceKey(place);
    const salts = Array.from({ length: SALTS }, () => crypto.getRandomValues(new Uint8Array(32)));
    const answer = await ask(form, button, device, salts);
    if (answer?.why === "revoked") {
      await forgetKey(place);
      continue;
    }
    if (!answer || answer.entries.length === 0 || answer.entries.length > SALTS) return {};
    const kinds = (actOf(form, button) ?? "").split(" ");
    const signed = await signatures(device, shown, answer.entries, salts, kinds);
    if (!signed) {
      console.warn("The server prepared something else than this form is about, so this device does not sign it.");
      return {};
    }
    return {
      "device.key": device.key,
      "device.salts": salts.slice(0, signed.length).map(base64).join(" "),
      "device.signatures": signed.map(base64).join(" "),
      "device.cosignature": await cosignature(device, shown, Math.floor(Date.now() / 1000)),
    };
  }
  return {};
}

/**
 * Signs the forms of this page that act on the family's record.
 * @param {() => { shown: Shown, fine: Promise<boolean> }} now what the page shows at this moment, and whether that
 *   fits what this device saw before
 */
export function signActs(now) {
  /** Forms that wait for us, with the button that sends each. @type {Map<HTMLFormElement, HTMLElement | null>} */
  const waiting = new Map();
  /** Those that may go. @type {WeakSet<HTMLFormElement>} */
  const ready = new WeakSet();
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (actOf(form, event.submitter) === undefined) return;
    // What is kept of a file is made on the server, so no device can sign it beforehand.
    if (carriesFiles(form)) return;
    if (ready.delete(form)) return;
    event.preventDefault();
    if (waiting.has(form)) return;
    waiting.set(form, event.submitter);
    for (const field of form.querySelectorAll('input[name^="device."]')) field.remove();
    /** @type {Record<string, string>} */
    let fields = {};
    const { shown, fine } = now();
    try {
      // Nothing is signed on top of a history that does not fit.
      if (await fine) fields = await fieldsFor(form, event.submitter, shown);
    } catch {
      // No Ed25519, no place to keep a key, no answer: it goes on without us.
    }
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    // While this very event is under way, a form cannot be sent again.
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    waiting.delete(form);
    ready.add(form);
    form.requestSubmit(event.submitter);
  });
  // Whoever moves on while the device still signs has acted all the same. The act goes without a signature; should
  // the page come back from the browser's memory and send it again, it has the same number and counts once.
  addEventListener("pagehide", () => {
    for (const [form, button] of waiting) navigator.sendBeacon(form.action, written(form, button));
    waiting.clear();
  });
}
