// What people do here, step by step, as the tests tell it.

import assert from "node:assert/strict";
import { WORDS, isoDay, spokenDay } from "./words.mjs";

/** Signs in at a door in one language and waits for Today, which may be in the one the person chose. */
export async function signIn(page, person, language = "en", chosen = language) {
  const words = WORDS[language];
  await page.goto("/sign-in");
  await page.getByLabel(words.email).fill(person.email);
  await page.getByLabel(words.password).fill(person.password);
  await page.getByRole("button", { name: words.signIn, exact: true }).click();
  await page.getByRole("link", { name: WORDS[chosen].calendar }).first().waitFor({ state: "attached" });
  assert.match(new URL(page.url()).pathname, /^\/(today)?$/);
}

/** Opens one of the main places by its link, as a person does. */
export async function open(page, place, language = "en") {
  const inBar = page.getByRole("navigation", { name: /^(Main|Hoofdmenu)$/ })
    .getByRole("link", { name: WORDS[language][place] });
  if (await inBar.isVisible()) {
    await inBar.click();
    return;
  }
  // The bar under the thumb has room for five; the others are in the menu.
  await page.getByRole("button", { name: /^Menu$/ }).click();
  await page.locator("#menu").getByRole("link", { name: WORDS[language][place] }).click();
}

/** Opens the calendar and turns the pages until the day is there; returns the day's link. */
export async function dayInCalendar(page, date) {
  await page.goto("/calendar");
  const day = page.getByRole("link", { name: new RegExp(`^${spokenDay(date)}\\b`) }).first();
  for (let months = 0; months < 2 && (await day.count()) === 0; months += 1) {
    await page.locator("a[rel=next]").first().click();
    await page.waitForLoadState();
  }
  await day.waitFor();
  return day;
}

/** Who has the child on that day, in the order of the day, as the day's link says it. */
export async function carersOf(page, child, date) {
  return carersSaid(await (await dayInCalendar(page, date)).innerText(), child);
}

/** Who has the child by the words of a day's link, in the order of the day. */
export function carersSaid(words, child) {
  const sentence = words.split(/\.\s/).find((part) => part.includes(child) && part.includes("with"));
  assert.ok(sentence, `nothing about ${child} in: ${words}`);
  return [...sentence.matchAll(/with (Mara|Elias)/g)].map((match) => match[1]);
}

/**
 * Proposes a swap from a day in the calendar, looks at what would change, sends it, and returns the
 * proposal's path. `swap`: children (those who move), to (a parent's name), from and until (days), reason.
 */
export async function propose(page, swap) {
  const day = await dayInCalendar(page, swap.from);
  await day.click();
  await page.getByRole("link", { name: WORDS.en.propose }).first().click();
  await fillSwap(page, swap);
  await page.getByRole("button", { name: WORDS.en.preview }).click();
  await page.getByRole("button", { name: WORDS.en.send }).click();
  // A device signs before it sends, so the form's own address may still be there for a moment.
  await page.waitForURL((url) => /^\/proposals\/(?!new$)[^/]+$/.test(url.pathname));
  return new URL(page.url()).pathname;
}

/**
 * Fills in the first change of a swap form, whatever stood there. Its fields repeat for further changes
 * under the same labels, so they are found by their documented names.
 */
export async function fillSwap(page, { children, to, from, until, untilTime = "18:00", reason }) {
  const field = (name) => page.locator(`[name="m1-${name}"]`);
  for (const box of await field("child").all()) {
    await box.setChecked(children.map((child) => child.toLowerCase()).includes(await box.inputValue()));
  }
  await field("to").and(page.getByLabel(to)).check();
  await field("start-day").fill(isoDay(from));
  await field("start-time").fill("10:00");
  await field("end-day").fill(isoDay(until));
  await field("end-time").fill(untilTime);
  await page.getByLabel(WORDS.en.why).fill(reason);
}

/** Finds the proposal under what waits for an answer on Today, opens it, and sees the other's reason. */
export async function openWhatWaits(page, path, reason) {
  await page.goto("/");
  const section = page.getByRole("region", { name: WORDS.en.waits });
  await section.locator(`a[href="${path}"]`).click();
  await page.getByText(reason).first().waitFor();
}

/** Accepts the proposal on the page, which asks once more. */
export async function accept(page) {
  await page.getByRole("button", { name: WORDS.en.accept, exact: true }).click();
  await page.getByRole("button", { name: WORDS.en.confirm, exact: true }).click();
}

/** Withdraws the proposal on the page, which asks once more with the same word. */
export async function withdraw(page) {
  const button = page.getByRole("button", { name: WORDS.en.withdraw, exact: true });
  await button.click();
  await button.nth(1).click();
}

/** Declines the proposal on the page, with a reason, and waits until the page says so. */
export async function decline(page, reason) {
  await page.getByRole("link", { name: WORDS.en.decline, exact: true }).click();
  await page.getByLabel(WORDS.en.reason).fill(reason);
  await page.getByRole("button", { name: WORDS.en.decline, exact: true }).click();
  await page.getByText(WORDS.en.notAgreed).first().waitFor();
}

/** All the text of the newest entries on the record that both parents see. */
export async function record(page, language = "en") {
  await page.goto("/record");
  return page.getByRole("region", { name: WORDS[language].sharedRecord }).innerText();
}

/** Signs out with the button, which stands in the menu or on the page. */
export async function signOut(page, language = "en") {
  const words = WORDS[language];
  const button = page.getByRole("button", { name: words.signOut, includeHidden: true });
  if (!(await button.first().isVisible())) {
    await page.getByRole("button", { name: words.menu }).click();
  }
  await button.first().click();
  await page.waitForURL(/\/sign-in/);
}

/** A finger: what it taps and the fields it types in are counted. */
export function finger() {
  const self = { taps: 0, fields: 0 };
  self.tap = (_, element) => { self.taps += 1; return element.click(); };
  self.type = (_, field, text) => { self.fields += 1; return field.fill(text); };
  self.day = self.type;
  self.choose = (page, radio) => self.tap(page, radio);
  return self;
}

/** Presses Tab until the element has the focus; wherever the focus is on the way, it can be seen. */
export async function tabTo(page, element, most = 80) {
  await element.waitFor();
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { drawn: outlineStyle !== "none", width: parseFloat(outlineWidth), where: document.activeElement.outerHTML };
    });
    const body = ring.where.startsWith("<body");
    assert.ok(body || (ring.drawn && ring.width >= 2), `no focus to be seen on ${ring.where.slice(0, 120)}`);
    if (await element.evaluate((node) => node === document.activeElement)) return;
  }
  assert.fail(`not reached with ${most} presses of Tab on ${page.url()}`);
}
