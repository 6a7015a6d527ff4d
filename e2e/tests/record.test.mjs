// The record: looking for an entry, opening its mark, keeping its receipt.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { DESK, LOOKS, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { open, propose, signIn } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS, weekendAhead } from "../support/words.mjs";

const running = suite();
const words = WORDS.en;

const region = (page) => page.getByRole("region", { name: words.sharedRecord });
/** The marks of the shown entries: one for each. */
const entries = (page) => region(page).getByText(words.recorded);

/** Fills in the search and sends it. */
async function search(page, fields) {
  const form = page.getByRole("search");
  if (!(await form.isVisible())) await page.getByText(words.search, { exact: true }).click();
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    if ((await field.evaluate((node) => node.localName)) === "select") await field.selectOption({ label: value });
    else await field.fill(value);
  }
  const before = page.url();
  await form.getByRole("button", { name: "Search" }).click();
  await page.waitForURL((url) => url.href !== before);
}

/** Opens the mark of an entry and saves its receipt; gives name and text of the file. */
async function receiptOf(page, link) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** The lines of a receipt by the C2SP tlog-proof format, as far as a person would look. */
function parsed(text) {
  const [head, checkpoint] = [text.slice(0, text.indexOf("\n\n")), text.slice(text.indexOf("\n\n") + 2)];
  const [format, extra, index, ...proof] = head.split("\n");
  const [origin, size, root] = checkpoint.split("\n");
  return {
    format,
    extra: Buffer.from(extra.replace(/^extra /, ""), "base64").toString("utf8"),
    index: Number(index.replace(/^index /, "")),
    proof: proof.map((line) => Buffer.from(line, "base64").length),
    origin,
    size: Number(size),
    root: Buffer.from(root, "base64").length,
    signed: /\n\n— parenthesis\/[0-9a-f]{32} \S+\n$/.test(checkpoint),
  };
}

function checkReceipt({ name, text }, number) {
  assert.equal(name, `receipt-${number}.tlog-proof`);
  const receipt = parsed(text);
  assert.equal(receipt.format, "c2sp.org/tlog-proof@v1");
  assert.equal(receipt.index, number);
  assert.ok(receipt.size > number && receipt.signed && receipt.root === 32, text);
  assert.ok(receipt.proof.every((bytes) => bytes === 32), text);
  assert.match(receipt.extra, /^parenthesis\/receipt@v1\nkey parenthesis\//);
  assert.match(receipt.extra, new RegExp(`\nsequence ${number}\n`));
  return receipt;
}

for (const script of [true, false]) {
  test(`an entry is found by its words, its person and its topic ${script ? "with" : "without"} script`, async (t) => {
    const page = await visit(t, running.browser, running.server, { viewport: DESK, script });
    await signIn(page, running.server.people.mara);
    await open(page, "record");
    const all = await entries(page).count();
    await search(page, { Words: "campsite" });
    await page.getByText("1 entry fits").waitFor();
    assert.equal(await entries(page).count(), 1);
    await search(page, { Words: "", Who: "Elias", About: "The plan" });
    await page.getByText("1 entry fits").waitFor();
    assert.match(await region(page).innerText(), /Elias agreed to the plan/);
    await search(page, { Words: "a word that nobody wrote" });
    await page.getByRole("heading", { name: "Nothing here fits" }).waitFor();
    assert.equal(await entries(page).count(), 0);
    await page.getByRole("link", { name: "Show the whole record" }).first().click();
    await page.waitForURL(/\/record$/);
    assert.equal(await entries(page).count(), all);
  });
}

test("a mark opens, and its receipt is a file that can be read", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(page, running.server.people.elias);
  await page.goto("/record?at=0#entry-0");
  const entry = page.locator("#entry-0");
  await entry.getByText(words.recorded).click();
  await entry.getByText(/On the record as number 0 since/).waitFor();
  await entry.getByText(/the word of this server/).waitFor();
  const { extra } = checkReceipt(await receiptOf(page, entry.getByRole("link", { name: "Receipt of no. 0" })), 0);
  const [, , body] = /^part 0 (\S+) (\S+)$/m.exec(extra);
  assert.equal(JSON.parse(Buffer.from(body, "base64")).name, "Mara and Elias");

  await page.goto("/record");
  await page.getByText(/entries so far, short code/).first().click();
  const all = await receiptOf(page, page.getByRole("link", { name: "All receipts" }).first());
  assert.match(all.name, /^receipts-0-\d+\.tlog-proof$/);
  const each = all.text.split(/^(?=c2sp\.org\/tlog-proof@v1$)/m);
  each.forEach((text, number) => checkReceipt({ name: `receipt-${number}.tlog-proof`, text }, number));
});

test("what was sent is confirmed with its receipt", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE });
  await signIn(page, running.server.people.mara);
  const { saturday, sunday } = weekendAhead();
  const reason = "There is a concert in the park.";
  await propose(page, { children: ["Pim"], to: "Elias", from: saturday, until: sunday, reason });
  const said = page.getByRole("status").filter({ hasText: /It is on the record, as no\. \d+\./ });
  const number = Number(/no\. (\d+)\./.exec(await said.innerText())[1]);
  const { extra } = checkReceipt(await receiptOf(page, said.getByRole("link")), number);
  const [, , body] = /^part 0 (\S+) (\S+)$/m.exec(extra);
  assert.equal(JSON.parse(Buffer.from(body, "base64")).reason, reason);
});

for (const look of LOOKS) {
  test(`the record's search and marks, ${look.name}`, async (t) => {
    const page = await visit(t, running.browser, running.server, look);
    await signIn(page, running.server.people.mara, look.locale);
    await page.goto("/record?who=b&topic=swaps");
    await page.getByText(/^(Recorded|Vastgelegd), (no|nr)\./).first().click();
    await checkPage(page, look.locale, `pages/${look.name}/record-found`);
    await page.goto("/record?q=nothing-of-this");
    await checkPage(page, look.locale, `pages/${look.name}/record-none`);
    await page.goto("/record?from=soon");
    await checkPage(page, look.locale, `pages/${look.name}/record-wrong-day`);
  });
}
