// The scripts' checks of the record, without a browser: against the vectors of the format, and a server that
// grows, shrinks, forgets or lies.

import assert from "node:assert/strict";
import { createHash, createPrivateKey, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  commitment, isContinuation, isSignedBy, readCheckpoint, readContinuation, readHandovers, readStatement, readVerifier, shortCode,
  unbase64, utf8,
} from "../../crates/web/assets/record-proof.js";
import { MOST_SEEN, look, remembered, settled } from "../../crates/web/assets/record-watch.js";
import { cosignature, signatures } from "../../crates/web/assets/record-sign.js";

/** What stands before a seed of Ed25519 in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = "302e020100300506032b657004220420";

const vectors = JSON.parse(readFileSync(
  new URL("../../crates/ledger/tests/vectors/record-v1.json", import.meta.url), "utf8"));
const { checkpoints, roots, verifier_key: KEY, consistency_from_1_to_the_last: proofs } = vectors.tree;
const LAST = checkpoints.length - 1;
const at = (size) => readCheckpoint(checkpoints[size]);

/** Another letter of base64 at a place. */
function altered(text, place) {
  return text.slice(0, place) + (text[place] === "A" ? "B" : "A") + text.slice(place + 1);
}

test("checkpoints of the vectors are read, and are signed by their key alone", async () => {
  const verifier = await readVerifier(KEY, 1);
  for (const note of checkpoints) {
    const checkpoint = readCheckpoint(note);
    assert.equal(checkpoint.root, roots[checkpoint.size]);
    assert.ok(await isSignedBy(checkpoint, verifier));
    const end = note.length - 10;
    assert.ok(!await isSignedBy(readCheckpoint(altered(note, end)), verifier), "another signature");
    const grown = note.replace(`\n${checkpoint.size}\n`, `\n${checkpoint.size + 1}\n`);
    assert.ok(!await isSignedBy(readCheckpoint(grown) ?? checkpoint, { ...verifier, key: new Uint8Array(32) }));
  }
  assert.equal(await readVerifier(altered(KEY, KEY.length - 5), 1), null, "the id is not that of the key");
  assert.equal(await readVerifier(KEY, 4), null, "no cosigner");
});

test("what is no checkpoint is none", () => {
  const good = checkpoints[5];
  for (const bad of [
    "", good.slice(0, -1), `${good}\n`, good.replace("\n5\n", "\n05\n"), good.replace("\n5\n", "\n9007199254740992\n"),
    good.replace("parenthesis/", "other/"), good.replace("=\n\n", "=\nmore\n\n"), good.replace("\n\n", "\n"),
    good.replace(/\n— .*/s, "\n"), good.replaceAll("\n", "\r\n"), altered(good, good.indexOf("=\n") - 1).slice(0, -3),
  ]) {
    assert.equal(readCheckpoint(bad), null, bad);
  }
});

test("each earlier state is proven, and nothing else is", async () => {
  for (let size = 1; size <= LAST; size += 1) {
    const proof = proofs[size - 1];
    assert.ok(await isContinuation(at(size), at(LAST), proof), `from ${size}`);
    assert.ok(!await isContinuation({ size, root: roots[size - 1] }, at(LAST), proof), "another root before");
    if (size === LAST) continue;
    assert.ok(!await isContinuation(at(size), { size: LAST, root: roots[1] }, proof), "another root after");
    assert.ok(!await isContinuation(at(size), at(LAST), [...proof, proof[0]]), "a hash too many");
    assert.ok(!await isContinuation(at(size), at(LAST), proof.slice(0, -1)), "a hash too few");
    for (const [place, hash] of proof.entries()) {
      assert.ok(!await isContinuation(at(size), at(LAST), proof.with(place, altered(hash, 3))), "another hash");
    }
  }
  assert.ok(!await isContinuation(at(LAST), at(3), []), "backwards");
  assert.ok(!await isContinuation(at(0), at(3), []), "from nothing");
});

test("an answer of the server is read strictly", () => {
  const good = `old 5\n${proofs[4].join("\n")}\n\n${checkpoints[LAST]}`;
  assert.deepEqual(readContinuation(good)?.hashes, proofs[4]);
  assert.deepEqual(readContinuation(`old 8\n\n${checkpoints[LAST]}`)?.hashes, []);
  for (const bad of ["", checkpoints[LAST], good.replace("old", "from"), good.replace("old 5", "old 05"),
    good.replace("old 5", "old 9"), good.replace("=\n", "\n"), "<!doctype html>\n\n<p>Sign in</p>\n"]) {
    assert.equal(readContinuation(bad), null, bad);
  }
});

test("the short code is that of the format", async () => {
  const code = await shortCode(at(5));
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const bits = BigInt(`0x${createHash("sha256").update(at(5).text).digest("hex").slice(0, 10)}`);
  const last = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Number(bits & 31n)];
  assert.equal(code.at(-1), last);
});

