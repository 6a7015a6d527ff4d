// No way in: asking by e-mail, what every page of the account tells, stopping it, and the page behind a link
// that does not work. A clock that stands still until it is set is not to be had here, so the link itself, which
// opens after three days, is the matter of the tests in Rust.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { record, signIn, signOut } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";

const running = suite();

const WORDS = {
  en: {
    link: "I cannot get in", mail: "E-mail address", send: "Mail me a link", asked: "a message is on its way",
    told: "asked by e-mail for a way back into your account", stop: "Stop it", stopped: "The link opens nothing any more.",
    gone: "This link does not work", known: "It was me", signedIn: "on a device that was not known",
  },
  nl: {
    link: "Ik kom er niet in", mail: "E-mailadres", send: "Mail me een link", asked: "is er een bericht onderweg",
    told: "per e-mail om een weg terug naar jouw account gevraagd", stop: "Stoppen", stopped: "De link opent niets meer.",
    gone: "Deze link werkt niet", known: "Ik was het", signedIn: "met een apparaat dat niet bekend was",
  },
};

/** Asks for a way back in from the page where one signs in. */
async function ask(page, words, mail) {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: words.link }).click();
  await page.getByLabel(words.mail).fill(mail);
  await page.getByRole("button", { name: words.send }).click();
  await page.getByText(words.asked).waitFor();
}

for (const look of LOOKS) {
  test(`no way in, ${look.name}`, async (t) => {
    const words = WORDS[look.locale];
    const page = await visit(t, running.browser, running.server, look);
    await page.goto("/sign-in/lost");
    await checkPage(page, look.locale, `pages/${look.name}/lost`);
    await ask(page, words, "nobody@example.org");
    await checkPage(page, look.locale, `pages/${look.name}/lost-asked`);
    await page.goto(`/recover/${"a".repeat(43)}`);
    await page.getByRole("heading", { level: 1, name: words.gone }).waitFor();
    await checkPage(page, look.locale, `pages/${look.name}/recover-gone`);
  });
}

for (const [who, locale] of [["mara", "en"], ["elias", "nl"]]) {
  test(`every page tells ${who} of it until it is stopped`, async (t) => {
    const words = WORDS[locale];
    const person = running.server.people[who];
    const owner = await visit(t, running.browser, running.server, { viewport: PHONE, locale, name: "owner" });
    await signIn(owner, person, locale);
    const before = await record(owner, locale);
    const stranger = await visit(t, running.browser, running.server, { viewport: PHONE, locale, name: "stranger" });
    await ask(stranger, words, person.email);
    await owner.goto("/calendar");
    // It is looked at beside the answer.
    while (!await owner.getByText(words.told).isVisible()) await owner.reload();
    await checkPage(owner, locale, `pages/recovery-told-${locale}`);
    await owner.goto("/plan");
    await owner.getByRole("button", { name: words.stop, exact: true }).click();
    await owner.getByText(words.stopped).waitFor();
    await owner.goto("/calendar");
    assert.equal(await owner.getByText(words.told).count(), 0);
    assert.equal(await record(owner, locale), before, "the record that both see says nothing of it");
  });
}

test("a sign-in on another device is told of until it was seen", async (t) => {
  const words = WORDS.en;
  const first = await visit(t, running.browser, running.server, { viewport: PHONE, name: "first" });
  await signIn(first, running.server.people.mara);
  // On a device that is known from then on.
  await signOut(first);
  await signIn(first, running.server.people.mara);
  const second = await visit(t, running.browser, running.server, { viewport: PHONE, name: "second" });
  await signIn(second, running.server.people.mara);
  // The second is new: it is told of the others, and cannot set that aside.
  await second.getByText("This device is new here too").waitFor();
  assert.equal(await second.getByRole("button", { name: words.known }).count(), 0);
  await first.goto("/today");
  await first.getByText(words.signedIn).waitFor();
  await checkPage(first, "en", "pages/sign-in-told");
  await first.getByRole("button", { name: words.known }).click();
  await first.waitForURL((url) => url.pathname === "/today");
  assert.equal(await first.getByText(words.signedIn).count(), 0);
});
