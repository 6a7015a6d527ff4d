// @ts-check
// What the record's format asks of whoever checks it, as far as a browser needs it: checkpoints, their
// signatures, proofs of consistency, the author's lines and their commitments. It keeps nothing and asks
// nobody; docs/record-format.md says what is right. Numbers there are at most 2^53 - 1, so each is exact here.

/**
 * A checkpoint as a signed note. `text` is what is signed: origin, size, root, a line each.
 * @typedef {{ note: string, text: string, origin: string, size: number, root: string, lines: string[] }} Checkpoint
 */

/**
 * A note in which a log's key names the key that it hands over to: `to`, as `name+id+key`.
 * @typedef {Checkpoint & { to: string }} Handover
 */

/**
 * Who signs: a name, the first bytes of a hash over it, the algorithm, and the public key.
 * @typedef {{ name: string, id: Uint8Array<ArrayBuffer>, algorithm: number, key: Uint8Array<ArrayBuffer> }} Verifier
 */

/**
 * The answer to whoever asks how the record went on: a proof from the size `old`, and the newest checkpoint.
 * @typedef {{ old: number, hashes: string[], newest: Checkpoint }} Continuation
 */

export const LOG_ALGORITHM = 1;
export const COSIGNER_ALGORITHM = 4;

const MOST_BYTES = 196_608;
const MOST_HASHES = 54;
const MOST_SIGNATURES = 64;
const ORIGIN = /^parenthesis\/[0-9a-f]{32}$/;
const DECIMAL = /^(0|[1-9][0-9]{0,15})$/;
const HASH = /^[A-Za-z0-9+/]{43}=$/;
const EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

const encoder = new TextEncoder();

