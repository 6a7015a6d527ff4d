// Every page, at both widths, light and dark, in both languages: accessible, never wider than the screen,
// and photographed for the eye.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { open, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();

const PLACES = ["today", "calendar", "proposals", "plan", "record"];
const LOOKS = [
  { viewport: PHONE, colorScheme: "light", locale: "en" },
  { viewport: PHONE, colorScheme: "dark", locale: "nl" },
  { viewport: DESK, colorScheme: "dark", locale: "en" },
  { viewport: DESK, colorScheme: "light", locale: "nl" },
];

for (const look of LOOKS) {
  const { viewport, colorScheme, locale } = look;
  const name = `${viewport.width}-${colorScheme}-${locale}`;

  test(`pages at ${viewport.width}, ${colorScheme}, ${locale}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await page.goto("/sign-in");
    await checkPage(page, locale, `pages/${name}/sign-in`);

    await signIn(page, running.server.people.mara, locale);
    for (const place of PLACES) {
      await open(page, place, locale);
      await checkPage(page, locale, `pages/${name}/${place}`);
    }

    const paths = ["/proposals/new", "/calendar?view=week", "/calendar?view=agenda", "/nothing-here"];
    await page.goto("/proposals");
    const proposal = page.getByRole("main").locator("a[href^='/proposals/']:not([href*='new'])").first();
    assert.ok(await proposal.count(), "the demo family has proposals");
    paths.push(await proposal.getAttribute("href"));
    for (const path of paths) {
      await page.goto(path);
      const file = path.replaceAll(/[^a-z]+/g, "-").slice(1, 24);
      await checkPage(page, locale, `pages/${name}/${file}`);
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
