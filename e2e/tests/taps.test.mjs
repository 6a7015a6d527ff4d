// How much a swap asks of a parent's hands: taps and typed fields counted from Today, and the same with the keyboard
// alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, visit } from "../support/browser.mjs";
import { finger, signIn, tabTo } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, spokenDay, weekendAhead } from "../support/words.mjs";

const running = suite();

const button = (page, name) => page.getByRole("button", { name, exact: true });

async function sendFromForm(page, by) {
  await by.tap(page, button(page, WORDS.en.preview));
  await by.tap(page, button(page, WORDS.en.send));
  await page.waitForURL(/\/proposals\/(?!new)[^/?]+(\?|$)/);
}

test("a swap of the next stay takes three taps from Today, and nothing is typed", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  const by = finger();
  await by.tap(page, page.getByRole("region", { name: WORDS.en.next }).getByRole("link", { name: WORDS.en.propose }));
  await sendFromForm(page, by);
  assert.deepEqual([by.taps, by.fields], [3, 0]);
});

test("a swap of another day takes one tap more, and nothing is typed", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.elias);
  const by = finger();
  // The last day that Today shows: Sunday, from Friday on that of the next week.
  const { sunday } = weekendAhead();
  if (![5, 6].includes(new Date().getDay())) sunday.setUTCDate(sunday.getUTCDate() - 7);
  const week = page.getByRole("region", { name: WORDS.en.thisWeek });
  await by.tap(page, week.getByRole("link", { name: new RegExp(`^${spokenDay(sunday)}\\b`) }));
  await by.tap(page, page.getByRole("link", { name: WORDS.en.propose }).first());
  await sendFromForm(page, by);
  assert.deepEqual([by.taps, by.fields], [4, 0]);
});

test("an answer takes three taps from Today, and nothing is typed", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.elias);
  const by = finger();
  await by.tap(page, page.getByRole("region", { name: WORDS.en.waits }).locator("a[href^='/proposals/']").first());
  await by.tap(page, button(page, WORDS.en.accept));
  await by.tap(page, button(page, WORDS.en.confirm));
  await page.getByText(WORDS.en.agreed).first().waitFor();
  assert.deepEqual([by.taps, by.fields], [3, 0]);
});

test("the keyboard alone proposes a swap and answers it", async (t) => {
  const { browser, server } = running;
  const reason = "We would like to see the lights in the park.";
  const mara = await visit(t, browser, server, { name: "Mara", viewport: DESK });
  await signIn(mara, server.people.mara);
  await mara.goto("/today");
  await tabTo(mara, mara.getByRole("link", { name: WORDS.en.skip }), 1);
  await mara.goto("/calendar");
  const day = mara.getByRole("link", { name: new RegExp(`^${spokenDay(weekendAhead().saturday)}\\b`) });
  if ((await day.count()) === 0) {
    await tabTo(mara, mara.locator("a[rel=next]"));
    await mara.keyboard.press("Enter");
  }
  await tabTo(mara, day);
  await mara.keyboard.press("Enter");
  await mara.getByRole("heading", { level: 2, name: spokenDay(weekendAhead().saturday) }).waitFor();
  await tabTo(mara, mara.getByRole("link", { name: WORDS.en.propose }).first());
  await mara.keyboard.press("Enter");
  await tabTo(mara, mara.getByLabel(WORDS.en.why));
  await mara.keyboard.type(reason);
  await tabTo(mara, button(mara, WORDS.en.preview));
  await mara.keyboard.press("Enter");
  await tabTo(mara, button(mara, WORDS.en.send));
  await mara.keyboard.press("Space");
  await mara.waitForURL(/\/proposals\/(?!new)[^/?]+(\?|$)/);
  const path = new URL(mara.url()).pathname;

  const elias = await visit(t, browser, server, { name: "Elias" });
  await signIn(elias, server.people.elias);
  await tabTo(elias, elias.getByRole("region", { name: WORDS.en.waits }).locator(`a[href="${path}"]`));
  await elias.keyboard.press("Enter");
  await elias.getByText(reason).waitFor();
  await tabTo(elias, button(elias, WORDS.en.accept));
  await elias.keyboard.press("Enter");
  await tabTo(elias, button(elias, WORDS.en.confirm));
  await elias.keyboard.press("Enter");
  await elias.getByText(WORDS.en.agreed).first().waitFor();
});
