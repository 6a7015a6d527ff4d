// Every page, at both widths, light and dark, in both languages: accessible, never wider than the screen,
// and photographed for the eye. Then on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, screenshot, visit } from "../support/browser.mjs";
import { checkNoSidewaysScroll, checkPage } from "../support/checks.mjs";
import { open, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();

const PLACES = ["today", "calendar", "proposals", "plan", "record"];
const OTHERS = [
  "/proposals/new", "/calendar?view=week", "/calendar?view=agenda", "/calendar?month=2031-02", "/record?at=3",
  "/invitation", "/nothing-here",
];

for (const look of LOOKS) {
  const { locale, name } = look;

  test(`places, ${name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await page.goto("/sign-in");
    await checkPage(page, locale, `pages/${name}/sign-in`);

    await signIn(page, running.server.people.mara, locale);
    for (const place of PLACES) {
      await open(page, place, locale);
      await checkPage(page, locale, `pages/${name}/${place}`);
    }
    for (const path of OTHERS) {
      await page.goto(path);
      await checkPage(page, locale, `pages/${name}/${path.replaceAll(/[^a-z0-9]+/g, "-").slice(1)}`);
    }
  });
}

test("on paper there are no places, no buttons, and nothing is cut off", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: { width: 718, height: 1016 } });
  await signIn(page, running.server.people.mara);
  await page.emulateMedia({ media: "print" });
  for (const place of PLACES) {
    await page.goto(`/${place}`);
    assert.equal(await page.getByRole("navigation", { name: "Main" }).isVisible(), false, place);
    // An entry's number is a button too, and belongs on paper.
    const buttons = await page.getByRole("button").filter({ visible: true }).allInnerTexts();
    assert.deepEqual(buttons.filter((name) => !WORDS.en.recorded.test(name)), [], place);
    await checkNoSidewaysScroll(page);
    await screenshot(page, `pages/paper/${place}`);
  }
});
