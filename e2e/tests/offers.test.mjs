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
    confirm: "Confirm", agreed: /Agreed by both/,
    refused: /^Alternative 1 cannot be proposed like this\. Nothing would change/ },
  nl: { choose: "Iets voorstellen", visit: /^Tijd vragen/, elias: /Bij Elias: ik bied tijd aan/, orElse: "Of anders…",
    preview: "Bekijken voordat je verstuurt", send: "Voorstel versturen", accept: "Akkoord", second: /Alternatief 2/,
    confirm: "Bevestigen", agreed: /Door jullie allebei afgesproken/,
    refused: /^Alternatief 1 kan niet zo worden voorgesteld\./ },
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

/**
 * Mara offers Elias time with Pim. By the demo's plan Pim is with Elias from Saturday until Sunday 10:00, and then
 * with her: so both times of the offer are on a Sunday. `check` looks at a page under a name.
 */
async function offered(page, said, day, check) {
  await openVisit(page, said);
  await page.getByLabel(said.elias).check();
  for (const box of await page.locator("[name=child]").all()) {
    await box.setChecked((await box.inputValue()) === "pim");
  }
  // On Saturday Pim is with Elias already: that is said at its own fields, and the other time is kept.
  await stretch(page, 1, saturday, "17:00", "19:00");
  await page.getByText(said.orElse).click();
  await stretch(page, 2, day, "17:00", "19:00");
  await check(page, "form");
  await button(page, said.preview).click();
  await page.getByRole("alert").getByRole("link", { name: said.refused }).waitFor();
  assert.equal(await page.locator("[name=o1-start-day]").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("[name=o2-start-day]").getAttribute("aria-invalid"), null);
  assert.equal(await page.locator("[name=o2-end-time]").inputValue(), "19:00");
  await check(page, "refused");
  await stretch(page, 1, day, "12:00", "14:00");
  await button(page, said.preview).click();
  await button(page, said.send).waitFor();
  await check(page, "preview");
  await button(page, said.send).click();
  await page.waitForURL((url) => /^\/proposals\/(?!new|choose)[^/]+$/.test(url.pathname));
  return new URL(page.url()).pathname;
}

const WAYS = [{ language: "en", script: true }, { language: "nl", script: true }, { language: "en", script: false }];

for (const [weeks, { language, script }] of WAYS.entries()) {
  const how = `in ${language}, ${script ? "with" : "without"} script`;
  test(`time is offered on a phone and its second alternative taken, ${how}`, async (t) => {
    const { browser, server } = running;
    const said = SAID[language];
    const look = { viewport: PHONE, locale: language, script };
    // What looks at a page needs script in it.
    const check = async (page, name) => script && checkPage(page, language, `offer-${name}-${language}`);
    // Each on a Sunday of its own: what was agreed once changes nothing the second time.
    const day = new Date(sunday.getTime() + weeks * 7 * 24 * 60 * 60 * 1000);
    const mara = await visit(t, browser, server, { ...look, name: "mara" });
    await signIn(mara, server.people.mara, language);
    const path = await offered(mara, said, day, check);
    const elias = await visit(t, browser, server, { ...look, name: "elias" });
    await signIn(elias, server.people.elias, language);
    await elias.goto(path);
    await elias.getByRole("heading", { name: said.second }).waitFor();
    await button(elias, said.accept).click();
    await elias.locator("[name=alternative][value='2']").check();
    await button(elias, said.confirm).click();
    await elias.getByText(said.agreed).first().waitFor();
    await check(elias, "agreed");
  });
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
