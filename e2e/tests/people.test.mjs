// Letting people in: a grandparent by both, an own lawyer alone, what each sees, and the end of it; answering by a
// link without an account stands in first-run and site tests, since nobody in the demo family is without one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { accept, record, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();

/** A day some weeks from now, as a date field takes it. */
function weeks(count) {
  return new Date(Date.now() + count * 7 * 86_400_000).toISOString().slice(0, 10);
}

/** Comes with a link, in a browser of one's own. */
async function come(t, link, mail, look = { viewport: PHONE }) {
  const page = await visit(t, running.browser, running.server, look);
  await page.goto(link);
  await page.getByLabel(WORDS.en.email).fill(mail);
  await page.getByLabel(WORDS.en.choosePassword).fill("a quiet password of mine");
  await page.getByLabel(WORDS.en.again).fill("a quiet password of mine");
  await page.locator("form button[data-kind=main]").click();
  await page.getByRole("heading", { level: 1, name: /^Hello / }).waitFor();
  return page;
}

for (const look of LOOKS) {
  test(`letting people in, ${look.name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.mara, look.locale);
    for (const [name, path] of [["people", "/people"], ["people-new", "/people/new"], ["people-own", "/people/new/own"], ["families", "/families"]]) {
      await page.goto(path);
      await checkPage(page, look.locale, `pages/${look.name}/${name}`);
    }
  });
}

test("a grandparent is let in by both, sees the days of one child, and no more once one parent ends it", async (t) => {
  const mara = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(mara, running.server.people.mara);
  await mara.goto("/people");
  await mara.getByRole("link", { name: "Propose to let somebody in" }).click();
  await mara.getByRole("button", { name: /^Send to / }).click();
  await mara.getByRole("heading", { name: "Nothing was sent" }).waitFor();
  await checkPage(mara, "en", "people/not-sent");
  await mara.getByLabel("Name", { exact: true }).fill("Oma Truus");
  await mara.getByLabel("As what?").selectOption({ label: "grandparent" });
  for (const name of ["Sam", "Cato", "Pim"]) await mara.getByRole("checkbox", { name }).uncheck();
  await mara.getByRole("button", { name: /^Send to / }).click();
  await mara.getByRole("heading", { name: "Let in Oma Truus (grandparent)" }).waitFor();
  await checkPage(mara, "en", "people/proposed");
  const place = new URL(mara.url()).pathname;

  const elias = await visit(t, running.browser, running.server, { viewport: DESK });
  await signIn(elias, running.server.people.elias);
  await elias.goto(place);
  await accept(elias);
  await elias.getByText(WORDS.en.agreed).first().waitFor();

  await mara.goto("/people");
  await mara.getByRole("button", { name: "Make a link for Oma Truus" }).click();
  const link = await mara.locator("#link").inputValue();
  await checkPage(mara, "en", "people/link");
  const oma = await come(t, link, "truus@example.org");
  const before = await record(mara);
  assert.match(before, /Oma Truus, who was let in, has come/);
  await checkPage(oma, "en", "guest/home");
  await oma.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Calendar" }).click();
  await oma.getByRole("table").waitFor();
  await checkPage(oma, "en", "guest/calendar");
  const days = await oma.locator("main").innerText();
  assert.ok(days.includes("Noor") && !days.includes("Cato") && !days.includes("Propose"), days);
  for (const path of ["/plan", "/record", "/people", "/proposals"]) {
    const answer = await oma.goto(path);
    assert.equal(answer.status(), 404, path);
  }
  assert.equal(await record(mara), before, "looking leaves nothing on the record");

  await elias.goto("/people");
  await elias.getByRole("button", { name: "End it for Oma Truus" }).first().click();
  await elias.getByRole("button", { name: "End it now" }).click();
  await elias.getByText("Ended on").waitFor();
  assert.equal((await oma.goto("/calendar")).status(), 404);
  await oma.goto("/");
  await oma.getByText("This was ended on").waitFor();
  await checkPage(oma, "en", "guest/ended");
  await oma.getByRole("link", { name: "Close your account here" }).click();
  await oma.getByRole("heading", { level: 1, name: "Close your account here" }).waitFor();
  await checkPage(oma, "en", "guest/leave");
  await oma.getByRole("button", { name: "Close my account" }).click();
  await oma.getByText("Your account here is closed").waitFor();
  assert.match(await record(elias), /Oma Truus closed the own account/);
});

test("an own lawyer is let in alone, and looks only on the record of whoever let in", async (t) => {
  const mara = await visit(t, running.browser, running.server, { viewport: DESK });
  await signIn(mara, running.server.people.mara);
  const before = await record(mara);
  await mara.goto("/people/new/own");
  await mara.getByLabel("Name", { exact: true }).fill("Tess Lawyer");
  await mara.getByLabel("As what?").selectOption({ label: "lawyer" });
  await mara.getByRole("checkbox", { name: "The plan, all of it" }).check();
  await mara.getByRole("checkbox", { name: "The record that you both see" }).check();
  await mara.getByLabel("The record from this day on").fill(weeks(-52));
  await mara.getByLabel("Up to and including").fill(weeks(8));
  await mara.getByRole("button", { name: "Let in now" }).click();
  await mara.getByRole("button", { name: "Make a link for Tess Lawyer" }).click();
  const link = await mara.locator("#link").inputValue();
  const tess = await come(t, link, "tess@example.org", { viewport: DESK });
  for (const [name, path] of [["home", "/"], ["calendar", "/calendar"], ["plan", "/plan"], ["record", "/record"]]) {
    await tess.goto(path);
    await checkPage(tess, "en", `guest/lawyer-${name}`);
  }
  assert.equal(await record(mara), before);
  await mara.goto("/record");
  await mara.getByText("Tess Lawyer was shown the plan").waitFor();
  const elias = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(elias, running.server.people.elias);
  await elias.goto("/people");
  assert.ok(!(await elias.locator("main").innerText()).includes("Tess"));
});