/** @param {string} text */
export function utf8(text) {
  return encoder.encode(text);
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/**
 * The bytes of base64 in its one spelling, or null.
 * @param {string} text
 */
export function unbase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

/** @param {Uint8Array[]} parts */
export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/**
 * A number as the record spells it, or null.
 * @param {string | undefined} text
 */
function decimal(text) {
  if (text === undefined || !DECIMAL.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** @param {string | undefined} text */
function isHash(text) {
  return text !== undefined && HASH.test(text) && unbase64(text) !== null;
}

/**
 * Reads a checkpoint: three lines, an empty one, signature lines. Null when it is none.
 * @param {string} note
 * @returns {Checkpoint | null}
 */
export function readCheckpoint(note) {
  if (note.length > MOST_BYTES || !note.endsWith("\n")) return null;
  const [origin = "", sizeText, root = "", empty, ...lines] = note.slice(0, -1).split("\n");
  const size = decimal(sizeText);
  if (!ORIGIN.test(origin) || size === null || !isHash(root) || empty !== "") return null;
  if (size === 0 && root !== EMPTY_ROOT) return null;
  if (lines.length === 0 || lines.length > MOST_SIGNATURES) return null;
  if (!lines.every((line) => /^— [^ +]+ [A-Za-z0-9+/]+={0,2}$/.test(line))) return null;
  return { note, text: `${origin}\n${size}\n${root}\n`, origin, size, root, lines };
}

/**
 * The first four bytes of the hash that names a key.
 * @param {string} name
 * @param {number} algorithm
 * @param {Uint8Array} key
 */
export async function keyId(name, algorithm, key) {
  const hash = await sha256(joined(utf8(`${name}\n`), Uint8Array.of(algorithm), key));
  return hash.slice(0, 4);
}

/**
 * Reads a key of the form `name+id+key`. Null when it is none, or the id is not its own.
 * @param {string} text
 * @param {number} algorithm
 * @returns {Promise<Verifier | null>}
 */
export async function readVerifier(text, algorithm) {
  const found = /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  if (!found) return null;
  const [, name = "", idText, keyText = ""] = found;
  const bytes = unbase64(keyText);
  if (bytes?.length !== 33 || bytes[0] !== algorithm) return null;
  const key = bytes.slice(1);
  const id = await keyId(name, algorithm, key);
  const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === idText ? { name, id, algorithm, key } : null;
}

/** Whether this browser checks and makes Ed25519 signatures. Asked once. @type {Promise<boolean> | undefined} */
let ed25519;

/** Whether this browser knows Ed25519. */
export function knowsEd25519() {
  // The key of the all-zero seed; importing it says whether the algorithm is there.
  const key = unbase64("O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=") ?? new Uint8Array();
  ed25519 ??= crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]).then(() => true, () => false);
  return ed25519;
}

/**
 * Whether the note carries a valid signature by the key of a log.
 * @param {Checkpoint} checkpoint
 * @param {Verifier} verifier
 */
export async function isSignedBy(checkpoint, verifier) {
  for (const line of checkpoint.lines) {
    const [, name, text = ""] = line.split(" ");
    const bytes = name === verifier.name ? unbase64(text) : null;
    if (bytes?.length !== 68 || !same(bytes.slice(0, 4), verifier.id)) continue;
    const key = await crypto.subtle.importKey("raw", verifier.key, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, bytes.slice(4), utf8(checkpoint.text));
  }
  return false;
}

/**
 * Reads what the server answers to whoever remembers a checkpoint. Null when it is no such answer.
 * @param {string} text
 * @returns {Continuation | null}
 */
export function readContinuation(text) {
  const end = text.indexOf("\n\n");
  if (text.length > MOST_BYTES || end < 0) return null;
  const [first = "", ...hashes] = text.slice(0, end).split("\n");
  const old = first.startsWith("old ") ? decimal(first.slice(4)) : null;
  const newest = readCheckpoint(text.slice(end + 2));
  if (old === null || newest === null || old > newest.size) return null;
  if (hashes.length > MOST_HASHES || !hashes.every(isHash)) return null;
  return { old, hashes, newest };
}

/**
 * Reads handovers, one after the other: notes in which a key names the next one. Null when they are none.
 * @param {string} text
 * @returns {Handover[] | null}
 */
export function readHandovers(text) {
  if (text.length > MOST_BYTES) return null;
  const notes = text === "" ? [] : text.split(/^(?=parenthesis\/handover@v1$)/m).map(readHandover);
  const all = notes.flatMap((note) => note ?? []);
  return all.length === notes.length ? all : null;
}

/**
 * @param {string} note
 * @returns {Handover | null}
 */
function readHandover(note) {
  const [format, origin, size, root, to = "", ...rest] = note.split("\n");
  const checkpoint = readCheckpoint([origin, size, root, ...rest].join("\n"));
  if (format !== "parenthesis/handover@v1" || !checkpoint || checkpoint.lines.length !== 2) return null;
  return { ...checkpoint, note, text: `${format}\n${checkpoint.text}${to}\n`, to };
}

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
function node(left, right) {
  return sha256(joined(Uint8Array.of(1), left, right));
}

/**
 * Whether the later tree begins with the earlier one, by a proof of RFC 6962 (checked as RFC 9162, section
 * 2.1.4.2, says). Sizes are halved by dividing: shifts would cut them at 32 bits.
 * @param {{ size: number, root: string }} earlier
 * @param {{ size: number, root: string }} later
 * @param {string[]} hashes
 */
export async function isContinuation(earlier, later, hashes) {
  if (earlier.size === later.size) return hashes.length === 0 && earlier.root === later.root;
  if (earlier.size === 0 || earlier.size > later.size) return false;
  const proof = hashes.map((hash) => unbase64(hash) ?? new Uint8Array());
  const before = unbase64(earlier.root);
  const after = unbase64(later.root);
  if (!before || !after || proof.some((hash) => hash.length !== 32)) return false;
  const half = (/** @type {number} */ number) => Math.floor(number / 2);
  let [place, last] = [earlier.size - 1, later.size - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  // A whole left subtree is its own beginning: its root does not stand in the proof.
  let at = place === 0 ? 0 : 1;
  const start = place === 0 ? before : proof[0];
  if (!start) return false;
  let [old, now] = [start, start];
  for (; at < proof.length; at += 1) {
    const hash = /** @type {Uint8Array<ArrayBuffer>} */ (proof[at]);
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      old = await node(hash, old);
      now = await node(hash, now);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      now = await node(now, hash);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(old, before) && same(now, after);
}

/**
 * The short code by which two people compare a checkpoint.
 * @param {Checkpoint} checkpoint
 */
export async function shortCode(checkpoint) {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const hash = await sha256(utf8(checkpoint.text));
  const bits = Array.from(hash.slice(0, 5), (byte) => byte.toString(2).padStart(8, "0")).join("");
  const code = bits.replaceAll(/.{5}/g, (five) => letters.charAt(parseInt(five, 2)));
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * The author's lines of an entry, when they are spelled as they must be and have one part.
 * @typedef {{ text: string, origin: string, kind: string, author: string, command: string,
 *   size: number, root: string, commitment: string }} Statement
 * @param {string} text
 * @returns {Statement | null}
 */
export function readStatement(text) {
  const found = new RegExp(
    "^parenthesis/entry@v1\n"
    + "tree family (?<origin>parenthesis/[0-9a-f]{32})\n"
    + "kind (?<kind>[a-z][a-z0-9.-]{0,63}/[1-9][0-9]{0,3})\n"
    + "author (?<author>[0-9a-f]{32})\n"
    + "command (?<command>[0-9a-f]{32})\n"
    + "seen (?<size>[0-9]+) (?<root>\\S+)\n"
    + "commit 0 (?<commitment>\\S+)\n$",
  ).exec(text)?.groups;
  const size = decimal(found?.size);
  if (!found || size === null || !isHash(found.root) || !isHash(found.commitment)) return null;
  const { origin = "", kind = "", author = "", command = "", root = "", commitment = "" } = found;
  return { text, origin, kind, author, command, size, root, commitment };
}

/**
 * What the author's lines commit to for a body with this salt.
 * @param {Statement} statement
 * @param {Uint8Array} salt
 * @param {Uint8Array} body
 */
export async function commitment(statement, salt, body) {
  const domain = `parenthesis/commitment@v1\n${statement.origin}\n${statement.command}\n0\n`;
  return base64(await sha256(joined(utf8(domain), salt, body)));
}
