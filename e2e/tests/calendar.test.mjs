// Month, week and list say the same, and lead to each other by plain links.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, visit } from "../support/browser.mjs";
import { signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, spokenDay } from "../support/words.mjs";

const running = suite();

const days = (page) => page.getByRole("region", { name: WORDS.en.oneByOne }).getByRole("heading", { level: 3 });

async function view(page, name) {
  await page.getByRole("main").getByRole("link", { name, exact: true }).click();
  await page.getByRole("link", { name, exact: true, current: true }).or(
    page.locator(`a[aria-current]:text-is("${name}")`)).first().waitFor();
}

/** A day as the family's clock has it now, moved by some days. */
function today(after = 0) {
  const said = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(new Date());
  const date = new Date(`${said}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + after);
  return date;
}

for (const script of [true, false]) {
  test(`week and list by plain links, ${script ? "with" : "without"} script`, async (t) => {
    const page = await visit(t, running.browser, running.server, { viewport: DESK, script });
    await signIn(page, running.server.people.mara);
    await page.goto("/calendar");

    await view(page, WORDS.en.week);
    assert.equal(await days(page).count(), 7);
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    await page.locator("a[rel=next]").click();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor({ state: "detached" });
    assert.equal(await days(page).count(), 7);
    await page.locator("a[rel=prev]").click();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();

    await view(page, WORDS.en.list);
    await page.getByRole("main").getByRole("link", { name: WORDS.en.today }).click();
    await days(page).getByText(`${spokenDay(today())} · today`).waitFor();
    const listed = await days(page).allInnerTexts();
    assert.equal(listed.length, 14);
    assert.equal(listed[0], `${spokenDay(today())} · today`);
    assert.equal(listed[1], spokenDay(today(1)));

    await page.getByRole("link", { name: WORDS.en.openDay }).nth(1).click();
    await page.getByRole("heading", { level: 2, name: spokenDay(today(1)) }).waitFor();
    await page.getByRole("heading", { name: WORDS.en.whyThisDay }).waitFor();
  });
}

test("the next handover on Today stands in the list too", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.elias);
  const next = page.getByRole("region", { name: WORDS.en.next });
  const at = await next.locator("time").first().getAttribute("datetime");
  await page.goto("/calendar?view=agenda");
  const [, clock] = at.split("T");
  const day = page.getByRole("listitem").filter({
    has: page.getByRole("heading", { level: 3, name: spokenDay(new Date(`${at}Z`)) }),
  });
  await day.getByText(clock, { exact: true }).first().waitFor();
});

test("every clause that a day names stands in the plan", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.elias);
  await page.goto("/calendar");
  const clause = page.locator("#day .clause-ref").first();
  const said = await clause.innerText();
  await clause.click();
  const id = new URL(page.url()).hash.slice(1);
  await page.locator(`[id="${id}"]`).waitFor();
  assert.equal(`Clause ${id.replace("clause-", "")}`, said);
});
