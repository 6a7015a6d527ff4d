// Coming in and going out: wrong passwords, signing out, leaving in a hurry, and what Back shows then.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../support/browser.mjs";
import { signIn, signOut } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();
const PRIVATE = /Noor|Cato|Pim|Elias/;

async function trySignIn(page, email, password) {
  await page.goto("/sign-in");
  await page.getByLabel(WORDS.en.email).fill(email);
  await page.getByLabel(WORDS.en.password).fill(password);
  await page.getByRole("button", { name: WORDS.en.signIn, exact: true }).click();
  await page.getByRole("alert").waitFor();
  return page.getByRole("alert").innerText();
}

test("a wrong password and an unknown address get the same answer", async (t) => {
  const page = await visit(t, running.browser, running.server);
  const known = await trySignIn(page, running.server.people.mara.email, "not her password");
  assert.equal(await page.getByLabel(WORDS.en.password).inputValue(), "", "the password is not sent back");
  const unknown = await trySignIn(page, "nobody@example.org", "not her password");
  assert.match(known, WORDS.en.wrongSignIn);
  assert.equal(known, unknown);
  assert.doesNotMatch(await page.content(), PRIVATE);
});

test("without a session every page leads to the door", async (t) => {
  const page = await visit(t, running.browser, running.server);
  for (const path of ["/", "/calendar", "/proposals", "/proposals/new", "/plan", "/record"]) {
    await page.goto(path);
    assert.equal(new URL(page.url()).pathname, "/sign-in", path);
    assert.doesNotMatch(await page.content(), PRIVATE);
  }
});

for (const script of [true, false]) {
  test(`after signing out, Back shows nothing private ${script ? "with" : "without"} script`, async (t) => {
    const page = await visit(t, running.browser, running.server, { script });
    await signIn(page, running.server.people.mara);
    await page.goto("/calendar");
    await page.goto("/record");
    await signOut(page);
    for (const back of ["/record", "/calendar"]) {
      await page.goBack();
      assert.doesNotMatch(await page.content(), PRIVATE, back);
    }
  });
}

test("leaving locks the session and shows a neutral page, also after Back", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await page.goto("/calendar");
  await page.getByRole("button", { name: WORDS.en.leave, exact: true }).first().click();
  await page.waitForURL((url) => url.pathname !== "/calendar");
  assert.doesNotMatch(await page.content(), /Parenthesis|Noor|Cato|Pim|Elias|Mara/);
  await page.goBack();
  assert.doesNotMatch(await page.content(), PRIVATE);
});

test("Shift three times leaves too", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await page.goto("/calendar");
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift");
  await page.waitForURL((url) => url.pathname !== "/calendar");
  await page.goBack();
  assert.doesNotMatch(await page.content(), PRIVATE);
});

test("capital letters are no reason to leave", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await page.goto("/proposals/new");
  const field = page.getByLabel(WORDS.en.why);
  await field.focus();
  for (const letter of ["Shift+N", "Shift+O", "Shift+S", "Shift+C"]) await page.keyboard.press(letter);
  assert.equal(await field.inputValue(), "NOSC");
  assert.equal(new URL(page.url()).pathname, "/proposals/new");
});

test("another family's proposal answers like one that does not exist", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  for (const path of ["/proposals/0123456789abcdef", "/proposals/%00", "/join/nothing", "/nothing-here"]) {
    const answer = await page.goto(path);
    assert.equal(answer.status(), 404, path);
  }
});