const page = (size, key = KEY) => ({ checkpoint: at(size), key, author: "aa" });
/** A server that has the tree of the vectors up to a size. */
const server = (newest) => async (size) => {
  const old = Math.min(size, newest);
  assert.equal(newest, LAST, "the vectors prove for the last one");
  return readContinuation(`old ${old}\n${old < newest ? `${proofs[old - 1].join("\n")}\n` : ""}\n${checkpoints[newest]}`);
};
const answers = (text) => async () => readContinuation(text);
const never = async () => assert.fail("nothing is to be asked");
const offline = async () => null;

/** Looks, remembers, and gives the memory and what was found. */
async function see(memory, shown, ask, now = 1_000) {
  const outcome = await look(memory, shown, ask, now);
  return outcome && remembered(memory, shown, outcome, now);
}
const sizes = (memory) => memory.seen.map(({ note }) => readCheckpoint(note).size);

test("a device remembers what it sees as the record grows", async () => {
  const first = await see(undefined, page(3), never);
  assert.deepEqual([sizes(first), first.key, first.finding], [[3], KEY, null]);
  const again = await see(first, page(3), never, 2_000);
  assert.deepEqual([sizes(again), again.checked], [[3], 2_000]);
  const later = await see(again, page(LAST), server(LAST));
  assert.deepEqual([sizes(later), later.finding], [[3, LAST], null]);
  // A page that waited in another tab: an earlier state of the same record.
  const behind = await see(later, page(5), server(LAST));
  assert.deepEqual([sizes(behind), behind.finding], [[3, 5, LAST], null]);
  // Two tabs that saw the same.
  const outcome = await look(first, page(LAST), server(LAST), 1);
  assert.deepEqual(sizes(remembered(later, page(LAST), outcome, 1)), [3, LAST]);
});

test("only so many are kept: the first and the newest", async () => {
  const memory = await see(undefined, page(1), never);
  const note = (size) => checkpoints[1].replace("\n1\n", `\n${size}\n`);
  memory.seen.push(...Array.from({ length: MOST_SEEN + 20 }, (_, n) => ({ note: note(n + 2), at: n })));
  const kept = remembered(memory, page(1), { key: KEY, seen: [], finding: null }, 1);
  assert.equal(kept.seen.length, MOST_SEEN);
  assert.deepEqual([sizes(kept)[0], sizes(kept).at(-1)], [1, MOST_SEEN + 21]);
});

test("nothing is said without a clear answer", async () => {
  const memory = await see(undefined, page(3), never);
  const elsewhere = checkpoints[LAST].replaceAll("10171e", "10171f");
  for (const ask of [offline, answers("gateway timeout"), answers(`old 3\n\n${elsewhere}`),
    answers(`old 2\n${proofs[1].join("\n")}\n\n${checkpoints[LAST]}`)]) {
    assert.equal(await see(memory, page(5), ask), null);
  }
  const unsigned = { ...page(3), checkpoint: readCheckpoint(altered(checkpoints[3], checkpoints[3].length - 10)) };
  assert.equal(await see(undefined, unsigned, never), null, "an unsigned one is not remembered");
});

test("a record that does not contain what was seen is found, and what was seen stays", async () => {
  const memory = await see(undefined, page(5), never);
  const check = async (kind, shown, ask) => {
    const found = await see(memory, shown, ask);
    assert.equal(found?.finding?.kind, kind);
    assert.deepEqual(sizes(found), [5]);
    assert.equal(found.finding.ours.note, checkpoints[5]);
    assert.equal((await see(found, shown, ask)).finding, found.finding, "found once");
    return found;
  };
  await check("shorter", page(3), answers(`old 3\n\n${checkpoints[3]}`));
  await check("different", page(LAST), answers(`old 5\n${proofs[3].join("\n")}\n\n${checkpoints[LAST]}`));
  const forged = checkpoints[LAST].replace(roots[LAST], roots[2]);
  await check("unsigned", page(LAST), answers(`old 5\n${proofs[4].join("\n")}\n\n${forged}`));
  // The server is as it was: what was found is kept beside, and no longer shown.
  const found = await check("shorter", page(3), answers(`old 3\n\n${checkpoints[3]}`));
  const well = await see(found, page(LAST), server(LAST));
  assert.deepEqual([well.finding, well.kept.length, sizes(well)], [null, 1, [5, LAST]]);
  // The person goes on with what the server shows.
  const after = settled(found, 3_000);
  assert.deepEqual([after.finding, after.kept[0].ours.note, sizes(after)], [null, checkpoints[5], [3]]);
});

