// The plan studio: from the questions to a plan in force, counted in taps on a phone; with the keyboard alone and without
// script; clauses, library, history, what if, a calendar that is read, two plans side by side, paper, and talk about a
// clause. Long on purpose: fifteen stories share the ways of one desk. What a page says in numbers, the command line says of the same text.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joined } from "node:path";
import { after, before, test } from "node:test";
import { DESK, PHONE, visit } from "../support/browser.mjs";
import { checkPage, checkSheet } from "../support/checks.mjs";
import { program, startEmpty, startSecure } from "../support/server.mjs";
import { finger, signIn, tabTo } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";
import { WORDS } from "../support/words.mjs";

const running = suite();

/** Servers of their own: one without a family, and one that is reached over HTTPS. They end after the pages are closed. */
const apart = {};
before(async () => {
  apart.empty = await startEmpty();
  apart.secure = await startSecure();
});
after(async () => {
  for (const server of Object.values(apart)) await server.stop();
});

const said = WORDS.en;
const MARA = { email: "mara@example.org", password: "a bridge and a lantern" };
const ELIAS = { email: "elias@example.org", password: "a kettle on the quiet stove" };
const SIGN = "Accept and sign with your passkey";
const DRAFT = /\/plan\/drafts\/[0-9a-f]+$/;

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const heading = (page, name, level = 1) => page.getByRole("heading", { level, name, exact: true });
/** The path of the page without what it was asked. */
const here = (page) => new URL(page.url()).pathname;

/** Mara begins a family in Amsterdam; the path of the link for Elias. */
async function begin(page, server) {
  await page.goto(server.setUp);
  await page.getByLabel("Your first name").fill("Mara");
  await page.getByLabel("The other parent’s first name").fill("Elias");
  await page.getByLabel("Name of child 1").fill("Noor");
  await page.getByLabel("Date of birth of child 1").fill("2019-05-21");
  await page.getByLabel(said.email).fill(MARA.email);
  await page.getByLabel(said.choosePassword).fill(MARA.password);
  await page.getByLabel(said.again).fill(MARA.password);
  await page.getByText(/^Time zone: /).click();
  await page.getByLabel("Time zone", { exact: true }).fill("Europe/Amsterdam");
  await button(page, "Begin").click();
  await heading(page, "Your family has begun").waitFor();
  return new URL(await page.getByLabel("The link for Elias").inputValue()).pathname;
}

/** Elias joins by the link. */
async function join(page, path) {
  await page.goto(path);
  await page.getByLabel(said.email).fill(ELIAS.email);
  await page.getByLabel(said.choosePassword).fill(ELIAS.password);
  await page.getByLabel(said.again).fill(ELIAS.password);
  await button(page, said.join).click();
}

/** Begins a draft from the page of the drafts, which is open; waits until it is there. */
async function beginDraft(page, how, name = "", by = finger()) {
  await by.choose(page, page.getByLabel(how));
  if (name !== "") await by.type(page, page.getByLabel("Name of the draft"), name);
  await by.tap(page, button(page, "Begin"));
  await page.waitForURL(/\/plan\/drafts\/[0-9a-f]+/);
}

/** A draft with the agreed plan; its path. */
async function fromAgreed(page, name) {
  await page.goto("/plan/drafts");
  await beginDraft(page, "With the agreed plan", name);
  await page.waitForURL(DRAFT);
  return here(page);
}

/** Answers a page of the questions with what stands there, and waits for the next. */
async function next(page, by, heard, name = "Next") {
  await by.tap(page, button(page, name));
  await heading(page, heard).waitFor();
}

