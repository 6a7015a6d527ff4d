// Pages follow the browser's language until a person chooses one; the choice stays with the account.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../support/browser.mjs";
import { signIn, signOut } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();

const language = (page) => page.locator("html").getAttribute("lang");

async function choose(page, from) {
  await page.getByRole("button", { name: WORDS[from].menu, exact: true }).click();
  await page.getByRole("button", { name: WORDS[from].otherLanguage }).click();
}

test("at the door a language is one tap away", async (t) => {
  const page = await visit(t, running.browser, running.server, { locale: "nl" });
  await page.goto("/sign-in");
  assert.equal(await language(page), "nl");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: WORDS.en.signIn, exact: true }).waitFor();
  assert.equal(await language(page), "en");
});

test("the choice in the menu keeps the page, and holds on another device", async (t) => {
  const { browser, server } = running;
  const page = await visit(t, browser, server, { name: "phone" });
  await signIn(page, server.people.elias);
  assert.equal(await language(page), "en", "the browser's language");
  await page.goto("/calendar?view=week");
  await choose(page, "en");
  await page.locator("html[lang=nl]").waitFor();
  assert.match(page.url(), /\/calendar\?view=week/);

  const other = await visit(t, browser, server, { name: "laptop" });
  await signIn(other, server.people.elias, "en", "nl");
  await other.getByRole("region", { name: WORDS.nl.whereNow }).waitFor();
  assert.equal(await language(other), "nl", "the choice, not this browser's language");
  await other.goto("/record");
  const own = other.getByRole("region", { name: WORDS.nl.ownRecord });
  assert.match(await own.innerText(), WORDS.nl.choseLanguage);

  await choose(page, "nl");
  await page.locator("html[lang=en]").waitFor();
  await signOut(page);
});

test("the other parent sees nothing of the choice", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  assert.equal(await language(page), "en");
  await page.goto("/record");
  assert.doesNotMatch(await page.getByRole("main").innerText(), /You chose|Elias chose/);
});
