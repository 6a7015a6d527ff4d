// Calls in the browser, through the relay of the server: pictures and sound arrive, are turned off, survive a break and
// end at once; a child calls with a tablet; and neither side learns at which address the other is. Camera and microphone
// are those that Chromium pretends.

import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import { CALLS, DESK, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { startDemo } from "../support/server.mjs";
import { record, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";

const running = suite(() => startDemo(), CALLS);

/** Keeps the connections of a page, and all that it hears and says of them, for the test to look at. */
function watchPeers(page) {
  return page.addInitScript(() => {
    globalThis.peers = [];
    const Real = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Real {
      constructor(...given) {
        super(...given);
        globalThis.peers.push(this);
      }
    };
  });
}

/** A signed-in parent, and what the page posts to others. */
async function parent(t, who, settings = {}) {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE, name: who, ...settings });
  await watchPeers(page);
  const said = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.endsWith("/say")) said.push(new URLSearchParams(request.postData() ?? ""));
  });
  await signIn(page, running.server.people[who]);
  await page.goto("/calls");
  return { page, said, who };
}

/** Both parents, first who can call now: where the children are follows from the day on which this runs. */
async function parents(t, settings = {}) {
  const both = [await parent(t, "mara", settings), await parent(t, "elias", { viewport: DESK, ...settings })];
  const can = await Promise.all(both.map(({ page }) => page.locator('[name="child"]').count()));
  return can[0] > 0 ? both : both.reverse();
}

const key = (page, name) => page.getByRole("button", { name, exact: true });
const tiles = (page) => page.locator('[data-part="tile"]');

/** One parent calls with all children who are there; the other answers on the page that is open. */
async function call(t, settings) {
  const [caller, called] = await parents(t, settings);
  await key(caller.page, "Call").click();
  await caller.page.waitForURL(/\/calls\/[^/]+$/);
  await caller.page.getByText("Nobody sees or hears you yet.").waitFor();
  await key(caller.page, "Start").click();
  const ring = called.page.getByRole("dialog");
  await ring.waitFor();
  await ring.getByRole("link", { name: "Answer", exact: true }).click();
  await key(called.page, "Answer").click();
  await Promise.all([sees(caller.page), sees(called.page)]);
  return { caller, called };
}

/** What was drawn of the others, and heard, by the connections' own count. */
function arrived(page) {
  return page.evaluate(async () => {
    const sums = { frames: 0, packets: 0 };
    for (const peer of globalThis.peers.filter(({ connectionState }) => connectionState === "connected")) {
      for (const one of (await peer.getStats()).values()) {
        if (one.type !== "inbound-rtp") continue;
        if (one.kind === "video") sums.frames += one.framesDecoded ?? 0;
        else sums.packets += one.packetsReceived ?? 0;
      }
    }
    return sums;
  });
}

