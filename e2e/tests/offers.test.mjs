// Asking for time in several alternatives: on a phone in both languages, with the keyboard alone, and how a trip
// and what there is to choose look.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { signIn, tabTo } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, isoDay, weekendAhead } from "../support/words.mjs";

const running = suite();
const { saturday, sunday } = weekendAhead();

const SAID = {
  en: { choose: "Propose something", visit: /^Ask for time/, elias: /Elias: I offer time/, orElse: "Or else…",
    preview: "See it before you send", send: "Send the proposal", accept: "Accept", second: /Alternative 2/,
    confirm: "Confirm", agreed: /Agreed by both/ },
  nl: { choose: "Iets voorstellen", visit: /^Tijd vragen/, elias: /Bij Elias: ik bied tijd aan/, orElse: "Of anders…",
    preview: "Bekijken voordat je verstuurt", send: "Voorstel versturen", accept: "Akkoord", second: /Alternatief 2/,
    confirm: "Bevestigen", agreed: /Door jullie allebei afgesproken/ },
};

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** From the list of proposals to the empty form of a visit. */
async function openVisit(page, said) {
  await page.goto("/proposals");
  await page.getByRole("link", { name: said.choose, exact: true }).click();
  await page.getByRole("link", { name: said.visit }).click();
}

/** Fills in one alternative; its fields repeat under the same labels, so they are found by their names. */
async function stretch(page, place, day, from, until) {
  const field = (name) => page.locator(`[name="o${place}-${name}"]`);
  await field("start-day").fill(isoDay(day));
  await field("start-time").fill(from);
  await field("end-day").fill(isoDay(day));
  await field("end-time").fill(until);
}

test("the keyboard alone offers time", async (t) => {
  const { browser, server } = running;
  const said = SAID.en;
  const page = await visit(t, browser, server, { name: "keys" });
  await signIn(page, server.people.mara);
  await page.goto("/proposals");
  await tabTo(page, page.getByRole("link", { name: said.choose, exact: true }));
  await page.keyboard.press("Enter");
  const kind = page.getByRole("link", { name: said.visit });
  await kind.waitFor();
  await tabTo(page, kind);
  await page.keyboard.press("Enter");
  await button(page, said.preview).waitFor();
  await tabTo(page, button(page, said.preview));
  await page.keyboard.press("Enter");
  await button(page, said.send).waitFor();
  await tabTo(page, button(page, said.send));
  await page.keyboard.press("Space");
  await page.waitForURL((url) => /^\/proposals\/(?!new|choose)[^/]+$/.test(url.pathname));
  assert.ok(await page.getByText(WORDS.en.withdraw).count());
});

for (const look of LOOKS) {
  test(`the forms of offers look right: ${look.name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.elias, look.locale);
    const kinds = ["visit", "handover", "first-refusal", "holiday", "trip", "decision", "make-up"];
    for (const path of ["choose", ...kinds.map((kind) => `new/${kind}`)]) {
      await page.goto(`/proposals/${path}`);
      await checkPage(page, look.locale, `offer-${path.replace("/", "-")}-${look.name}`);
    }
  });
}
