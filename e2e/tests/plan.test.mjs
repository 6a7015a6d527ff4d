// A plan follows another one: Mara puts a changed file forward, Elias reads what it changes and agrees,
// and both see from when it holds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { foundedPlan, startFounded } from "../support/server.mjs";
import { accept, open, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, isoDay, weekendAhead } from "../support/words.mjs";

const running = suite(startFounded);
const ELIAS = { name: "Elias", email: "elias@example.org", password: "a kettle on the quiet stove" };
const { saturday } = weekendAhead();

/** The same plan from Saturday on, with one clause that says something else. */
function changedPlan() {
  const changes = [
    ["from = 2026-02-15", `from = ${isoDay(saturday)}`],
    ["Cato changes home after two, two and three nights", "Cato changes home later in the day, after two, two and three nights"],
  ];
  return changes.reduce((text, [old, now]) => {
    assert.ok(text.includes(old), old);
    return text.replace(old, now);
  }, foundedPlan());
}

async function joinAndAgree(t) {
  const page = await visit(t, running.browser, running.server, { name: "Elias joins" });
  await page.goto(running.server.invitation);
  await page.getByLabel(WORDS.en.email).fill(ELIAS.email);
  await page.getByLabel(WORDS.en.choosePassword).fill(ELIAS.password);
  await page.getByLabel(WORDS.en.again).fill(ELIAS.password);
  await page.getByRole("button", { name: WORDS.en.join }).click();
  await page.getByRole("region", { name: WORDS.en.waits }).getByRole("link").first().click();
  await accept(page);
  await page.getByText(WORDS.en.agreed).first().waitFor();
  // The page still follows the record, and the server is about to stop.
  await page.goto("/safety");
}

test("a second version of the plan is read, agreed to, and holds from its own day", async (t) => {
  const { browser, server } = running;
  await joinAndAgree(t);
  assert.match(await server.propose(changedPlan()), new RegExp(`it holds from ${isoDay(saturday)}\\.`));

  const elias = await visit(t, browser, server, { name: "Elias" });
  await signIn(elias, ELIAS);
  await open(elias, "proposals");
  await elias.getByRole("link", { name: /Parenting plan of Mara and Elias/ }).first().click();
  await elias.getByText(WORDS.en.wouldHold).first().waitFor();
  await checkPage(elias, "en", "pages/versions/proposal");
  const proposal = elias.url();
  await elias.getByRole("link", { name: WORDS.en.readPlan }).click();
  const changes = elias.getByRole("region", { name: WORDS.en.whatChanges });
  await changes.getByText("later in the day").waitFor();
  assert.equal(await changes.getByRole("listitem").count(), 1, "one clause changes");
  await checkPage(elias, "en", "pages/versions/offered-plan");
  await elias.goto(proposal);
  await accept(elias);
  await elias.getByText(WORDS.en.agreed).first().waitFor();

  await elias.goto("/plan");
  await elias.getByText(WORDS.en.anotherVersion).waitFor();
  assert.equal(
    await elias.getByRole("region", { name: WORDS.en.versions }).getByRole("link").count(), 2, "both versions are listed");
  await checkPage(elias, "en", "pages/versions/plan");

  const mara = await visit(t, browser, server, { name: "Mara", colorScheme: "dark" });
  await signIn(mara, server.people.mara);
  await mara.goto("/plan");
  await mara.getByRole("button", { name: WORDS.en.menu, exact: true }).click();
  await mara.getByRole("button", { name: WORDS.en.otherLanguage }).click();
  await mara.getByText(WORDS.nl.anotherVersion).waitFor();
  await checkPage(mara, "nl", "pages/versions/plan-nl");
  await mara.getByRole("link", { name: WORDS.nl.readVersion }).click();
  await mara.getByRole("region", { name: WORDS.nl.whatChanges }).waitFor();
  await checkPage(mara, "nl", "pages/versions/version-nl");
});