/** What a page of a plan says of the nights of a child with both parents, and between which days: `to` is left out. */
async function nightsSaid(page, child) {
  const sentence = await page.getByText(/^Nights from .* to .*\./).first().innerText();
  const [, from, last] = /^Nights from (.+?) to (.+?)\./.exec(sentence);
  const ofChild = new RegExp(`${child}[^:.]*: (\\d+) nights? with Mara, (\\d+) with Elias`);
  const [, mara, elias] = ofChild.exec(sentence) ?? assert.fail(sentence);
  const day = (words, after) => {
    const date = new Date(`${words.replace(/^\w+ /, "")} UTC`);
    date.setUTCDate(date.getUTCDate() + after);
    return date.toISOString().slice(0, 10);
  };
  return { from: day(from, 0), to: day(last, 1), mara: Number(mara), elias: Number(elias) };
}

/** What the command line says of a plan's text: that it is sound, and the nights of a child. */
function measuredAlone(t, text, child, { from, to }) {
  const folder = mkdtempSync(joined(tmpdir(), "parenthesis-e2e-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = joined(folder, "plan.toml");
  writeFileSync(file, text);
  execFileSync(program(), ["plan", "check", file], { stdio: "pipe" });
  const measured = ["plan", "measure", file, "--from", from, "--to", to, "--format", "json"];
  const { children } = JSON.parse(execFileSync(program(), measured, { encoding: "utf8", stdio: "pipe" }));
  return children[child].overnights;
}

/** A person who reads by eye and taps: the whole of the questions, with the taps that it takes. */
async function answerAll(page, by, check) {
  await heading(page, "The beginning").waitFor();
  await check("questions-people");
  await next(page, by, "The rhythm");
  await check("questions-rhythm");
  await by.choose(page, page.getByLabel("2-2-5-5").first());
  await next(page, by, "School");
  await check("questions-school");
  await next(page, by, "School holidays");
  await check("questions-holidays");
  await next(page, by, "Feast days");
  await check("questions-feasts");
  await next(page, by, "Birthdays");
  await check("questions-birthdays");
  await next(page, by, "Handovers");
  await check("questions-handovers");
  await next(page, by, "Agreements in words");
  await check("questions-words");
  await by.tap(page, button(page, "Look at the plan"));
  await page.waitForURL(DRAFT);
}

/** Elias opens the plan that waits for him, and reads the whole of it. */
async function readOffer(page) {
  await page.goto("/today");
  await page.getByRole("region", { name: said.waits }).getByRole("link").first().click();
  await page.waitForURL(/\/proposals\/[0-9a-f]+$/);
  const proposal = here(page);
  await link(page, said.readPlan).first().click();
  await page.waitForURL(/\/plan$/);
  return proposal;
}

test("a plan comes of the questions on a phone, is offered, agreed to, and holds", async (t) => {
  const { browser } = running;
  const server = apart.empty;
  const mara = await visit(t, browser, server, { viewport: PHONE, name: "Mara" });
  const elias = await visit(t, browser, server, { viewport: PHONE, name: "Elias" });
  await join(elias, await begin(mara, server));
  await elias.getByText(said.noPlan).waitFor();

  const by = finger();
  const check = (name) => checkPage(mara, "en", `studio/first/${name}`);
  await mara.goto("/plan");
  await by.tap(mara, link(mara, "Make a plan"));
  await heading(mara, "Plans in the making").waitFor();
  await check("drafts-none");
  await beginDraft(mara, "With questions", "", by);
  await answerAll(mara, by, check);
  const draft = here(mara);
  t.diagnostic(`taps and fields from the plan to the draft: ${by.taps} and ${by.fields}`);
  assert.ok(by.taps <= 16, `${by.taps} taps`);
  assert.equal(by.fields, 0, "nothing has to be typed");
  await check("draft");

  // What the page says, the command line says of the same text.
  const shown = await nightsSaid(mara, "Noor");
  const numbers = mara.getByRole("region", { name: "The numbers of Noor" });
  await numbers.getByRole("row", { name: `Nights ${shown.mara} ${shown.elias}`, exact: true }).waitFor();
  await mara.goto(`${draft}/text`);
  const text = await mara.locator("textarea").first().inputValue();
  const { mara: hers, elias: his } = measuredAlone(t, text, "noor", shown);
  assert.deepEqual([hers, his], [shown.mara, shown.elias]);

  await mara.goto(draft);
  const offering = finger();
  await offering.tap(mara, link(mara, "Offer to Elias"));
  await heading(mara, "Propose this plan").waitFor();
  await check("offer");
  assert.equal(await mara.getByLabel("The text of the plan").inputValue(), text);
  await offering.tap(mara, button(mara, "Check and look at what changes"));
  await button(mara, said.send).waitFor();
  await check("offer-preview");
  await offering.tap(mara, button(mara, said.send));
  await mara.getByText("Elias has not answered yet.").first().waitFor();
  t.diagnostic(`taps to offer it: ${offering.taps}`);
  assert.deepEqual([offering.taps, offering.fields], [3, 0]);

  const proposal = await readOffer(elias);
  await checkPage(elias, "en", "studio/first/offered");
  await elias.getByText(/^You both agree with 0 of \d+ clauses\./).waitFor();
  await button(elias, "I agree with this clause").first().click();
  await elias.getByText(/^(Elias agrees|You both agree) with this clause\.$/).first().waitFor();
  await checkPage(elias, "en", "studio/first/offered-one-clause");
  await elias.goto(proposal);
  await button(elias, said.accept).first().click();
  await button(elias, said.confirm).first().click();
  await elias.getByText(said.agreed).first().waitFor();
  for (const [page, name] of [[mara, "Mara"], [elias, "Elias"]]) {
    await page.goto("/plan");
    await page.getByText("Both parents agreed to every clause of this plan.").waitFor();
    await checkPage(page, "en", `studio/first/in-force-${name}`);
  }
  const agreed = await nightsSaid(mara, "Noor");
  const alone = measuredAlone(t, text, "noor", agreed);
  assert.deepEqual([alone.mara, alone.elias], [agreed.mara, agreed.elias]);
});

/** The keyboard alone: Tab, the arrows, Enter. */
const keys = {
  tap: async (page, element) => { await tabTo(page, element); await page.keyboard.press("Enter"); },
  type: async (page, field, text) => { await tabTo(page, field); await page.keyboard.type(text); },
  choose: async (page, radio) => {
    const name = await radio.getAttribute("name");
    await tabTo(page, page.locator(`main input[type=radio][name="${name}"]`).first());
    await page.keyboard.press("Space");
    for (let moves = 0; moves < 20 && !(await radio.isChecked()); moves += 1) await page.keyboard.press("ArrowDown");
    assert.equal(await radio.isChecked(), true);
  },
};

const WAYS = [
  { how: "with the keyboard alone", viewport: DESK, by: () => keys },
  { how: "without script", viewport: PHONE, script: false, by: finger },
];

for (const { how, viewport, script = true, by: hand } of WAYS) {
  test(`the questions are answered in part, kept, and gone on with elsewhere, ${how}`, async (t) => {
    const { browser, server } = running;
    const by = hand();
    const page = await visit(t, browser, server, { viewport, script, name: `first ${how}` });
    await signIn(page, server.people.mara);
    await page.goto("/plan/drafts");
    await beginDraft(page, "With questions", `In part ${how}`, by);
    await heading(page, "The beginning").waitFor();
    const draft = here(page).replace(/\/questions$/, "");
    await next(page, by, "The rhythm");

    // Without a rhythm it goes no further, and says at its place why.
    await by.tap(page, button(page, "Next"));
    await page.getByText("This page is not kept yet").waitFor();
    await by.choose(page, page.getByLabel("2-2-3", { exact: false }).first());
    await next(page, by, "School");
    await by.tap(page, button(page, "Back"));
    await heading(page, "The rhythm").waitFor();
    assert.equal(await page.getByLabel("2-2-3").first().isChecked(), true, "what was chosen is kept");
    await next(page, by, "School");
    await by.tap(page, button(page, "Keep and stop"));
    await page.waitForURL(DRAFT);

    const elsewhere = await visit(t, browser, server, { viewport, script, name: `elsewhere ${how}` });
    await signIn(elsewhere, server.people.mara);
    await elsewhere.goto("/plan/drafts");
    await by.tap(elsewhere, link(elsewhere, `In part ${how}`));
    await elsewhere.waitForURL(`**${draft}`);
    await by.tap(elsewhere, link(elsewhere, "Questions").first());
    await elsewhere.waitForURL(/\/questions/);
    const went = await elsewhere.getByRole("heading", { level: 1 }).innerText();
    assert.ok(["School", "School holidays"].includes(went), `goes on at ${went}`);
    if (went === "School") await next(elsewhere, by, "School holidays");
    await next(elsewhere, by, "Feast days");

    const other = await visit(t, browser, server, { viewport, script, name: `other ${how}` });
    await signIn(other, server.people.elias);
    await other.goto("/plan/drafts");
    assert.equal(await other.getByText(`In part ${how}`).count(), 0, "a draft is its author's own");
    assert.equal((await other.goto(draft)).status(), 404);
  });
}

test("a clause with a mistake is named with its place and kept as typed; the library, undo and history", async (t) => {
  const { browser, server } = running;
  const page = await visit(t, browser, server, { viewport: PHONE, name: "Mara" });
  await signIn(page, server.people.mara);
  const draft = await fromAgreed(page, "By hand");
  const check = (name) => checkPage(page, "en", `studio/editor/${name}`);

  await link(page, "Clauses").first().click();
  await heading(page, "Clauses").waitFor();
  await check("clauses");
  const before = await page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) }).count();
  await page.getByRole("link", { name: /^Change\s*, clause 1$/i }).click();
  const rule = page.getByLabel("What the calendar follows");
  await rule.waitFor();
  await check("clause");
  const stood = await rule.inputValue();
  const sentence = page.getByLabel("What you agree, in English");
  await sentence.fill("A sentence that must not be lost.");
  const mistaken = `${stood}\nnights = { pattern = "no-such-thing" }\n`;
  await rule.fill(mistaken);
  await button(page, "Save").click();
  await page.getByText("This is not saved yet").waitFor();
  await page.getByText(/Line \d+, column \d+:/).first().waitFor();
  t.diagnostic(`of the mistake: ${(await page.locator("#rule-wrong, #whole").first().innerText()).replaceAll("\n", " ")}`);
  assert.equal((await rule.inputValue()).trim(), mistaken.trim(), "the rule is kept as it was typed");
  assert.equal(await sentence.inputValue(), "A sentence that must not be lost.");
  await check("clause-wrong");
  await rule.fill(stood);
  await button(page, "Save").click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  await page.getByText("A sentence that must not be lost.").first().waitFor();
  await check("clause-saved");

  await link(page, "Open the library").first().click();
  await heading(page, "Library").waitFor();
  await check("library");
  await page.getByRole("button", { name: /^Add\s*: / }).first().click();
  await page.getByText("The clause was added.").waitFor();
  await check("library-added");
  await page.goto(`${draft}/clauses`);
  const clauses = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
  assert.equal(await clauses.count(), before + 1);

  const removed = await clauses.last().getByRole("heading", { level: 3 }).innerText();
  await clauses.last().getByRole("button", { name: /^Remove/ }).click();
  await page.getByText("The clause was removed.").waitFor();
  assert.equal(await clauses.count(), before);
  await button(page, "Undo").click();
  await page.getByText("The draft is as it was at that save.").waitFor();
  assert.equal(await clauses.count(), before + 1);
  assert.equal(await clauses.last().getByRole("heading", { level: 3 }).innerText(), removed);

  await link(page, "History").first().click();
  await heading(page, "How this draft came to be").waitFor();
  await check("history");
  await page.getByRole("link", { name: /^What this changed\s*: Save 2,/ }).click();
  await heading(page, "What changed", 2).waitFor();
  await page.locator("ins", { hasText: "must not be lost" }).waitFor();
  await check("history-difference");
});

