// @ts-check
// Whether the record that the server shows still contains what this device saw of it. It decides from what is
// remembered, what the page shows and what the server answers; it keeps nothing, so that it can be tested without
// a browser. When nothing certain can be said (offline, an error, another account meanwhile), it says nothing.

import {
  LOG_ALGORITHM, isContinuation, isSignedBy, knowsEd25519, readCheckpoint, readVerifier,
} from "./record-proof.js";

/** @import { Checkpoint, Continuation, Handover } from "./record-proof.js" */

/**
 * A checkpoint that this device saw, and when (milliseconds since 1970, by its own clock).
 * @typedef {{ note: string, at: number }} Seen
 */

/**
 * What does not fit: the checkpoint that this device saw, the server's, and the keys that signed them.
 *  - `shorter`: the server's tree has fewer entries;
 *  - `different`: it does not begin with what was seen;
 *  - `other-key`: it is signed by another key, without a handover;
 *  - `unsigned`: it is not signed by the key that the server itself names.
 * @typedef {{ kind: "shorter" | "different" | "other-key" | "unsigned", ours: Seen, ourKey: string,
 *   theirs: Seen, theirKey: string }} Finding
 */

/**
 * What a device remembers of one tree for one account. `seen` is never empty and in the order of seeing.
 * `kept` are findings of before that the person has put aside, or that no longer hold.
 * @typedef {{ origin: string, author: string, key: string, seen: Seen[], checked: number,
 *   finding: Finding | null, kept: Finding[] }} Memory
 */

/**
 * What a page says of the record.
 * @typedef {{ checkpoint: Checkpoint, key: string, author: string }} Shown
 */

/**
 * What came of looking: checkpoints that hold and are to be remembered, or what does not fit.
 * @typedef {{ key: string, seen: Seen[], finding: Finding | null }} Outcome
 */

/** How many checkpoints are kept: the first one and the newest ones. */
export const MOST_SEEN = 100;
/** How many findings of before are kept. */
const MOST_KEPT = 20;

/**
 * @param {Checkpoint} one
 * @param {Checkpoint} other
 */
function equal(one, other) {
  return one.text === other.text;
}

/**
 * Whether a key has signed a checkpoint; null when this browser cannot tell.
 * @param {Checkpoint} checkpoint
 * @param {string} key
 */
async function signed(checkpoint, key) {
  if (!await knowsEd25519()) return null;
  const verifier = await readVerifier(key, LOG_ALGORITHM);
  return verifier !== null && verifier.name === checkpoint.origin && isSignedBy(checkpoint, verifier);
}

/**
 * Compares what is remembered with what the page shows, and asks the server how one leads to the other.
 * Null: nothing can be said now.
 * @param {Memory | undefined} memory
 * @param {Shown} shown
 * @param {(size: number) => Promise<Continuation | null>} ask
 * @param {number} now
 * @param {() => Promise<Handover[] | null>} handovers the notes by which keys handed over to others
 * @returns {Promise<Outcome | null>}
 */
export async function look(memory, shown, ask, now, handovers = async () => []) {
  const page = { note: shown.checkpoint.note, at: now };
  const last = memory?.seen.at(-1);
  const newest = last ? readCheckpoint(last.note) : null;
  if (!memory || !last || !newest) {
    return await signed(shown.checkpoint, shown.key) === false ? null : { key: shown.key, seen: [page], finding: null };
  }
  if (memory.key === shown.key && equal(newest, shown.checkpoint)) return { key: shown.key, seen: [], finding: null };
  const answer = await ask(newest.size);
  if (!answer || answer.newest.origin !== newest.origin) return null;
  const server = { note: answer.newest.note, at: now };
  const found = (/** @type {Finding["kind"]} */ kind, /** @type {Seen} */ ours) => ({
    key: memory.key,
    seen: [],
    finding: { kind, ours, ourKey: memory.key, theirs: server, theirKey: shown.key },
  });
  const byOurs = await signed(answer.newest, memory.key);
  const byTheirs = shown.key === memory.key ? byOurs : await signed(answer.newest, shown.key);
  if (shown.key === memory.key && byOurs === false) return found("unsigned", last);
  if (shown.key !== memory.key) {
    // Signed by another key than the page says: it is older than the answer, or newer; the next page will tell.
    const handed = byTheirs === false ? null : await handedOver(memory.key, shown.key, await handovers(), answer.newest.size);
    if (handed === null) return null;
    if (!handed) return found("other-key", last);
  }
  const fits = await leads(newest, answer);
  if (fits === null) return null;
  if (fits !== "fits") return found(fits, last);
  if (equal(shown.checkpoint, answer.newest) || memory.seen.some(({ note }) => note === page.note)) {
    return { key: shown.key, seen: equal(newest, answer.newest) ? [] : [server], finding: null };
  }
  if (await signed(shown.checkpoint, shown.key) === false) return null;
  const more = await ask(shown.checkpoint.size);
  if (!more || more.newest.origin !== newest.origin || await signed(more.newest, shown.key) === false) return null;
  const onward = await leads(shown.checkpoint, more);
  if (onward === null) return null;
  if (onward !== "fits") {
    const finding = found(onward, page);
    finding.finding.theirs = { note: more.newest.note, at: now };
    return finding;
  }
  const seen = shown.checkpoint.size < answer.newest.size ? [page, server] : [server, page];
  return { key: shown.key, seen, finding: null };
}

