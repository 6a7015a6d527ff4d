// From a plan file to two parents on the same page: Mara founds the family on the command line, Elias
// opens the link that was printed, joins, reads the plan and agrees to it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { startFounded } from "../support/server.mjs";
import { accept, record, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite(startFounded);
const EMAIL = "elias@example.org";
const PASSWORD = "a kettle on the quiet stove";

async function fillIn(page, email, password, again) {
  await page.getByLabel(WORDS.en.email).fill(email);
  await page.getByLabel(WORDS.en.choosePassword).fill(password);
  await page.getByLabel(WORDS.en.again).fill(again);
  await page.getByRole("button", { name: WORDS.en.join }).click();
}

test("an invited parent joins, agrees to the plan, and the calendar fills", async (t) => {
  const { browser, server } = running;
  const mara = await visit(t, browser, server, { name: "Mara", viewport: DESK });
  await signIn(mara, server.people.mara);
  await mara.getByText(WORDS.en.noPlan).waitFor();
  await mara.getByText(WORDS.en.notJoined).waitFor();
  await checkPage(mara, "en", "pages/founded/today-no-plan");
  for (const path of ["/calendar", "/proposals", "/plan", "/invitation"]) {
    await mara.goto(path);
    await checkPage(mara, "en", `pages/founded/no-plan${path.replaceAll("/", "-")}`);
  }

  const elias = await visit(t, browser, server, { name: "Elias" });
  await elias.goto(server.invitation);
  await elias.getByRole("heading", { name: WORDS.en.invited }).waitFor();
  await checkPage(elias, "en", "pages/founded/join");
  await fillIn(elias, EMAIL, PASSWORD, "something else");
  await elias.getByRole("alert").waitFor();
  assert.equal(await elias.getByLabel(WORDS.en.email).inputValue(), EMAIL, "the address is kept");
  await checkPage(elias, "en", "pages/founded/join-with-mistakes");
  await fillIn(elias, EMAIL, PASSWORD, PASSWORD);

  await elias.getByRole("region", { name: WORDS.en.waits }).getByRole("link").first().click();
  await checkPage(elias, "en", "pages/founded/proposed-plan");
  await accept(elias);
  await elias.getByText(WORDS.en.agreed).first().waitFor();
  for (const page of [mara, elias]) {
    await page.goto("/today");
    await page.getByRole("region", { name: WORDS.en.whereNow }).waitFor();
  }
  assert.match(await record(mara), /Elias agreed to the plan[^]*Elias joined[^]*Mara made an invitation/);
  assert.equal(await record(mara), await record(elias));
});

test("a link that was used does not work again", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await page.goto(running.server.invitation);
  await page.getByRole("heading", { name: WORDS.en.gone }).waitFor();
  await checkPage(page, "en", "pages/founded/join-gone");
});

test("the new parent signs in again with what was chosen", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, { email: EMAIL, password: PASSWORD });
});