test("what if, without script: the sliders are tried and kept in the draft", async (t) => {
  const { browser, server } = running;
  const page = await visit(t, browser, server, { viewport: PHONE, script: false, name: "Mara" });
  await signIn(page, server.people.mara);
  await page.goto("/plan/drafts");
  await beginDraft(page, "With questions", "What if");
  const draft = here(page).replace(/\/questions$/, "");
  await answerAll(page, finger(), async () => {});
  const now = await nightsSaid(page, "Noor");
  await link(page, "What if").first().click();
  await heading(page, "What if").waitFor();
  const slider = page.getByLabel("Nights with Elias, of fourteen");
  await slider.focus();
  await slider.press("ArrowLeft");
  await slider.press("ArrowLeft");
  assert.equal(await slider.inputValue(), "5");
  await button(page, "Show what it comes to").click();
  await heading(page, "What it comes to", 2).waitFor();
  assert.equal(here(page), `${draft}/try`);
  const tried = await nightsSaid(page, "Noor");
  assert.ok(tried.elias < now.elias, `${tried.elias} nights instead of ${now.elias}`);
  await button(page, "Keep in this draft").click();
  await page.waitForURL(DRAFT);
  const kept = await nightsSaid(page, "Noor");
  assert.deepEqual([kept.mara, kept.elias], [tried.mara, tried.elias]);
  await page.goto(`${draft}/text`);
  const text = await page.locator("textarea").first().inputValue();
  const alone = measuredAlone(t, text, "noor", kept);
  assert.deepEqual([alone.mara, alone.elias], [kept.mara, kept.elias]);
});

