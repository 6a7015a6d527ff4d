// The parts of notices that need no browser: our push service decrypts what the standard gives as an example and takes
// nothing that is not signed for it, and the script that shows notices does so whatever it is given.

import assert from "node:assert/strict";
import { createECDH, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { decrypt, sender } from "../support/push-service.mjs";

test("our push service decrypts what RFC 8291 gives as an example", () => {
  const receiver = createECDH("prime256v1");
  receiver.setPrivateKey(Buffer.from("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "base64url"));
  const body = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6"
    + "PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
  const auth = Buffer.from("BTBZMqHH6r4Tts7J_aSIgg", "base64url");
  assert.equal(decrypt(Buffer.from(body, "base64url"), receiver, auth).toString(), "When I grow up, I want to be a watermelon");
});

/** A signature of who sends, by a fresh key, that claims this. */
function signed(claims, { alg = "ES256", other = false } = {}) {
  const [pair, stranger] = [1, 2].map(() => generateKeyPairSync("ec", { namedCurve: "P-256" }));
  const part = (of) => Buffer.from(JSON.stringify(of)).toString("base64url");
  const content = `${part({ typ: "JWT", alg })}.${part(claims)}`;
  const { privateKey } = other ? stranger : pair;
  const signature = sign("sha256", Buffer.from(content), { key: privateKey, dsaEncoding: "ieee-p1363" });
  const { x, y } = pair.publicKey.export({ format: "jwk" });
  const key = Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return `vapid t=${content}.${signature.toString("base64url")}, k=${key.toString("base64url")}`;
}

test("our push service takes what is signed for it, and only for a while", () => {
  const [origin, now] = ["http://127.0.0.1:4000", 1_800_000_000];
  const fine = { aud: origin, exp: now + 3600 };
  assert.equal(Buffer.from(sender(signed(fine), origin, now), "base64url").length, 65);
  for (const wrong of [
    signed({ ...fine, aud: `${origin}/` }), signed({ ...fine, exp: now }), signed({ ...fine, exp: now + 86_401 }),
    signed({ aud: origin }), signed(fine, { alg: "none" }), signed(fine, { other: true }), "vapid t=a.b.c", "", undefined,
  ]) {
    assert.throws(() => sender(wrong, origin, now));
  }
});

/** The script that shows notices, in a browser of which only what it uses is there. */
function worker({ language = "en-GB", windows = [] } = {}) {
  const source = readFileSync(new URL("../../crates/web/assets/push-worker.js", import.meta.url), "utf8");
  const [listeners, did] = [{}, { notices: [], opened: [], closed: 0 }];
  const self = {
    addEventListener: (name, listener) => Object.assign(listeners, { [name]: listener }),
    skipWaiting() {},
    registration: { showNotification: async (title, { body, tag, data }) => did.notices.push([title, body, tag, data.url]) },
    clients: {
      matchAll: async () => windows,
      openWindow: async (url) => did.opened.push(url),
    },
  };
  runInNewContext(source, { self, location: { origin: "https://parenthesis.example" }, navigator: { language }, URL });
  const run = async (name, event) => {
    const work = [];
    listeners[name]({ ...event, waitUntil: (one) => work.push(one) });
    assert.equal(work.length, 1, "the browser is told to wait");
    await work[0];
  };
  return Object.assign(did, {
    push: (text) => run("push", { data: text === null ? null : { text: () => text } }),
    tap: (data) => run("notificationclick", { notification: { data, close: () => { did.closed += 1; } } }),
  });
}

test("the script shows something whatever it is given, and what it cannot read says nothing", async () => {
  const fine = { title: "T", body: "B", url: "/messages/1?a=b#c", tag: "t", lang: "en" };
  const good = worker();
  await good.push(`${JSON.stringify(fine)}     `);
  assert.deepEqual(good.notices, [["T", "B", "t", "/messages/1?a=b#c"]]);
  const bad = [
    null, "", "   ", "{", "null", "7", "[]", JSON.stringify({ ...fine, title: "" }), JSON.stringify({ ...fine, title: 7 }),
    JSON.stringify({ ...fine, body: {} }), JSON.stringify({ ...fine, tag: "" }), JSON.stringify({ ...fine, lang: null }),
    JSON.stringify({ ...fine, title: "T".repeat(201) }), JSON.stringify({ ...fine, body: "B".repeat(1001) }),
  ];
  for (const [language, neutral] of [["en-GB", "There is something new"], ["nl-BE", "Er is iets nieuws"]]) {
    const told = worker({ language });
    for (const text of bad) await told.push(text);
    assert.deepEqual(told.notices, bad.map(() => [neutral, "", "something-new", "/today"]));
  }
});

test("a tap opens a page of this site and no other, in the window that shows it already if there is one", async () => {
  const home = "https://parenthesis.example/today";
  for (const [url, opened] of [
    ["/messages/1?a=b", "https://parenthesis.example/messages/1?a=b"],
    ["//evil.example/x", home], ["/\\evil.example", home], ["https://evil.example/", home], ["javascript:alert(1)", home],
    ["messages", home], [7, home], [undefined, home], [`/${"x".repeat(1001)}`, home],
  ]) {
    const tapped = worker();
    await tapped.tap({ url });
    assert.deepEqual([tapped.opened, tapped.closed], [[opened], 1], String(url));
  }
  const nothing = worker();
  await nothing.tap(undefined);
  assert.deepEqual(nothing.opened, [home]);
  let focused = 0;
  const there = { url: `${home}`, focus: async () => { focused += 1; } };
  const open = worker({ windows: [{ url: "https://parenthesis.example/plan" }, there] });
  await open.tap({ url: "/today" });
  assert.deepEqual([open.opened, focused], [[], 1]);
});
