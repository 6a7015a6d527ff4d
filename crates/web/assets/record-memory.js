// @ts-check
// What this device keeps of the record, in IndexedDB: for each tree and account the checkpoints that it saw, and
// its signing key, which cannot be read out. Nothing of one account is shown to another one in the same browser.

/** @import { Memory } from "./record-watch.js" */

/**
 * Which account looks at which tree.
 * @typedef {{ origin: string, author: string }} Place
 */

/**
 * This device's key for one account. The public half is in base64.
 * @typedef {{ origin: string, author: string, secret: CryptoKey, key: string }} DeviceKey
 */

const NAME = "parenthesis-record";
const MEMORIES = "memories";
const KEYS = "keys";

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener("upgradeneeded", () => {
    for (const store of [MEMORIES, KEYS]) request.result.createObjectStore(store, { keyPath: ["origin", "author"] });
  });
  return done(request);
}

/**
 * Runs one transaction on one store, and closes the database so that no other tab waits for this one.
 * @template T
 * @param {string} name
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function within(name, mode, work) {
  const database = await open();
  try {
    const transaction = database.transaction(name, mode);
    const ended = new Promise((resolve, reject) => {
      transaction.addEventListener("complete", resolve);
      transaction.addEventListener("abort", () => reject(transaction.error));
    });
    const result = await work(transaction.objectStore(name));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

/**
 * What is remembered.
 * @param {Place} place
 * @returns {Promise<Memory | undefined>}
 */
export function recall({ origin, author }) {
  return within(MEMORIES, "readonly", (store) => done(store.get([origin, author])));
}

/**
 * Changes what is remembered, starting from what is stored at this moment.
 * @param {Place} place
 * @param {(memory: Memory | undefined) => Memory} change
 * @returns {Promise<Memory>}
 */
export function change({ origin, author }, change) {
  return within(MEMORIES, "readwrite", async (store) => {
    const memory = change(await done(store.get([origin, author])));
    await done(store.put(memory));
    return memory;
  });
}

/**
 * This device's key, made when there is none. Rejects where the browser cannot make or keep one.
 * @param {Place} place
 * @returns {Promise<DeviceKey>}
 */
export async function deviceKey(place) {
  const known = await knownKey(place);
  if (known) return known;
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("Ed25519 keys come in pairs");
  const bytes = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const fresh = { ...place, secret: pair.privateKey, key: btoa(String.fromCharCode(...bytes)) };
  return within(KEYS, "readwrite", async (store) => {
    // Another tab may have been faster.
    const other = await done(store.get([place.origin, place.author]));
    if (other) return other;
    await done(store.put(fresh));
    return fresh;
  });
}

/**
 * This device's key, if it has one.
 * @param {Place} place
 * @returns {Promise<DeviceKey | undefined>}
 */
export function knownKey({ origin, author }) {
  return within(KEYS, "readonly", (store) => done(store.get([origin, author])));
}

/**
 * Gives up a key that was revoked.
 * @param {Place} place
 */
export function forgetKey({ origin, author }) {
  return within(KEYS, "readwrite", (store) => done(store.delete([origin, author])));
}
