// From an empty folder to two connected parents: the link that the server prints, the form that begins a family, the
// invitation, the other parent's joining, and a rhythm that both agree on. Counts what people have to fill in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, PHONE, screenshot, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { startEmpty } from "../support/server.mjs";
import { accept, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite(startEmpty);
const MARA = { email: "mara@example.org", password: "a bridge and a lantern" };
const ELIAS = { email: "elias@example.org", password: "a kettle on the quiet stove" };
const NEW = { pattern: /^\/begin\// };

/** What a person sees to fill in on this page. */
function fields(page) {
  return page.locator("main").locator("input:visible, select:visible, textarea:visible:not([readonly])").count();
}

/** How long something takes, in seconds, for the report. */
async function timed(t, what, work) {
  const begun = performance.now();
  const result = await work();
  t.diagnostic(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}

for (const look of LOOKS) {
  test(`before anybody has begun, ${look.name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    for (const path of ["/", "/sign-in", "/today", "/record", `/begin/${"a".repeat(43)}`, "/nothing"]) {
      const response = await page.goto(path);
      assert.equal(response.status(), 404, path);
      await page.getByRole("heading", {
        name: look.locale === "nl" ? "Deze server is nog niet ingericht" : "This server is not set up yet",
      }).waitFor();
    }
    await checkPage(page, look.locale, `pages/${look.name}/not-set-up`);
    await page.goto("/safety");
    await checkPage(page, look.locale, `pages/${look.name}/safety`);
    await page.goto(running.server.setUp);
    await checkPage(page, look.locale, `pages/${look.name}/begin`);
    await page.getByRole("button", { name: WORDS[look.locale].leave }).click();
    await page.waitForURL("**/away");
  });
}

test("without script, rows are added and nothing typed is lost", async (t) => {
  const page = await visit(t, running.browser, running.server, { script: false });
  await page.goto(running.server.setUp);
  await page.getByLabel("Your first name").fill("Mara");
  await page.getByLabel("Name of child 1").fill("Noor");
  await page.getByRole("button", { name: "Add another child" }).click();
  await page.getByLabel("Name of child 2").fill("Sam");
  await page.getByLabel("Date of birth of child 2").fill("2021-08-02");
  await page.getByLabel("Date of birth of child 2").press("Enter");
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByLabel("Your first name").inputValue(), "Mara");
  assert.equal(await page.getByLabel("Date of birth of child 2").inputValue(), "2021-08-02");
  assert.equal(await page.getByText("Give the date of birth.").count(), 2, "in the summary and at the field");
});

test("a newcomer comes from an empty folder to two connected parents", async (t) => {
  const { browser, server } = running;
  let filled = 0;
  const mara = await visit(t, browser, server, { name: "Mara", viewport: PHONE });
  await timed(t, "beginning", async () => {
    await mara.goto(server.setUp);
    filled += await fields(mara);
    await mara.getByLabel("Your first name").fill("Mara");
    await mara.getByLabel("The other parent’s first name").fill("Elias");
    await mara.getByLabel("Name of child 1").fill("Noor");
    await mara.getByLabel("Date of birth of child 1").fill("2019-05-21");
    await mara.getByLabel(WORDS.en.email).fill(MARA.email);
    await mara.getByLabel(WORDS.en.choosePassword).fill(MARA.password);
    await mara.getByLabel(WORDS.en.again).fill("something else");
    await mara.getByRole("button", { name: "Begin", exact: true }).click();
    await mara.getByRole("alert").waitFor();
    await checkPage(mara, "en", "pages/first-run/begin-with-mistakes");
    assert.equal(await mara.getByLabel("Date of birth of child 1").inputValue(), "2019-05-21");
    await mara.getByLabel(WORDS.en.choosePassword).fill(MARA.password);
    await mara.getByLabel(WORDS.en.again).fill(MARA.password);
    await mara.getByRole("button", { name: "Begin", exact: true }).click();
    await mara.getByRole("heading", { name: "Your family has begun" }).waitFor();
  });
  await checkPage(mara, "en", "pages/first-run/begun");
  const link = await mara.getByLabel("The link for Elias").inputValue();
  assert.ok((await mara.getByLabel("Words to send along").inputValue()).includes(link));

  const elias = await visit(t, browser, server, { name: "Elias", viewport: PHONE });
  await timed(t, "joining", async () => {
    await elias.goto(new URL(link).pathname);
    filled += await fields(elias);
    await elias.getByLabel(WORDS.en.email).fill(ELIAS.email);
    await elias.getByLabel(WORDS.en.choosePassword).fill(ELIAS.password);
    await elias.getByLabel(WORDS.en.again).fill(ELIAS.password);
    await elias.getByRole("button", { name: WORDS.en.join }).click();
    await elias.getByText(WORDS.en.noPlan).waitFor();
  });
  t.diagnostic(`fields to fill in, both parents together: ${filled}`);
  assert.ok(filled < 12, `${filled} fields`);
  await screenshot(elias, "pages/first-run/joined");
  assert.match(await elias.locator("body").innerText(), /There is no plan yet/);
  await elias.goto("/record");
  assert.match(await elias.locator("main").innerText(), /Elias joined[^]*Mara made an invitation[^]*Mara/);

  await timed(t, "agreeing on a rhythm", async () => {
    await mara.getByRole("link", { name: "Put a rhythm forward" }).click();
    await checkPage(mara, "en", "pages/first-run/rhythm");
    await mara.getByLabel("2-2-5-5").check();
    await mara.getByRole("button", { name: "Put it forward to Elias" }).click();
    await mara.getByText(/Elias has not answered yet/).first().waitFor();
    await elias.goto("/today");
    await elias.getByRole("region", { name: WORDS.en.waits }).getByRole("link").first().click();
    await checkPage(elias, "en", "pages/first-run/rhythm-offered");
    await accept(elias);
    await elias.getByText(WORDS.en.agreed).first().waitFor();
  });
  await mara.goto("/plan");
  await mara.getByText("2-2-5-5").first().waitFor();
  await screenshot(mara, "pages/first-run/plan");
});

test("the link works once, and the pages open to who is signed in", async (t) => {
  const page = await visit(t, running.browser, running.server);
  assert.match(running.server.setUp, NEW.pattern);
  await page.goto(running.server.setUp);
  await page.getByRole("heading", { name: "This link does not work any more" }).waitFor();
  await checkPage(page, "en", "pages/first-run/gone");
  await signIn(page, MARA);
});

test("a shared device: neutral titles, nothing kept, and a session that goes with the browser", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE });
  await page.goto("/sign-in");
  await page.getByLabel("Others use this device too").check();
  await page.getByLabel(WORDS.en.email).fill(ELIAS.email);
  await page.getByLabel(WORDS.en.password).fill(ELIAS.password);
  await page.getByRole("button", { name: WORDS.en.signIn, exact: true }).click();
  await page.getByRole("link", { name: WORDS.en.calendar }).first().waitFor({ state: "attached" });
  for (const path of ["/today", "/record", "/device"]) {
    await page.goto(path);
    assert.equal(await page.title(), "Home");
  }
  await checkPage(page, "en", "pages/device-shared");
  const cookies = await page.context().cookies();
  const kept = cookies.filter(({ expires }) => expires !== -1).map(({ name }) => name);
  assert.deepEqual(kept, [], "every cookie goes with the browser");
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.deepEqual(databases, [], "nothing is kept of the record");
});
