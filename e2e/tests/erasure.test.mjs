// Keeping and erasing: a declined proposal is erased once both agree, a hold stops that, and one's own
// words are one's own to erase. Every page on the way is accessible and fits a telephone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { accept, carersOf, decline, openWhatWaits, propose, record, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, weekendAhead } from "../support/words.mjs";

const running = suite();
const { saturday, sunday } = weekendAhead();

for (const look of LOOKS) {
  test(`keeping and erasing, ${look.name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.mara, look.locale);
    for (const [name, path] of [["keeping", "/record/keeping"], ["own", "/record/own"]]) {
      await page.goto(path);
      await checkPage(page, look.locale, `pages/${look.name}/${name}`);
    }
  });
}

/** Mara asks for the weekend, Elias declines. Returns the proposal's path. */
async function declined(mara, elias, reason) {
  const [now] = await carersOf(mara, "Noor", sunday);
  const to = now === "Mara" ? "Elias" : "Mara";
  const path = await propose(mara, { children: ["Noor"], to, from: saturday, until: sunday, reason });
  await openWhatWaits(elias, path, reason);
  await decline(elias, "That weekend does not suit us.");
  return path;
}

for (const script of [true, false]) {
  test(`a proposal is erased by both, ${script ? "with" : "without"} script`, async (t) => {
    const { browser, server } = running;
    const mara = await visit(t, browser, server, { viewport: PHONE, name: "Mara", script });
    const elias = await visit(t, browser, server, { viewport: DESK, name: "Elias", script });
    await signIn(mara, server.people.mara);
    await signIn(elias, server.people.elias);
    const reason = `A concert in ${script ? "Haarlem" : "Leiden"} that nobody else is to read about.`;
    const path = await declined(mara, elias, reason);

    // A hold stops it, and both see who set it.
    await elias.goto("/record/keeping");
    await elias.getByRole("button", { name: "Put it on hold", exact: true }).click();
    await elias.getByText(/Your hold stands since/).waitFor();
    await mara.goto(path);
    await mara.getByRole("link", { name: /^Erase this for both of you/ }).click();
    await mara.getByText(/Elias has put the record on hold/).waitFor();
    await elias.getByRole("button", { name: "Lift my hold", exact: true }).click();
    await elias.getByRole("button", { name: "Put it on hold", exact: true }).waitFor();

    await mara.reload();
    if (script) await checkPage(mara, "en", "pages/erase");
    await mara.getByRole("button", { name: "Propose to Elias", exact: true }).click();
    await mara.waitForURL((url) => url.pathname !== `${path}/erase`);
    const wish = new URL(mara.url()).pathname;
    assert.match(await record(elias), new RegExp(reason), "nothing happens before the answer");
    await elias.goto(wish);
    if (script) await checkPage(elias, "en", "pages/erase-answer");
    await accept(elias);
    await elias.getByText(WORDS.en.agreed).first().waitFor();
    for (const page of [mara, elias]) {
      const said = await record(page);
      assert.doesNotMatch(said, new RegExp(reason));
      assert.match(said, /Mara asked for it, Elias consented/);
      assert.equal((await page.goto(path)).status(), 404);
    }
  });
}

test("a parent erases words of the own record", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(page, running.server.people.elias);
  await page.goto("/record/own");
  await page.getByRole("checkbox").first().check();
  await page.getByLabel("Your password").fill(running.server.people.elias.password);
  await page.getByRole("button", { name: "Erase the words", exact: true }).click();
  await page.getByText("You erased the words of 1 entry of your own record.").waitFor();
});
