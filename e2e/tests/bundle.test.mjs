// A bundle: chosen, looked at, made, fetched, and then verified by the program without any server.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { DESK, LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { program } from "../support/server.mjs";
import { open, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";

const running = suite();

/** Makes what the page with the preview shows, and waits until it can be fetched. */
async function make(page) {
  await page.getByRole("button", { name: "Make the bundle" }).click();
  await page.getByRole("heading", { name: "The bundle is ready" }).waitFor({ timeout: 120_000 });
}

/** Fetches the bundle and gives its name, its path on the disk, and its bytes. */
async function fetched(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download it" }).click(),
  ]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, bytes: await readFile(path) };
}

/** What the verifier says of a file; throws unless it ends with 0. */
function verified(path) {
  return execFileSync(program(), ["verify", path], { encoding: "utf8" });
}

for (const [viewport, script] of [[PHONE, true], [DESK, true], [PHONE, false]]) {
  const how = `at ${viewport.width} px ${script ? "with" : "without"} script`;
  test(`a bundle is chosen, looked at, made, fetched and verified, ${how}`, async (t) => {
    const page = await visit(t, running.browser, running.server, { viewport, script });
    await signIn(page, running.server.people.mara);
    await open(page, "record");
    await page.getByRole("link", { name: "Make a bundle for somebody" }).click();
    await page.getByLabel("For whom is it?").fill("Mr. A. Jansen");
    await page.getByLabel("Made up as", { exact: true }).selectOption({ label: "Dutch court (producties)" });
    await page.getByRole("checkbox", { name: "The plan" }).uncheck();
    await page.getByText("Numbers of exhibits and pages").click();
    await page.getByLabel("Prefix of page numbers").fill("VB-");
    await page.getByRole("button", { name: "Look at it first" }).click();
    await page.getByRole("heading", { name: "For Mr. A. Jansen" }).waitFor();
    await page.getByText(/go along without their words/).waitFor();
    await page.getByText(/The PDF will have about \d+ pages/).waitFor();
    await page.getByRole("button", { name: "Change something" }).click();
    assert.equal(await page.getByLabel("For whom is it?").inputValue(), "Mr. A. Jansen");
    assert.equal(await page.getByRole("checkbox", { name: "The plan" }).isChecked(), false);
    await page.getByRole("button", { name: "Look at it first" }).click();
    await make(page);
    const file = await fetched(page);
    assert.match(file.name, /^record-0-\d+\.zip$/);
    assert.ok(file.bytes.includes("record.pdf") && file.bytes.includes("recipient Mr. A. Jansen"));
    assert.match(verified(file.path), /\S/);
    await page.goto("/bundles");
    await page.getByText("Mr. A. Jansen").first().waitFor();
    await page.goto("/record");
    // The name stands between marks that keep its direction to itself.
    await page.getByText(/You made a bundle for .?Mr\. A\. Jansen/).first().waitFor();
  });
}

test("the other parent finds nothing of it", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(page, running.server.people.elias);
  for (const path of ["/bundles", "/record"]) {
    await page.goto(path);
    assert.equal(await page.getByText("Jansen").count(), 0, path);
  }
});

test("one's own record is a bundle of its own", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: DESK });
  await signIn(page, running.server.people.elias);
  await page.goto("/bundles");
  await page.getByLabel("For whom is it?").fill("My own lawyer");
  await page.getByRole("radio", { name: /^Your own/ }).check();
  assert.equal(await page.getByRole("checkbox", { name: "Swaps" }).isVisible(), false);
  await page.getByRole("button", { name: "Look at it first" }).click();
  await make(page);
  const { path } = await fetched(page);
  assert.match(verified(path), /\S/);
  await page.getByRole("button", { name: "Remove it from the server now" }).click();
  await page.getByText(/of your own record/).filter({ visible: true }).first().waitFor();
});

for (const look of LOOKS) {
  test(`the pages of a bundle, ${look.name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.mara, look.locale);
    await page.goto("/bundles");
    await page.locator("main form details > summary").first().click();
    await checkPage(page, look.locale, `pages/${look.name}/bundle`);
    const button = page.locator("button[name=step]");
    await button.first().click();
    await page.getByRole("alert").waitFor();
    await checkPage(page, look.locale, `pages/${look.name}/bundle-wrong`);
    await page.locator("#recipient").fill("Mr. A. Jansen");
    await page.locator("[name=topic][value=plan]").uncheck();
    await button.first().click();
    await page.locator("#preview-h").waitFor();
    await checkPage(page, look.locale, `pages/${look.name}/bundle-preview`);
    await button.first().click();
    await page.locator("#ready-h").waitFor({ timeout: 120_000 });
    await checkPage(page, look.locale, `pages/${look.name}/bundle-ready`);
  });
}
