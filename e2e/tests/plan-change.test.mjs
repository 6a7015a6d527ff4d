// A change of the plan is put forward from its page: wrong text is named with its line and kept, what would change is
// shown before anything is sent, and it is sent with the keyboard, on a phone, and without script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";

const running = suite();

const text = (page) => page.locator("textarea").first();
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Opens the page from the plan, and gives the text of the plan in force. */
async function open(page) {
  await page.goto("/plan");
  await page.getByRole("link", { name: "Propose a change" }).click();
  await page.getByRole("heading", { level: 1, name: "Propose a change to the plan" }).waitFor();
  return text(page).inputValue();
}

for (const script of [true, false]) {
  test(`a change of the plan is looked at and sent, ${script ? "with" : "without"} script`, async (t) => {
    const page = await visit(t, running.browser, running.server, { viewport: PHONE, script, name: `script ${script}` });
    await signIn(page, running.server.people.mara);
    const plan = await open(page);
    assert.ok(plan.includes('zone = "Europe/Amsterdam"'));
    const check = (name) => script ? checkPage(page, "en", name) : Promise.resolve();
    await check("pages/plan-change");

    await text(page).fill(plan.replace('zone = "Europe/Amsterdam"', "zone = Amsterdam"));
    await button(page, "Check and look at what changes").click();
    await page.getByText(/Line 3, column \d+:/).first().waitFor();
    assert.ok((await text(page).inputValue()).includes("zone = Amsterdam"), "what was typed is kept");
    await check("pages/plan-change-wrong");

    await text(page).fill(plan);
    await button(page, "Check and look at what changes").click();
    await page.getByText("Nothing would change").first().waitFor();

    const later = script ? "08:45" : "08:40";
    await text(page).fill(plan.replaceAll("08:30", later));
    await button(page, "Check and look at what changes").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What changes" }).waitFor();
    await check("pages/plan-change-preview");
    await button(page, "Send the proposal").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => /^\/proposals\/[0-9a-f]+$/.test(url.pathname));
    await page.getByText("Elias has not answered yet.").first().waitFor();
  });
}
