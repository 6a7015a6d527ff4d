// Open pages: what the other parent does shows on them, and nothing that somebody is busy with is lost. What is typed
// stays on the device until it is sent; without a connection a message waits there, and the pages that the person chose
// to keep can be looked at. Signing out takes all of it away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { accept, carersOf, carersSaid, dayInCalendar, propose, signIn, signOut } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, weekendAhead } from "../support/words.mjs";

const running = suite();
const { saturday, sunday } = weekendAhead();
const UP_TO_DATE = "This page was brought up to date.";
const SHOW = "Show it";
const OFFLINE = /You are offline\. This page is as it was on/;

async function mara(t, settings = {}) {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE, name: "Mara", ...settings });
  await signIn(page, running.server.people.mara);
  return page;
}

async function elias(t) {
  const page = await visit(t, running.browser, running.server, { viewport: DESK, name: "Elias" });
  await signIn(page, running.server.people.elias);
  return page;
}

/** Elias asks for the weekend with one child; gives the path of what he asks. */
async function ask(page, child, reason) {
  const [now] = await carersOf(page, child, sunday);
  const to = now === "Mara" ? "Elias" : "Mara";
  return propose(page, { children: [child], to, from: saturday, until: sunday, reason });
}

/** Waits until the page listens. */
function listens(page) {
  return page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => new URL(name).pathname.startsWith("/assets/live.")));
}

test("what the other parent asks shows on the open page, which stays where it is", async (t) => {
  const [page, other] = [await mara(t), await elias(t)];
  await page.goto("/proposals");
  await listens(page);
  await page.evaluate(() => {
    globalThis.stays = true;
    scrollTo(0, document.documentElement.scrollHeight);
  });
  const path = await ask(other, "Noor", "An aunt comes by on Sunday.");
  await page.locator(`main a[href^="${path}"]`).first().waitFor({ state: "attached" });
  await page.getByRole("status").filter({ hasText: UP_TO_DATE }).waitFor({ state: "attached" });
  assert.ok(await page.evaluate(() => globalThis.stays), "the page was not loaded again");
  assert.match(await page.getByRole("navigation", { name: "Main" }).innerText(), /Proposals/);
  await checkPage(page, "en", "pages/live-updated");
});

test("what the other parent writes shows on the open list and in the open topic", async (t) => {
  const [page, other] = [await mara(t), await elias(t)];
  await page.goto("/messages");
  await listens(page);
  await page.evaluate(() => { globalThis.stays = "the list"; });
  const title = "The school trip";
  const sends = async (words) => {
    await other.getByRole("textbox", { name: /^Write to/ }).fill(words);
    await other.getByRole("button", { name: "Send", exact: true }).click();
    await other.getByText("Sent and recorded as no.").waitFor();
  };
  await other.goto("/messages/new");
  await other.getByLabel("Topic", { exact: true }).fill(title);
  await sends("The bus leaves at eight.");
  const link = page.getByRole("main").getByRole("link", { name: new RegExp(title) }).first();
  await link.waitFor();
  await page.getByRole("status").filter({ hasText: UP_TO_DATE }).waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => globalThis.stays), "the list", "the list was not loaded again");

  await link.click();
  const said = page.locator('article[id^="message-"]');
  await said.filter({ hasText: "The bus leaves at eight." }).waitFor();
  await listens(page);
  await page.evaluate(() => { globalThis.stays = "the topic"; });
  await sends("It comes back at four.");
  await said.filter({ hasText: "It comes back at four." }).waitFor();
  assert.equal(await said.count(), 2);
  assert.equal(await page.evaluate(() => globalThis.stays), "the topic", "the topic was not loaded again");
  await checkPage(page, "en", "pages/live-topic");
});

test("the open calendar changes when the other parent agrees to a swap", async (t) => {
  const [page, other] = [await mara(t), await elias(t)];
  const now = (await carersOf(page, "Pim", saturday)).at(-1);
  const to = now === "Mara" ? "Elias" : "Mara";
  const swap = { children: ["Pim"], to, from: saturday, until: sunday, reason: "The zoo has lambs." };
  const path = await propose(page, swap);
  const day = await dayInCalendar(page, saturday);
  await listens(page);
  await page.evaluate(() => { globalThis.stays = true; });
  assert.equal(carersSaid(await day.innerText(), "Pim").at(-1), now, "asking changes nothing");
  await other.goto(path);
  await accept(other);
  await other.getByText(WORDS.en.agreed).first().waitFor();
  await page.getByRole("status").filter({ hasText: UP_TO_DATE }).waitFor({ state: "attached" });
  assert.equal(carersSaid(await day.innerText(), "Pim").at(-1), to);
  assert.ok(await page.evaluate(() => globalThis.stays), "the calendar was not loaded again");
  await checkPage(page, "en", "pages/live-calendar");
});

