// How care went: one tap on Today says that a handover took place, a note with a medicine reaches the other
// parent, two accounts stand side by side, and a place is told only by who chooses to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { startDemo, startFounded } from "../support/server.mjs";
import { accept, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const ZONE = "Europe/Amsterdam";
const HALF_AN_HOUR_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const WEEKDAYS = { Mon: "mon", Tue: "tue", Wed: "wed", Thu: "thu", Fri: "fri", Sat: "sat", Sun: "sun" };

/** The parts of a moment by the family's clock. */
function parts(date) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE, weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
}

/** `tue 14:05`, as a plan writes a moment of the week. */
function weekMoment(date) {
  const { weekday, hour, minute } = parts(date);
  return `${WEEKDAYS[weekday]} ${hour}:${minute}`;
}

/** A plan by which Noor went to Elias half an hour ago, and comes back in five hours and a half. */
function planAround(now) {
  const begins = new Date(now - HALF_AN_HOUR_MS);
  const ends = new Date(now + 11 * HALF_AN_HOUR_MS);
  const { year, month, day } = parts(new Date(now - 30 * DAY_MS));
  return `edition = 1
title = "A plan around now"
zone = "${ZONE}"
from = ${year}-${month}-${day}

[[parent]]
id = "mara"
name = "Mara"
letter = "M"

[[parent]]
id = "elias"
name = "Elias"
letter = "E"

[[child]]
id = "noor"
name = "Noor"
born = 2019-03-04

[handover]
place = { en = "The school gate", nl = "Het hek van de school" }
brings = "giver"

[[clause]]
id = "home"
title = { en = "Home", nl = "Thuis" }
sentence = { en = "Noor lives with Mara.", nl = "Noor woont bij Mara." }
always = "mara"

[[clause]]
id = "visit"
title = { en = "Visits", nl = "Bezoek" }
sentence = { en = "Every week Noor is with Elias for some hours.", nl = "Elke week is Noor een paar uur bij Elias." }
weekly = { parent = "elias", windows = ["${weekMoment(begins)} - ${weekMoment(ends)}"] }
`;
}

const ELIAS = { email: "elias@example.org", password: "a kettle on the quiet stove" };
const running = suite(() => startFounded(planAround(Date.now())));
const demo = suite(startDemo);

const TELLS = {
  en: {
    section: "Recent handovers",
    asAgreed: "It took place as agreed",
    title: "How it went",
    recorded: /It is on the record, as no\./,
    otherwise: "Another time, some of the children, or a note",
    differ: /You two tell this differently\./,
    didNot: "It did not take place",
  },
};

async function elias(t, settings = {}) {
  const page = await visit(t, running.browser, running.server, { viewport: DESK, name: "Elias", ...settings });
  await signIn(page, ELIAS);
  return page;
}

test("the parents begin with a plan by which a handover was half an hour ago", async (t) => {
  const page = await visit(t, running.browser, running.server, { name: "Elias" });
  await page.goto(running.server.invitation);
  await page.getByLabel(WORDS.en.email).fill(ELIAS.email);
  await page.getByLabel(WORDS.en.choosePassword).fill(ELIAS.password);
  await page.getByLabel(WORDS.en.again).fill(ELIAS.password);
  await page.getByRole("button", { name: WORDS.en.join }).click();
  await page.getByRole("region", { name: WORDS.en.waits }).getByRole("link").first().click();
  await accept(page);
  await page.getByText(WORDS.en.agreed).first().waitFor();
});

test("one tap on Today says that it took place, and a second page tells the other parent the note", async (t) => {
  const mara = await visit(t, running.browser, running.server, { viewport: PHONE, name: "Mara" });
  await signIn(mara, running.server.people.mara);
  const section = mara.getByRole("region", { name: TELLS.en.section });
  await checkPage(mara, "en", "care/today-asks");
  await section.getByRole("button", { name: TELLS.en.asAgreed }).click();
  await mara.getByText(TELLS.en.recorded).waitFor();
  await checkPage(mara, "en", "care/told");
  // The check leaves empty style attributes on hidden fields.
  await mara.reload();

  await mara.getByText(TELLS.en.otherwise).click();
  await mara.getByLabel("Last meal").fill("Soup and bread at twelve");
  const medicine = mara.getByRole("group", { name: "Medicine 1" });
  await medicine.getByLabel("Which").fill("Paracetamol");
  await medicine.getByLabel("How much").fill("5 ml");
  const { year, month, day } = parts(new Date());
  await medicine.getByLabel("When").fill(`${year}-${month}-${day}T00:05`);
  await checkPage(mara, "en", "care/note");
  await mara.getByRole("button", { name: "Tell it" }).click();
  // The confirmation of the first account stands on the page already; only the note's words are new.
  await mara.getByText(/Paracetamol, 5 ml/).waitFor();
  await mara.goto("/today");
  assert.equal(await section.count(), 0, "who told is not asked any more");

  const other = await elias(t);
  await other.goto("/today");
  const told = other.getByRole("region", { name: TELLS.en.section });
  await told.getByText("Mara tells:").waitFor();
  await told.getByText(/Paracetamol, 5 ml/).waitFor();
  await checkPage(other, "en", "care/today-told");
});

