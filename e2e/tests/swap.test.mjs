// The main story: two parents sign in, one asks to swap a weekend, the other answers, and both see the
// same afterwards. Told with script and without.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PHONE, visit } from "../support/browser.mjs";
import {
  accept, carersOf, decline, fillSwap, openWhatWaits, propose, record, signIn, withdraw,
} from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, weekendAhead } from "../support/words.mjs";

const running = suite();
const { saturday, sunday } = weekendAhead();
const other = { Mara: "Elias", Elias: "Mara" };

async function bothSignedIn(t, settings = {}) {
  const { browser, server } = running;
  const mara = await visit(t, browser, server, { viewport: PHONE, name: "Mara", ...settings });
  const elias = await visit(t, browser, server, { viewport: DESK, colorScheme: "dark", name: "Elias", ...settings });
  await signIn(mara, server.people.mara);
  await signIn(elias, server.people.elias);
  return { mara, elias };
}

/** A swap of the whole weekend for one child, to whoever does not have that child then. */
async function weekendFor(page, child, reason) {
  const [now] = await carersOf(page, child, sunday);
  return { children: [child], to: other[now], from: saturday, until: sunday, reason };
}

/** Mara asks, Elias agrees; both calendars and both records follow. */
async function swapIsAgreed({ mara, elias }, child, reason) {
  const swap = await weekendFor(mara, child, reason);
  const path = await propose(mara, swap);
  assert.notEqual((await carersOf(elias, child, sunday))[0], swap.to, "nothing changes before the answer");
  await openWhatWaits(elias, path, reason);
  await accept(elias);
  await elias.getByText(WORDS.en.agreed).first().waitFor();
  for (const page of [mara, elias]) {
    assert.equal((await carersOf(page, child, sunday))[0], swap.to, "the calendar shows what was agreed");
    assert.match(await record(page), /accepted/i);
  }
  assert.equal(await record(mara), await record(elias), "both read the same record");
}

for (const script of [true, false]) {
  test(`a weekend is swapped ${script ? "with" : "without"} script`, async (t) => {
    const child = script ? "Noor" : "Sam";
    const people = await bothSignedIn(t, { script });
    await swapIsAgreed(people, child, `Grandmother is here, and ${child} would like to see her.`);
  });
}

test("an answer can be another proposal, which the first parent then accepts", async (t) => {
  const { mara, elias } = await bothSignedIn(t);
  const reason = "Cato has a birthday party nearby.";
  const swap = await weekendFor(mara, "Cato", reason);
  const path = await propose(mara, swap);
  await openWhatWaits(elias, path, reason);
  await elias.getByRole("link", { name: WORDS.en.counter, exact: true }).click();
  const instead = "Until Sunday noon would suit us.";
  await fillSwap(elias, { ...swap, untilTime: "12:00", reason: instead });
  await elias.getByRole("button", { name: WORDS.en.preview }).click();
  await elias.getByRole("button", { name: WORDS.en.send }).click();
  await openWhatWaits(mara, path, instead);
  await accept(mara);
  await mara.getByText(WORDS.en.agreed).first().waitFor();
  assert.equal((await carersOf(elias, "Cato", sunday))[0], swap.to);
});

test("a declined proposal leaves the plan as it is", async (t) => {
  const { mara, elias } = await bothSignedIn(t);
  const reason = "The museum has a day for toddlers.";
  const before = await carersOf(mara, "Pim", sunday);
  const path = await propose(mara, await weekendFor(mara, "Pim", reason));
  await openWhatWaits(elias, path, reason);
  await decline(elias, "We are with my parents that weekend.");
  await elias.getByText(WORDS.en.notAgreed).first().waitFor();
  assert.deepEqual(await carersOf(mara, "Pim", sunday), before);
  assert.match(await record(mara), /declined/i);
});

test("an answer counts when the person moves on while the device still signs it", async (t) => {
  const { mara, elias } = await bothSignedIn(t);
  const reason = "The pool has a slide again.";
  const path = await propose(mara, await weekendFor(mara, "Pim", reason));
  await openWhatWaits(elias, path, reason);
  await elias.getByRole("link", { name: WORDS.en.decline, exact: true }).click();
  await elias.getByLabel(WORDS.en.reason).fill("Not that weekend.");
  const asked = new Promise((resolve) => {
    elias.route(/./, (route) => {
      const body = route.request().postData() ?? "";
      return body.includes("device.step=prepare") ? resolve(route) : route.continue();
    });
  });
  await elias.getByRole("button", { name: WORDS.en.decline, exact: true }).click();
  await asked;
  await elias.goto("/");
  // The browser sends what it was handed on leaving; when that is answered, nobody is told.
  for (let looks = 0; looks < 50 && (await elias.getByText(WORDS.en.notAgreed).count()) === 0; looks += 1) {
    await elias.goto(path);
  }
  assert.match(await record(mara), /Not that weekend\./);
});

test("a withdrawn proposal can no longer be accepted", async (t) => {
  // With script the open page would show at once that it is withdrawn.
  const { mara, elias } = await bothSignedIn(t, { script: false });
  const reason = "A cousin might visit.";
  const before = await carersOf(mara, "Pim", sunday);
  const path = await propose(mara, await weekendFor(mara, "Pim", reason));
  await openWhatWaits(elias, path, reason);
  await mara.goto(path);
  await withdraw(mara);
  await mara.getByText(WORDS.en.withdrew).first().waitFor();
  await accept(elias);
  await elias.getByText(WORDS.en.notSent).first().waitFor();
  assert.deepEqual(await carersOf(elias, "Pim", sunday), before);
});