/** A calendar of twelve weeks that alternate between two homes from a Friday on, as a phone writes it. */
function alternating() {
  const today = new Date();
  const friday = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() - 84));
  friday.setUTCDate(friday.getUTCDate() + ((5 - friday.getUTCDay() + 7) % 7));
  const day = (weeks) => new Date(friday.getTime() + weeks * 7 * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const weeks = Array.from({ length: 12 }, (_, week) => [
    "BEGIN:VEVENT", `UID:week-${week}@example.org`, "DTSTAMP:20260101T000000Z",
    `DTSTART;TZID=Europe/Amsterdam:${day(week)}T170000`, `DTEND;TZID=Europe/Amsterdam:${day(week + 1)}T170000`,
    `SUMMARY:${week % 2 === 0 ? "Kids at mine" : "Kids away"}`, "END:VEVENT",
  ]).flat();
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", ...weeks, "END:VCALENDAR", ""].join("\r\n");
}

for (const script of [true, false]) {
  test(`a calendar that is pasted becomes a draft, ${script ? "with" : "without"} script`, async (t) => {
    const { browser, server } = running;
    const page = await visit(t, browser, server, { viewport: PHONE, script, name: "Elias" });
    await signIn(page, server.people.elias);
    const check = (name) => script ? checkPage(page, "en", `studio/import/${name}`) : Promise.resolve();
    await page.goto("/plan/drafts");
    await link(page, "From a text or a calendar").click();
    await heading(page, "Begin with what you have").waitFor();
    await check("begin");
    const pasted = page.getByLabel("Or paste it here");

    await pasted.fill("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:tomorrow\nEND:VEVENT\nEND:VCALENDAR\n");
    await button(page, "Read it").click();
    await page.getByText("This cannot be read yet").waitFor();
    await page.getByText(/Line \d+, column \d+:/).first().waitFor();
    assert.match(await pasted.inputValue(), /DTSTART:tomorrow/, "what was pasted is kept");
    await check("wrong");

    await pasted.fill(alternating());
    await button(page, "Read it").click();
    await page.getByText("The calendar has 12 items.").waitFor();
    await check("whose");
    await page.getByLabel("Kids at mine").selectOption("Elias");
    await page.getByLabel("Kids away").selectOption("Mara");
    await button(page, "Look for a rhythm").click();
    await page.getByRole("heading", { name: /^This looks like .*beginning with Elias/ }).first().waitFor();
    await page.getByText("It leaves nothing unexplained.").first().waitFor();
    await check("found");
    await button(page, "Begin a draft with this").first().click();
    await page.waitForURL(DRAFT);
    await heading(page, "From what we had").waitFor();
    await check("draft");
  });
}