test("another key is found, unless the old one handed over", async () => {
  const { new_signing_seed: seed, handover_at_10: vector } = JSON.parse(readFileSync(
    new URL("../../crates/ledger/tests/vectors/receipt-v1.json", import.meta.url), "utf8"));
  const der = Buffer.concat([Buffer.from(PKCS8_ED25519, "hex"), Buffer.from(seed, "hex")]);
  const theirs = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const other = vector.new;
  const [origin, id] = other.split("+");
  const line = (text) => {
    const signature = Buffer.concat([Buffer.from(id, "hex"), sign(null, utf8(text), theirs)]);
    return `— ${origin} ${signature.toString("base64")}\n`;
  };
  const text = at(LAST).text;
  const restored = `${text}\n${line(text)}`;
  const memory = await see(undefined, page(5), never);
  const proof = `old 5\n${proofs[4].join("\n")}\n\n`;
  const shown = { ...page(LAST, other), checkpoint: readCheckpoint(restored) };
  const found = await see(memory, shown, answers(proof + restored));
  assert.deepEqual([found.finding.kind, found.key], ["other-key", KEY]);
  assert.equal(settled(found, 1).key, other);
  // A checkpoint is no handover, whoever adds a signature to it.
  const both = checkpoints[LAST] + line(text);
  const forged = await see(memory, { ...shown, checkpoint: readCheckpoint(both) }, answers(proof + both));
  assert.deepEqual([forged.finding.kind, forged.key], ["other-key", KEY]);
  assert.equal(readHandovers(both), null);
  // The old key names the new one. Nothing is said without an answer.
  assert.equal(vector.old, KEY);
  const [past] = readHandovers(vector.note);
  assert.equal(past.to, other);
  const later = async (handovers) => {
    const outcome = await look(memory, shown, answers(proof + restored), 1, async () => handovers);
    return outcome && (outcome.finding?.kind ?? outcome.key);
  };
  const [byOld, byNew] = past.lines;
  const forgeries = [[byNew, byNew], [byNew, byOld], [byOld, byOld], [line(past.text).trimEnd(), byNew]]
    .map((lines) => [{ ...past, size: LAST, lines }]);
  // One of a larger record hands nothing over in this one, as the vector's: its size is put aside.
  assert.ok(past.size > LAST);
  const fitting = [{ ...past, size: LAST }];
  assert.deepEqual(await Promise.all([fitting, [], null, [past], ...forgeries].map(later)),
    [other, "other-key", null, "other-key", "other-key", "other-key", "other-key", "other-key"]);
  assert.equal(readHandovers(`${vector.note}and more`), null);
  assert.deepEqual(readHandovers(""), []);
});

test("a device signs what the page was about, and nothing else", async () => {
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const key = Buffer.from(await crypto.subtle.exportKey("raw", pair.publicKey)).toString("base64");
  const entry = vectors.entries.find(({ leaf }) => leaf.includes("\nseen 4 "));
  const leaf = entry.leaf;
  const text = leaf.slice(0, leaf.indexOf("sequence "));
  const statement = readStatement(text);
  const salt = Buffer.from(entry.entropy.slice(0, 64), "hex");
  assert.equal(await commitment(statement, salt, utf8(entry.body)), statement.commitment);
  const device = { origin: statement.origin, author: statement.author, secret: pair.privateKey, key };
  const shown = { checkpoint: at(4), key: KEY, author: statement.author };
  const proposed = { statement: text, body: Buffer.from(entry.body).toString("base64") };
  const sign = (change = {}, kinds = [statement.kind], where = shown) =>
    signatures(device, where, [{ ...proposed, ...change }], [salt], kinds);
  const [signature] = await sign();
  assert.ok(await crypto.subtle.verify("Ed25519", pair.publicKey, signature, utf8(`parenthesis/author@v1\n${text}`)));
  for (const refused of [
    sign({ body: Buffer.from('{"other":1}').toString("base64") }),
    sign({ statement: text.replace("seen 4", "seen 3") }),
    sign({ statement: leaf }),
    sign({}, ["proposal.accepted/1"]),
    sign({}, [statement.kind], { ...shown, author: "bb" }),
    sign({}, [statement.kind], { ...shown, checkpoint: at(5) }),
  ]) {
    assert.equal(await refused, null);
  }
  const line = await cosignature(device, shown, 1_783_260_207);
  const [dash, name, words] = line.split(" ");
  const bytes = unbase64(words);
  assert.equal(dash, "—");
  assert.match(name, new RegExp(`^${statement.origin}/device/[0-9a-f]{16}$`));
  assert.equal(bytes.length, 76);
  const message = utf8(`cosignature/v1\ntime 1783260207\n${at(4).text}`);
  assert.ok(await crypto.subtle.verify("Ed25519", pair.publicKey, bytes.slice(12), message));
});
