// The parent's own browser as a witness of the record, and as the signer of what the parent does.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { signIn, signOut } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { startFounded } from "../support/server.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite(startFounded);

/** Makes another link for the other parent: an act that one parent can do alone, again and again. */
async function invite(page, { warned = false } = {}) {
  await page.goto("/invitation");
  if (warned) await warning(page).waitFor();
  await page.getByRole("main").locator('form[action="/invitation"] button').click();
  await page.getByLabel(/link/i).waitFor();
}

/** Kind and voucher of the entries on the shared record, newest first. */
async function vouchers(page) {
  await page.goto("/record");
  const text = await page.content();
  return [...text.matchAll(/\nkind (\S+)\n[^<]*?\nvoucher (server|device)/g)].map(([, kind, voucher]) => `${kind} ${voucher}`)
    .filter((entry) => !entry.startsWith("person."));
}

/** Waits until this browser remembers a state of the record with so many entries. */
function remembers(page, size) {
  return page.waitForFunction(async (wanted) => {
    const request = indexedDB.open("parenthesis-record", 1);
    const memories = await new Promise((resolve) => {
      request.onsuccess = () => {
        const all = request.result.transaction("memories").objectStore("memories").getAll();
        all.onsuccess = () => {
          request.result.close();
          resolve(all.result);
        };
      };
    });
    return memories.some(({ seen }) => seen.some(({ note }) => note.split("\n")[1] === wanted)) ? memories : false;
  }, String(size)).then((handle) => handle.jsonValue());
}

/** How many entries the record has, as the page says it to the device. */
async function sizeOn(page) {
  const note = await page.locator("#record-watch").getAttribute("data-checkpoint");
  return Number(note.split("\n")[1]);
}

const warning = (page) => page.getByRole("region", { name: WORDS.en.aboutRecord });

test("an act is signed by the device, and by the server where there is no script", async (t) => {
  const { browser, server } = running;
  const page = await visit(t, browser, server, { viewport: PHONE, name: "with script" });
  await signIn(page, server.people.mara);
  await remembers(page, await sizeOn(page));
  await invite(page);
  const first = await vouchers(page);
  assert.deepEqual(first.slice(0, 2), ["family.invited/1 device", "record.device/1 device"]);
  await page.getByText(WORDS.en.thisDevice).first().waitFor();
  await invite(page);
  const second = await vouchers(page);
  assert.deepEqual(second.slice(0, 2), ["family.invited/1 device", "family.invited/1 device"], "enrolled once");
  const plain = await visit(t, browser, server, { viewport: PHONE, script: false, name: "without script" });
  await signIn(plain, server.people.mara);
  await invite(plain);
  assert.equal((await vouchers(plain))[0], "family.invited/1 server");
  assert.ok(!(await plain.getByRole("heading", { name: WORDS.en.deviceMemory }).isVisible()));
  // The device sees what came meanwhile, and goes on without a word.
  await page.goto("/record");
  await remembers(page, await sizeOn(page));
  await page.getByRole("heading", { name: WORDS.en.deviceMemory }).waitFor();
  assert.equal(await warning(page).count(), 0);
  await checkPage(page, "en", "pages/record-with-devices");
  // Removed, the device begins again with another key.
  await page.getByRole("button", { name: /^Remove the device/ }).click();
  await page.getByRole("button", { name: "Remove it", exact: true }).click();
  await page.getByText(/removed a device/).waitFor();
  await invite(page);
  assert.deepEqual((await vouchers(page)).slice(0, 2), ["family.invited/1 device", "record.device/1 device"]);
});

test("a record that lost or changed what this device saw is noticed, in words", async (t) => {
  const { browser, server } = running;
  await server.keep();
  const page = await visit(t, browser, server, { viewport: PHONE, name: "Mara" });
  await signIn(page, server.people.mara);
  await invite(page);
  await page.goto("/today");
  const size = await sizeOn(page);
  await remembers(page, size);
  await server.rewind();
  await page.context().clearCookies();
  await signIn(page, server.people.mara);
  await warning(page).waitFor();
  await page.getByText(WORDS.en.entriesMissing).waitFor();
  await page.locator("#record-warning summary").click();
  await checkPage(page, "en", "pages/record-warning");
  // Nothing is signed on top of it.
  await invite(page, { warned: true });
  assert.equal((await vouchers(page))[0], "family.invited/1 server");
  // The record grows on another branch, past what was seen.
  while (await sizeOn(page) <= size) await invite(page, { warned: true });
  await page.goto("/today");
  await page.getByText(WORDS.en.notContained).waitFor();
  assert.ok(await sizeOn(page) > size);
  await page.locator("#record-warning summary").click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: WORDS.en.saveEvidence }).click();
  const evidence = readFileSync(await (await saving).path(), "utf8");
  const shown = await page.locator("#record-watch").getAttribute("data-checkpoint");
  assert.ok(evidence.includes(shown), "what the server shows");
  assert.match(evidence, new RegExp(`\n${size}\n[A-Za-z0-9+/]{43}=\n\n— parenthesis/`), "what the device saw");
  // In Dutch, on another page.
  await page.getByRole("button", { name: WORDS.en.menu }).click();
  await page.getByRole("button", { name: WORDS.en.otherLanguage }).click();
  await page.getByText(WORDS.nl.notContained).waitFor();
  assert.ok(!(await page.getByRole("button", { name: WORDS.nl.saveEvidence }).isVisible()), "closed at first");
  await checkPage(page, "nl", "pages/record-warning-nl");
  // Whoever has looked goes on; what was seen stays kept.
  await page.locator("#record-warning summary").click();
  await page.getByRole("button", { name: WORDS.nl.goOn }).click();
  await page.goto("/record");
  const [memory] = await remembers(page, await sizeOn(page));
  assert.equal(memory.finding, null);
  assert.ok(memory.kept.some(({ ours }) => ours.note.includes(`\n${size}\n`)));
  assert.equal(await page.locator("#record-warning").count(), 0);
  await invite(page);
  assert.match((await vouchers(page))[0], /device$/);
});

test("what one account saw is not shown to another one in the same browser", async (t) => {
  const { browser, server } = running;
  const page = await visit(t, browser, server, { viewport: PHONE, name: "shared browser" });
  await signIn(page, server.people.mara, "en", "nl");
  await page.goto("/invitation");
  await page.getByRole("main").locator('form[action="/invitation"] button').click();
  const link = await page.locator("#link").inputValue();
  await remembers(page, await sizeOn(page));
  await signOut(page, "nl");
  await page.goto(new URL(link).pathname);
  const elias = { email: "elias@example.org", password: "two homes, one childhood" };
  const words = WORDS.en;
  await page.getByLabel(words.email).fill(elias.email);
  await page.getByLabel(words.choosePassword, { exact: true }).fill(elias.password);
  await page.getByLabel(words.again).fill(elias.password);
  await page.getByRole("button", { name: words.join }).click();
  await page.waitForURL(/\/today/);
  const memories = await remembers(page, await sizeOn(page));
  assert.equal(new Set(memories.map(({ author }) => author)).size, 2, "each account has its own memory");
  await page.goto("/record");
  await page.locator("#device-memory").waitFor();
  assert.equal(await page.locator("#device-memory tbody tr").count(), 1, "only what Elias saw");
  assert.equal(await page.getByText(WORDS.en.thisDevice).count(), 0, "Mara's key is not his");
});