/** The pages of a draft, of two plans, and of paper, by what their picture is called. */
const pagesOf = (draft, other) => [
  ["drafts", "/plan/drafts"], ["draft", draft], ["draft-month", `${draft}?month=${new Date().toISOString().slice(0, 7)}`],
  ["clauses", `${draft}/clauses`], ["clause", `${draft}/clauses?clause=1`], ["clause-new", `${draft}/clauses?clause=new`],
  ["library", `${draft}/library`], ["text", `${draft}/text`], ["try", `${draft}/try`],
  ["tried", `${draft}/try?nights=4&change=36`], ["history", `${draft}/history`], ["offer", `${draft}/offer`],
  ["paper", `${draft}/paper`], ["paper-agreed", "/plan/paper"], ["import", "/plan/import"],
  ["compare", "/plan/compare"], ["compare-agreed", `/plan/compare?a=agreed&b=${draft.split("/").at(-1)}`],
  ["compare-drafts", `/plan/compare?a=${other.split("/").at(-1)}&b=${draft.split("/").at(-1)}`], ["plan", "/plan"],
];

const STEPS = ["people", "rhythm", "school", "holidays", "feasts", "birthdays", "handovers", "words"];

/** A draft made of the questions, without looking at them. */
async function fromQuestions(page, name) {
  await page.goto("/plan/drafts");
  await beginDraft(page, "With questions", name);
  await answerAll(page, finger(), async () => {});
  return here(page);
}