/**
 * Whether the known key has handed over to another one, from key to key. Null when this cannot be told.
 * @param {string} from
 * @param {string} to
 * @param {Handover[] | null} handovers oldest first
 * @param {number} size how far the record has come: a handover of a larger one hands nothing over yet
 */
async function handedOver(from, to, handovers, size) {
  if (!handovers || !await knowsEd25519()) return null;
  let key = from;
  for (const handover of handovers) {
    if (handover.size > size) continue;
    const [old = "", next = ""] = handover.lines;
    const givenUp = await signed({ ...handover, lines: [old] }, key);
    if (givenUp && await signed({ ...handover, lines: [next] }, handover.to)) key = handover.to;
  }
  return key === to;
}

/**
 * Whether an answer shows that the server's tree begins with a checkpoint. Null when it answers something else.
 * @param {Checkpoint} from
 * @param {Continuation} answer
 * @returns {Promise<"fits" | "shorter" | "different" | null>}
 */
async function leads(from, answer) {
  if (answer.old !== from.size) {
    return answer.newest.size < from.size && answer.old === answer.newest.size ? "shorter" : null;
  }
  return await isContinuation(from, answer.newest, answer.hashes) ? "fits" : "different";
}

/**
 * What is remembered after looking. What was remembered is never given up for what does not fit it. Looks of
 * other tabs may have come in between, so it starts from what is stored now.
 * @param {Memory | undefined} memory
 * @param {Shown} shown
 * @param {Outcome} outcome
 * @param {number} now
 * @returns {Memory}
 */
export function remembered(memory, shown, outcome, now) {
  const before = memory ?? {
    origin: shown.checkpoint.origin,
    author: shown.author,
    key: outcome.key,
    seen: [],
    checked: now,
    finding: null,
    kept: [],
  };
  if (outcome.finding) {
    const known = before.finding?.theirs.note === outcome.finding.theirs.note;
    return { ...before, finding: known ? before.finding : outcome.finding };
  }
  const sizes = new Set(before.seen.map(({ note }) => readCheckpoint(note)?.size));
  const fresh = outcome.seen.filter(({ note }) => !sizes.has(readCheckpoint(note)?.size));
  const all = [...before.seen, ...fresh].sort((one, other) =>
    (readCheckpoint(one.note)?.size ?? 0) - (readCheckpoint(other.note)?.size ?? 0));
  const seen = all.length > MOST_SEEN ? [...all.slice(0, 1), ...all.slice(1 - MOST_SEEN)] : all;
  const kept = before.finding ? [...before.kept, before.finding].slice(-MOST_KEPT) : before.kept;
  return { ...before, key: outcome.key, seen, checked: now, finding: null, kept };
}

/**
 * The person has looked and goes on by what the server shows now. What this device saw is kept beside it.
 * @param {Memory} memory
 * @param {number} now
 * @returns {Memory}
 */
export function settled(memory, now) {
  const { finding } = memory;
  if (!finding) return memory;
  return {
    ...memory,
    key: finding.theirKey,
    seen: [{ ...finding.theirs, at: now }],
    checked: now,
    finding: null,
    kept: [...memory.kept, finding].slice(-MOST_KEPT),
  };
}
