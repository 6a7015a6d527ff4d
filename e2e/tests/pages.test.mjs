// Every page, at both widths, light and dark, in both languages: accessible, never wider than the screen,
// and photographed for the eye. Then on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PHONE, screenshot, visit } from "../support/browser.mjs";
import { checkAccessible, checkNoSidewaysScroll, checkPage } from "../support/checks.mjs";
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
const OTHERS = [
  "/proposals/new", "/calendar?view=week", "/calendar?view=agenda", "/calendar?month=2031-02", "/record?at=3",
  "/invitation", "/nothing-here",
];

const fileOf = (path) => path.replaceAll(/[^a-z0-9]+/g, "-").slice(1);

/** The paths of all proposals; of the first one that waits for the reader also its forms. */
async function proposals(page) {
  await page.goto("/proposals");
  const paths = [];
  for (const link of await page.getByRole("main").locator("a[href^='/proposals/']:not([href$='new'])").all()) {
    paths.push(await link.getAttribute("href"));
  }
  assert.ok(paths.length > 3, "the demo family has proposals");
  const [asked] = paths;
  return [`${asked}/counter`, `${asked}/decline`, ...paths];
}

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
    for (const path of OTHERS) {
      await page.goto(path);
      await checkPage(page, locale, `pages/${name}/${fileOf(path)}`);
    }
    for (const [place, path] of (await proposals(page)).entries()) {
      await page.goto(path);
      await checkPage(page, locale, `pages/${name}/proposal-${place}`);
    }
    await page.goto("/proposals/new");
    await page.locator("button[value=preview]").click();
    await checkPage(page, locale, `pages/${name}/preview`);
  });

  test(`what opens over a page at ${viewport.width}, ${colorScheme}, ${locale}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.mara, locale);
    const [, , asked] = await proposals(page);
    for (const [path, target] of [["/today", "menu"], [asked, "accept"], ["/record", "proof-entry-3"]]) {
      await page.goto(path);
      await page.locator(`[popovertarget="${target}"]`).first().click();
      await page.locator(`[id="${target}"]`).waitFor({ state: "visible" });
      await checkAccessible(page);
      await checkNoSidewaysScroll(page);
      await screenshot(page, `pages/${name}/open-${target}`, { fullPage: false });
      await page.keyboard.press("Escape");
      await page.locator(`[id="${target}"]`).waitFor({ state: "hidden" });
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
    assert.equal(await page.getByRole("button").filter({ visible: true }).count(), 0, place);
    await checkNoSidewaysScroll(page);
    await screenshot(page, `pages/paper/${place}`);
  }
});

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