test("without script the other parent tells another time; both stand side by side", async (t) => {
  const page = await elias(t, { script: false, viewport: PHONE });
  await page.goto("/care");
  await page.getByRole("link", { name: "More about this" }).first().click();
  assert.equal(await page.getByRole("button", { name: "Add about where I am" }).isVisible(), false);
  await page.getByText(TELLS.en.otherwise).click();
  const field = page.getByLabel("When did the children pass?");
  const agreed = await field.inputValue();
  const [date, clock] = agreed.split("T");
  const minutes = Number(clock.slice(3));
  await field.fill(`${date}T${clock.slice(0, 3)}${String(minutes === 0 ? 1 : minutes - 1).padStart(2, "0")}`);
  await page.getByRole("button", { name: "Tell it" }).click();
  await page.getByText(TELLS.en.recorded).waitFor();
  await page.getByText(TELLS.en.differ).waitFor();
  const accounts = await page.getByRole("main").innerText();
  assert.ok(accounts.indexOf("Mara tells:") < accounts.indexOf("Elias tells:"), "side A stands first");

  const mara = await visit(t, running.browser, running.server, { viewport: PHONE, name: "Mara" });
  await signIn(mara, running.server.people.mara);
  await mara.goto("/care");
  await mara.getByText(TELLS.en.differ).first().waitFor();
  await checkPage(mara, "en", "care/differ");
});

test("a place is asked of the device on a tap, made coarse, shown, and left out again", async (t) => {
  const page = await elias(t, { viewport: PHONE });
  const context = page.context();
  await context.grantPermissions(["geolocation"], { origin: running.server.origin });
  await context.setGeolocation({ latitude: 52.090_737, longitude: -5.121_42 });
  await page.goto("/care");
  await page.getByRole("link", { name: "More about this" }).first().click();
  await page.getByText(TELLS.en.otherwise).click();
  const value = (name) => page.locator(`input[name="${name}"]`).inputValue();
  assert.deepEqual([await value("north"), await value("east")], ["", ""], "nothing before the tap");
  await page.getByRole("button", { name: "Add about where I am" }).click();
  await page.getByText("52.09, -5.12").waitFor();
  assert.deepEqual([await value("north"), await value("east")], ["5209", "-512"], "nothing finer is in the form");
  await checkPage(page, "en", "care/place");
  await page.getByRole("button", { name: "Leave it out" }).click();
  assert.deepEqual([await value("north"), await value("east")], ["", ""]);
  await page.getByRole("button", { name: "Add about where I am" }).click();
  await page.getByText("52.09, -5.12").waitFor();
  await page.getByRole("button", { name: "Tell it" }).click();
  await page.getByText("About here: 52.09, -5.12").waitFor();
});

for (const look of LOOKS) {
  const { locale, name } = look;

  test(`what the demo family told, ${name}`, async (t) => {
    const page = await visit(t, demo.browser, demo.server, look);
    await signIn(page, demo.server.people.mara, locale);
    await page.goto("/care");
    await checkPage(page, locale, `pages/${name}/care`);
    const links = page.getByRole("main").locator("a[href^='/care/handover'], a[href^='/care/missed?']");
    const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const told = [...new Set(paths)];
    assert.ok(told.length > 4, "the demo family told of some care");
    for (const [place, path] of [told[0], told.at(-1), told.find((one) => one.includes("missed?")), "/care/missed"].entries()) {
      await page.goto(path);
      await checkPage(page, locale, `pages/${name}/care-${place}`);
    }
    await page.goto("/care?period=year");
    await checkPage(page, locale, `pages/${name}/care-year`);
  });
}

test("a form with mistakes says so, keeps what was typed, and stays accessible", async (t) => {
  const page = await visit(t, demo.browser, demo.server);
  await signIn(page, demo.server.people.elias);
  await page.goto("/care/missed");
  await page.getByLabel("Why?").fill("A reason that must not be lost.");
  await page.getByRole("button", { name: "Tell it" }).click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByLabel("Why?").inputValue(), "A reason that must not be lost.");
  await checkPage(page, "en", "care/form-with-mistakes");
});