test("every page of the studio, at both widths and in both languages", async (t) => {
  const { browser, server } = running;
  const mara = await visit(t, browser, server, { name: "Mara" });
  await signIn(mara, server.people.mara);
  const drafts = [await fromQuestions(mara, "Of the questions"), await fromAgreed(mara, "Of the agreed plan")];
  const [draft, other] = drafts;
  const paths = pagesOf(draft, other);
  paths.push(...STEPS.map((step) => [`questions-${step}`, `${draft}/questions?step=${step}`]));
  for (const viewport of [PHONE, DESK]) {
    for (const [locale, colorScheme] of [["en", "light"], ["nl", "dark"]]) {
      const name = `${viewport.width}-${colorScheme}-${locale}`;
      await t.test(name, async (part) => {
        const page = await visit(part, browser, server, { viewport, colorScheme, locale, name });
        await signIn(page, server.people.mara, locale);
        const found = [];
        for (const [called, path] of paths) {
          await page.setViewportSize(viewport);
          const answer = await page.goto(path);
          assert.equal(answer.status(), 200, path);
          await checkPage(page, locale, `studio/${name}/${called}`).catch((why) => found.push(`${called}: ${why.message}`));
        }
        assert.equal(found.length, 0, found.join("\n\n"));
      });
    }
  }
});

test("two plans side by side, and a draft on paper", async (t) => {
  const { browser, server } = running;
  const page = await visit(t, browser, server, { viewport: PHONE, name: "Elias" });
  await signIn(page, server.people.elias);
  const draft = await fromQuestions(page, "Beside");
  await link(page, "Beside the agreed plan").click();
  await heading(page, "Two plans side by side").waitFor();
  await page.getByText(/^On \d+ days from .* somebody is elsewhere\.$/).waitFor();
  await heading(page, "Each difference", 2).waitFor();
  assert.equal(await page.getByLabel("The other", { exact: true }).locator("option:checked").innerText(), "Beside");

  await page.goto(draft);
  await link(page, "Print").click();
  await heading(page, "On paper").waitFor();
  const sheets = page.locator('a[type="application/pdf"]');
  const addresses = await sheets.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.ok(addresses.some((address) => address.includes("as=plan")));
  assert.ok(addresses.some((address) => address.includes("as=children")));
  for (const address of addresses) {
    const answer = await page.context().request.get(address);
    assert.equal(answer.status(), 200, address);
    assert.match(answer.headers()["content-type"], /^application\/pdf\b/, address);
    assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-", address);
  }
  // A draft is nobody else's to print.
  const mara = await visit(t, browser, server, { viewport: PHONE, name: "Mara" });
  await signIn(mara, server.people.mara);
  assert.equal((await mara.context().request.get(addresses[0])).status(), 404);
});

