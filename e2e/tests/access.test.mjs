// Getting in with a passkey, by Chromium's virtual authenticator: adding one, signing in with it, being asked once
// more, another device, a lost one, and what a stranger's answers lead to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { record, signIn, signOut } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();

/** Gives the page's device an authenticator that knows its person. */
async function authenticator(page, verified = true) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      isUserVerified: verified, automaticPresenceSimulation: true,
    },
  });
  return { client, authenticatorId };
}

/** Opens the page about getting in from the menu. */
async function openAccess(page) {
  await page.goto("/access");
  await page.getByRole("heading", { level: 1, name: "Signing in and devices" }).waitFor();
}

/** Adds a passkey with a name. */
async function addPasskey(page, name) {
  await page.getByLabel("Name of the new passkey").fill(name);
  await page.getByRole("button", { name: "Add a passkey", exact: true }).click();
  await page.getByText("Changed. It stands on your own record").waitFor();
  await page.getByText(name, { exact: true }).first().waitFor();
}

for (const look of LOOKS) {
  test(`getting in, ${look.name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await page.goto("/sign-in");
    await checkPage(page, look.locale, `pages/${look.name}/sign-in`);
    await signIn(page, running.server.people.elias, look.locale);
    for (const [name, path] of [["access", "/access"], ["codes", "/access/authenticator"], ["confirm", "/access/confirm?back=/today"]]) {
      await page.goto(path);
      await checkPage(page, look.locale, `pages/${look.name}/${name}`);
    }
  });
}

test("a passkey is added, signs in, and is gone once it is removed", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(page, running.server.people.mara);
  const device = await authenticator(page);
  const before = await record(page);
  await openAccess(page);
  await addPasskey(page, "my phone");
  await checkPage(page, "en", "pages/access-passkey");
  await page.goto("/access/confirm?back=/plan");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/plan");
  await signOut(page);
  // The virtual authenticator stands for the person who takes what the address field suggests.
  await page.getByRole("link", { name: WORDS.en.calendar }).first().waitFor({ state: "attached" });
  assert.match(new URL(page.url()).pathname, /^\/(today)?$/);
  assert.equal(await record(page), before, "the record that both see says nothing of it");

  await openAccess(page);
  await page.getByRole("button", { name: "Remove my phone" }).click();
  await page.getByText("Changed. It stands on your own record").waitFor();
  const { authenticatorId } = device;
  const { credentials } = await device.client.send("WebAuthn.getCredentials", { authenticatorId });
  assert.equal(credentials.length, 1, "the device still has it");
  await signOut(page);
  await page.getByText("This passkey was not accepted.").waitFor();
});

test("a lost device is shut out from another one", async (t) => {
  const lost = await visit(t, running.browser, running.server, { viewport: PHONE, name: "lost" });
  await signIn(lost, running.server.people.mara);
  const other = await visit(t, running.browser, running.server, { viewport: PHONE, name: "other" });
  await signIn(other, running.server.people.mara);
  await openAccess(other);
  await other.getByRole("button", { name: "Sign out everywhere else", exact: true }).click();
  await other.getByText("Changed. It stands on your own record").waitFor();
  // The page that is open there goes by itself.
  await lost.getByText("Your session has ended.").waitFor();
});

test("a passkey whose person was not verified adds nothing", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(page, running.server.people.elias);
  await authenticator(page, false);
  await openAccess(page);
  await page.getByLabel("Name of the new passkey").fill("found on the street");
  await page.getByRole("button", { name: "Add a passkey", exact: true }).click();
  await page.getByText("Your device gave no passkey.").waitFor();
});
