// Proposals in every state, their forms, and what opens over a page: accessible, never wider than the
// screen, and photographed for the eye.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, screenshot, visit } from "../support/browser.mjs";
import { checkNoSidewaysScroll, checkPage, checkSheet } from "../support/checks.mjs";
import { signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();

/** The paths of all proposals, those that wait for the reader first. */
async function proposals(page) {
  await page.goto("/proposals");
  const links = page.getByRole("main").locator("a[href^='/proposals/']:not([href='/proposals/choose'])");
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.ok(paths.length > 3, "the demo family has proposals");
  return paths;
}

for (const look of LOOKS) {
  const { locale, name } = look;

  test(`proposals, ${name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.mara, locale);
    const all = await proposals(page);
    for (const [place, path] of [`${all[0]}/counter`, `${all[0]}/decline`, ...all].entries()) {
      await page.goto(path);
      await checkPage(page, locale, `pages/${name}/proposal-${place}`);
    }
    await page.goto("/proposals/new");
    await page.locator("button[value=preview]").click();
    await checkPage(page, locale, `pages/${name}/preview`);
  });

  test(`what opens over a page, ${name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.mara, locale);
    const [asked] = await proposals(page);
    for (const [path, target] of [["/today", "menu"], [asked, "accept"]]) {
      await page.goto(path);
      await page.locator(`[popovertarget="${target}"]`).first().click();
      const sheet = page.locator(`[id="${target}"]`);
      await sheet.waitFor({ state: "visible" });
      await checkSheet(page, sheet);
      await checkNoSidewaysScroll(page);
      await screenshot(page, `pages/${name}/open-${target}`, { fullPage: false });
      await page.keyboard.press("Escape");
      await sheet.waitFor({ state: "hidden" });
    }
  });
}

test("a form with mistakes says so, keeps what was typed, and stays accessible", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await page.goto("/proposals/new");
  await page.getByLabel(WORDS.en.why).fill("A reason that must not be lost.");
  await page.locator('[name="m1-start-day"]').fill("2030-01-02");
  await page.locator('[name="m1-end-day"]').fill("2030-01-01");
  await page.getByRole("button", { name: WORDS.en.preview }).click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByLabel(WORDS.en.why).inputValue(), "A reason that must not be lost.");
  await checkPage(page, "en", "pages/form-with-mistakes");
});