test("a message about one clause of an offered plan", async (t) => {
  const { browser, server } = running;
  const mara = await visit(t, browser, server, { viewport: PHONE, name: "Mara" });
  await signIn(mara, server.people.mara);
  const draft = await fromQuestions(mara, "To talk about");
  await link(mara, "Offer to Elias").click();
  await button(mara, "Check and look at what changes").click();
  await button(mara, said.send).click();
  await mara.waitForURL(/\/proposals\/[0-9a-f]+(\?|$)/);
  const proposal = here(mara);
  assert.notEqual(proposal, draft);

  const elias = await visit(t, browser, server, { viewport: PHONE, name: "Elias" });
  await signIn(elias, server.people.elias);
  await elias.goto(`${proposal}/plan`);
  await elias.getByRole("link", { name: /^Say something about this clause \(clause 2\)$/i }).click();
  await elias.getByText(/^About clause 2,/).first().waitFor();
  await checkPage(elias, "en", "studio/talk/write");
  await elias.getByRole("textbox", { name: /^Write to/ }).fill("Could this be an hour later?");
  await button(elias, "Send").click();
  await elias.getByText("Could this be an hour later?").first().waitFor();
  await elias.getByRole("link", { name: /^About clause 2,/ }).first().waitFor();
  await checkPage(elias, "en", "studio/talk/sent");

  await mara.goto(`${proposal}/plan`);
  await mara.getByRole("link", { name: /^1 message about this clause/ }).click();
  await mara.getByText("Could this be an hour later?").first().waitFor();
  await mara.goto(`${proposal}/plan`);
  await checkPage(mara, "en", "studio/talk/plan");
});

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

test("a draft that was offered is agreed to with a passkey", async (t) => {
  const { browser } = running;
  const server = apart.secure;
  const elias = await visit(t, browser, server, { viewport: PHONE, name: "Elias" });
  await join(elias, server.invitation);
  await elias.getByRole("region", { name: said.waits }).getByRole("link").first().click();
  await button(elias, said.accept).first().click();
  await button(elias, said.confirm).first().click();
  await elias.getByText(said.agreed).first().waitFor();

  const mara = await visit(t, browser, server, { viewport: PHONE, name: "Mara" });
  await signIn(mara, server.people.mara);
  await fromAgreed(mara, "Later");
  await link(mara, "Text").click();
  const text = mara.getByLabel("The text of the plan");
  await text.fill((await text.inputValue()).replaceAll("08:30", "08:45"));
  await button(mara, "Save").click();
  await mara.getByText("Saved.", { exact: true }).waitFor();
  await link(mara, "See").click();
  await link(mara, "Offer to Elias").click();
  await button(mara, "Check and look at what changes").click();
  await button(mara, said.send).click();
  await mara.getByText("Elias has not answered yet.").first().waitFor();

  await authenticator(elias);
  await elias.goto("/access");
  await elias.getByLabel("Name of the new passkey").fill("my phone");
  await button(elias, "Add a passkey").click();
  await elias.getByText("Changed. It stands on your own record").waitFor();
  const proposal = await readOffer(elias);
  await button(elias, "I agree with all of them").click();
  await elias.getByText(/^(Elias agrees|You both agree) with this clause\.$/).first().waitFor();
  await elias.goto(proposal);
  await button(elias, said.accept).first().click();
  const sign = button(elias, SIGN);
  await sign.waitFor();
  await checkSheet(elias, elias.getByRole("dialog").or(elias.locator("#accept")));
  await sign.click();
  await elias.getByText(said.agreed).first().waitFor();
  await elias.getByText(/signed .*with a passkey/i).first().waitFor();
});
