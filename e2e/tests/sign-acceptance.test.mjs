// Agreeing with a passkey, by Chromium's virtual authenticator: the button appears for a person who has one, what it
// signs stands on the record, and accepting without it stays as it was. Over HTTPS, since verifiers take only that.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, visit } from "../support/browser.mjs";
import { checkSheet } from "../support/checks.mjs";
import { startSecure } from "../support/server.mjs";
import { signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite(startSecure);
const EMAIL = "elias@example.org";
const PASSWORD = "a kettle on the quiet stove";
const SIGN = "Accept and sign with your passkey";

async function authenticator(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
}

/** Opens the plan that waits, with the sheet that asks once more. */
async function openOffer(page) {
  await page.goto("/today");
  await page.getByRole("region", { name: WORDS.en.waits }).getByRole("link").first().click();
  await page.getByRole("button", { name: WORDS.en.accept, exact: true }).click();
}

test("an agreement is signed with the person's passkey", async (t) => {
  const { browser, server } = running;
  const elias = await visit(t, browser, server, { name: "Elias", viewport: PHONE });
  await elias.goto(server.invitation);
  await elias.getByLabel(WORDS.en.email).fill(EMAIL);
  await elias.getByLabel(WORDS.en.choosePassword).fill(PASSWORD);
  await elias.getByLabel(WORDS.en.again).fill(PASSWORD);
  await elias.getByRole("button", { name: WORDS.en.join }).click();
  await openOffer(elias);
  const asked = elias.waitForResponse((response) => response.url().endsWith("/accept/passkey"));
  await elias.reload();
  assert.deepEqual(await (await asked).json(), { options: null });
  await elias.getByRole("button", { name: WORDS.en.accept, exact: true }).click();
  await elias.getByRole("button", { name: WORDS.en.confirm, exact: true }).waitFor();
  assert.equal(await elias.getByRole("button", { name: SIGN }).count(), 0, "without a passkey nothing is offered");

  await authenticator(elias);
  await elias.goto("/access");
  await elias.getByLabel("Name of the new passkey").fill("my phone");
  await elias.getByRole("button", { name: "Add a passkey", exact: true }).click();
  await elias.getByText("Changed. It stands on your own record").waitFor();
  await openOffer(elias);
  const button = elias.getByRole("button", { name: SIGN });
  await button.waitFor();
  await checkSheet(elias, elias.getByRole("dialog").or(elias.locator("#accept")));
  await button.click();
  await elias.getByText(WORDS.en.agreed).first().waitFor();
  await elias.getByText(/signed .*with a passkey/i).first().waitFor();

  const mara = await visit(t, browser, server, { name: "Mara", viewport: PHONE });
  await signIn(mara, server.people.mara);
  await mara.goto("/record");
  const entry = mara.getByRole("listitem").filter({ hasText: "Elias agreed to the plan" }).first();
  await entry.locator("summary").first().click();
  await entry.getByText(/A passkey has signed the words that Elias agreed to/).waitFor();
});