test("what is typed stays, and what is new is shown when its reader wants to see it", async (t) => {
  const [page, other] = [await mara(t), await elias(t)];
  await page.goto("/proposals/new");
  await listens(page);
  const reason = "The swimming lesson is on another day.";
  await page.getByLabel(WORDS.en.why).fill(reason);
  await ask(other, "Cato", "A friend has her birthday.");
  const show = page.getByRole("button", { name: SHOW });
  await show.waitFor();
  assert.equal(await page.getByLabel(WORDS.en.why).inputValue(), reason);
  await checkPage(page, "en", "pages/live-waiting");
  await show.click();
  await show.waitFor({ state: "detached" });
  assert.equal(await page.getByLabel(WORDS.en.why).inputValue(), reason);
  // The form is whole, and knows what the page shows now.
  await page.getByRole("button", { name: WORDS.en.preview }).click();
  await page.getByText(reason).first().waitFor();
});

test("a page goes when its session is ended elsewhere", async (t) => {
  const [lost, phone] = [await mara(t, { name: "lost" }), await mara(t, { name: "phone" })];
  await lost.goto("/calendar");
  await listens(lost);
  await phone.goto("/access");
  await phone.locator('button[name="session"][value="others"]').click();
  await lost.waitForURL(/\/sign-in\?ended/, { timeout: 5_000 });
  assert.doesNotMatch(await lost.content(), /Noor|Cato|Pim/);
});

test("a message that is being written is there again after a reload, and gone after signing out", async (t) => {
  const page = await mara(t);
  await page.goto("/messages/new");
  const [title, text] = ["title", "text"].map((name) => page.locator(`[name="${name}"]`));
  await title.fill("The dentist");
  await text.fill("Half of what I want to say");
  await page.reload();
  assert.equal(await text.inputValue(), "Half of what I want to say");
  await page.goto("/today");
  await page.goto("/messages/new");
  assert.equal(await title.inputValue(), "The dentist");
  await signOut(page);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await signIn(page, running.server.people.mara);
  await page.goto("/messages/new");
  assert.equal(await text.inputValue(), "");
});

test("a message that is written without a connection waits, and goes when its writer says so", async (t) => {
  const page = await mara(t, { offline: true });
  await page.goto("/messages/new");
  await page.locator('[name="title"]').fill("Swimming");
  await page.locator('[name="text"]').fill("Sam has his lesson\nat three.");
  await page.context().setOffline(true);
  await page.locator('[name="step"][value="send"]').click();
  const waits = page.getByText("On this device, not sent yet. You send it yourself.");
  await waits.waitFor();
  assert.equal(await page.locator('[name="text"]').inputValue(), "");
  await checkPage(page, "en", "pages/live-unsent");
  await page.context().setOffline(false);
  await page.reload();
  await waits.waitFor();
  await page.getByRole("button", { name: "Send it now" }).click();
  await page.waitForURL(/\/messages\/[^/?]+\?recorded=/);
  await page.getByText("Sam has his lesson").first().waitFor();
  assert.equal(await waits.count(), 0);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
});

/** Waits until so many pages are kept. */
function keeps(page, count) {
  return page.waitForFunction(async (wanted) => {
    const name = (await caches.keys()).find((one) => one.startsWith("kept pages"));
    if (name === undefined) return wanted === 0;
    const none = await (await caches.open("kept files")).match("/offline");
    return Boolean(none) && (await (await caches.open(name)).keys()).length >= wanted;
  }, count);
}

test("pages are kept where somebody chose so, and all of it goes with signing out", async (t) => {
  const page = await mara(t, { offline: true });
  await page.goto("/calendar");
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await page.goto("/device");
  await page.getByRole("button", { name: "Keep the calendar and the last messages on this device" }).click();
  await page.getByText("They are kept on this device.").waitFor();
  await checkPage(page, "en", "pages/device-offline");
  await keeps(page, 2);
  await page.goto("/calendar?view=agenda");
  await keeps(page, 3);
  await page.context().setOffline(true);
  for (const path of ["/calendar?view=agenda", "/today", "/calendar"]) {
    await page.goto(path);
    await page.getByText(OFFLINE).waitFor();
  }
  await checkPage(page, "en", "pages/live-offline");
  await page.goto("/calendar?month=2030-01");
  await page.getByRole("heading", { name: "There is no connection" }).waitFor();
  await page.goto("/today");
  await page.context().setOffline(false);
  await page.waitForFunction(() => document.documentElement.dataset.kept === undefined);
  await signOut(page);
  await keeps(page, 0);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
});