/** Waits until more of the others is there than now, as whoever waits for a picture does. */
async function sees(page, what = "frames", more = 10) {
  const before = (await arrived(page))[what];
  for (const begun = performance.now(); performance.now() - begun < 30_000;) {
    if ((await arrived(page))[what] >= before + more) return;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.fail(`no more ${what} on ${page.url()}: ${await page.locator('[data-part="said"]').innerText()}`);
}

/** All that a page could know of where the other is. */
function known(page) {
  return page.evaluate(async () => {
    const all = { sdp: [], candidates: [], policies: [] };
    for (const peer of globalThis.peers) {
      all.policies.push(peer.getConfiguration().iceTransportPolicy);
      all.sdp.push(peer.remoteDescription?.sdp ?? "");
      for (const one of (await peer.getStats()).values()) {
        if (one.type === "remote-candidate") all.candidates.push({ type: one.candidateType, address: one.address ?? "" });
      }
    }
    return all;
  });
}

/** The addresses of this machine that both browsers have. */
const addresses = Object.values(networkInterfaces()).flat().filter(({ internal }) => !internal).map(({ address }) => address);

test("two parents see and hear each other, neither learns where the other is, and hanging up ends it for both", async (t) => {
  const { caller, called } = await call(t);
  for (const { page } of [caller, called]) {
    await sees(page, "packets");
    const shown = await tiles(page).locator("video").evaluate((video) => new Promise((resolve) => {
      video.requestVideoFrameCallback((_, { width, height }) => resolve({ width, height }));
    }));
    assert.ok(shown.width > 0 && shown.height > 0, "a picture is drawn");
    const { sdp, candidates, policies } = await known(page);
    assert.ok(policies.length > 0 && policies.every((policy) => policy === "relay"), policies.join());
    assert.ok(candidates.length > 0 && candidates.every(({ type }) => type === "relay"), JSON.stringify(candidates));
    for (const text of sdp) {
      assert.doesNotMatch(text, /typ (host|srflx|prflx)|\.local/);
      for (const address of addresses) assert.ok(!text.includes(address), `${address} in what was heard`);
    }
  }
  for (const { said } of [caller, called]) {
    const texts = said.map((fields) => fields.get("data"));
    assert.ok(said.some((fields) => fields.get("kind") === "candidate"), "ways through the relay were said");
    for (const text of texts) {
      assert.doesNotMatch(text, /typ (host|srflx|prflx)|\.local/);
      for (const address of addresses) assert.ok(!text.includes(address), `${address} in what was said`);
    }
  }
  await checkPage(called.page, "en", "pages/call-open");
  await key(called.page, "End").click();
  for (const { page } of [caller, called]) {
    await page.getByText("The call has ended.").waitFor();
    assert.equal(await tiles(page).count(), 0);
    assert.ok(await page.evaluate(() => globalThis.peers.every(({ connectionState }) => connectionState === "closed")));
  }
  await checkPage(caller.page, "en", "pages/call-over");
  assert.match(await record(called.page), /call/i);
});

test("the camera and the sound go off and on in one tap, and the other is told", async (t) => {
  const { caller, called } = await call(t);
  const tile = tiles(called.page);
  await key(caller.page, "Camera off").click();
  await tile.getByText("Camera is off").waitFor();
  assert.equal(await caller.page.locator('[data-part="self"]').isVisible(), false);
  await sees(called.page, "packets");
  await key(caller.page, "Camera on").click();
  await tile.getByText("Camera is off").waitFor({ state: "hidden" });
  await sees(called.page);
  await key(caller.page, "Sound off").click();
  await tile.getByText("Sound is off").waitFor();
  const silent = await caller.page.evaluate(() => globalThis.peers.flatMap((peer) => peer.getSenders())
    .filter(({ track }) => track?.kind === "audio").every(({ track }) => !track.enabled));
  assert.ok(silent);
  await key(caller.page, "Sound on").click();
  await tile.getByText("Sound is off").waitFor({ state: "hidden" });
  await key(caller.page, "End").click();
  await called.page.getByText("The call has ended.").waitFor();
});

test("a break is said, and the call goes on after it in the same seat", async (t) => {
  const { caller, called } = await call(t, { offline: true });
  await called.page.context().setOffline(true);
  await called.page.getByText("The connection was lost. Connecting again").waitFor();
  await called.page.context().setOffline(false);
  await called.page.getByText("You are talking.").waitFor();
  await Promise.all([sees(called.page), sees(caller.page)]);
  assert.equal(await tiles(caller.page).count(), 1, "the same seat, not another one beside it");

  // A way through the relay that is gone is looked for anew, while the server is reached.
  await called.page.evaluate(() => { for (const peer of globalThis.peers) peer.restartIce(); });
  await Promise.all([sees(called.page), sees(caller.page)]);
  await key(called.page, "End").click();
  await caller.page.getByText("The call has ended.").waitFor();
});

test("a call without pictures has sound alone", async (t) => {
  const [caller, called] = await parents(t);
  await caller.page.getByText("How this call connects").click();
  await caller.page.getByLabel("Only sound, no picture").check();
  await key(caller.page, "Call").click();
  await key(caller.page, "Start").click();
  await called.page.getByRole("link", { name: "Answer without picture" }).click();
  await key(called.page, "Answer").click();
  await Promise.all([sees(caller.page, "packets"), sees(called.page, "packets")]);
  assert.equal((await arrived(called.page)).frames, 0);
  await key(called.page, "End").click();
  await caller.page.getByText("The call has ended.").waitFor();
});

test("whoever is signed out elsewhere is out of the call within a second", async (t) => {
  const { caller, called } = await call(t);
  const phone = await visit(t, running.browser, running.server, { viewport: PHONE, name: "phone" });
  await signIn(phone, running.server.people[called.who]);
  await phone.goto("/access");
  const gone = called.page.waitForURL(/\/sign-in/);
  await phone.locator('button[name="session"][value="others"]').click();
  const begun = performance.now();
  await called.page.waitForFunction(() => !globalThis.peers?.some(({ connectionState }) => connectionState === "connected"));
  const took = performance.now() - begun;
  assert.ok(took < 1_000, `${Math.round(took)} ms`);
  await gone;
  await tiles(caller.page).waitFor({ state: "detached" });
});

test("a child calls with a tablet, and several children are in one call", async (t) => {
  const [caller, other] = await parents(t);
  const kids = await caller.page.locator('[name="child"]').evaluateAll((all) => all.map((one) => one.value));
  await other.page.goto("/calls/tablets");
  await other.page.getByLabel("What do you call it?").fill("Kitchen");
  for (const kid of kids) await other.page.locator(`[name="child"][value="${kid}"]`).check();
  await key(other.page, "Make the code").click();
  const link = await other.page.locator("#link").inputValue();
  const tablet = await visit(t, running.browser, running.server, { viewport: DESK, name: "tablet" });
  await watchPeers(tablet);
  await tablet.goto(link);
  await key(tablet, "Make it the tablet").click();
  await tablet.getByRole("heading", { name: "Who do you want to call?" }).waitFor();
  await checkPage(tablet, "en", "pages/tablet");
  const name = running.server.people[caller.who].name;

  // The parent calls, the tablet rings; one touch answers.
  await key(caller.page, "Call").click();
  await key(caller.page, "Start").click();
  await tablet.getByRole("heading", { name: `${name} is calling` }).waitFor();
  await tablet.getByRole("link", { name: "Answer", exact: true }).click();
  await Promise.all([sees(tablet), sees(caller.page)]);
  // A third comes in.
  await other.page.goto(new URL(caller.page.url()).pathname);
  await key(other.page, "Answer").or(key(other.page, "Join")).first().click();
  await sees(other.page);
  assert.equal(await tiles(other.page).count(), 2);
  await tiles(caller.page).nth(1).waitFor();

  // The child ends it.
  await key(tablet, "Hang up").click();
  await caller.page.getByText("The call has ended.").waitFor();
  await tablet.getByRole("link", { name: /Back/ }).click();

  // And calls by itself.
  await tablet.getByRole("button", { name: `Call ${name}` }).click();
  await caller.page.goto("/calls");
  await caller.page.getByRole("link", { name: "Answer", exact: true }).click();
  await key(caller.page, "Answer").click();
  await Promise.all([sees(tablet), sees(caller.page)]);

  // Ended by a parent in the middle of a call, it hears nobody any more, and opens nothing.
  await other.page.goto("/calls/tablets");
  await other.page.getByRole("button", { name: /^End Kitchen/ }).click();
  await tiles(caller.page).waitFor({ state: "detached" });
  await tablet.goto("/tablet");
  await tablet.getByRole("heading", { name: "Ask a parent" }).waitFor();
  assert.doesNotMatch(await tablet.content(), /Mara|Elias|Noor|Sam|Cato|Pim/);
});

test("the check says in words that camera, microphone, connection and relay work", async (t) => {
  const { page } = await parent(t, "mara");
  await page.goto("/calls/check");
  await key(page, "Check").click();
  for (const step of ["browser", "camera", "microphone", "network", "relay"]) {
    await page.locator(`[data-step="${step}"][data-state="fine"]`).waitFor();
  }
  assert.match(await page.locator('[data-step="relay"]').innerText(), /This works\. \(\d+ ms\)/);
  await checkPage(page, "en", "pages/call-check");
});

// At the end: whoever was told "not now" waits a while before ringing again.
test("where somebody types, a call stands beside the page, and not now ends the ringing", async (t) => {
  const [caller, called] = await parents(t);
  await called.page.goto("/messages/new");
  const title = called.page.locator('[name="title"]');
  await title.fill("Half a wor");
  await key(caller.page, "Call").click();
  await key(caller.page, "Start").click();
  const ring = called.page.getByRole("alertdialog");
  await ring.waitFor();
  await called.page.keyboard.type("d");
  assert.equal(await title.inputValue(), "Half a word", "the focus stayed where it was");
  await ring.getByRole("button", { name: "Not now" }).click();
  await ring.waitFor({ state: "detached" });
  await caller.page.getByText("It does not suit now.").waitFor();
});
