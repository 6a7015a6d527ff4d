// Messages: a topic is opened, a photo goes along, the other parent finds both; corrections, the look before
// sending, what rests on its writer's device, and what waits for its reader. With the taps and the typed fields that a
// message takes counted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { finger, signIn, tabTo } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";

const running = suite();

/** A small picture, as a phone would send it. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGM4EaABRwzEcQASUhQBFGG4BQAAAABJRU5ErkJggg==",
  "base64",
);

const words = (page) => page.getByRole("textbox", { name: /^Write to/ });
const send = (page) => page.getByRole("button", { name: "Send", exact: true });

/** Opens a topic and says something in it. */
async function begin(page, title, said) {
  await page.goto("/messages");
  await page.getByRole("link", { name: "New topic" }).first().click();
  await page.getByLabel("Topic", { exact: true }).fill(title);
  await words(page).fill(said);
  await send(page).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

for (const [viewport, script] of [[PHONE, true], [DESK, true], [PHONE, false]]) {
  const how = `at ${viewport.width} px ${script ? "with" : "without"} script`;
  test(`a message with a photo reaches the other parent, ${how}`, async (t) => {
    const title = `Swimming of Sam ${how}`;
    const mara = await visit(t, running.browser, running.server, { name: "Mara", viewport, script });
    await signIn(mara, running.server.people.mara);
    await begin(mara, title, "The swimming lesson is on Thursday at 16:00.");
    await mara.getByText("Sent and recorded as no.").waitFor();

    const by = finger();
    await mara.goto("/today");
    await by.tap(mara, mara.getByRole("link", { name: /^Messages/ }).first());
    await by.tap(mara, mara.getByRole("link", { name: new RegExp(title) }).first());
    await by.type(mara, words(mara), "This is the bag. See https://example.org/bag.");
    const [chooser] = await Promise.all([mara.waitForEvent("filechooser"), by.tap(mara, mara.getByLabel("Add files"))]);
    await chooser.setFiles({ name: "bag.png", mimeType: "image/png", buffer: PNG });
    await by.tap(mara, send(mara));
    await mara.getByText("bag.png").waitFor();
    assert.deepEqual([by.taps, by.fields], [4, 1]);

    const elias = await visit(t, running.browser, running.server, { name: "Elias", viewport, script });
    await signIn(elias, running.server.people.elias);
    await elias.goto("/messages");
    await elias.getByRole("link", { name: new RegExp(title) }).first().click();
    await elias.getByText("The swimming lesson is on Thursday at 16:00.").waitFor();
    const link = elias.getByRole("link", { name: "https://example.org/bag" });
    assert.equal(await link.getAttribute("rel"), "noreferrer nofollow external");
    const [file] = await Promise.all([
      elias.waitForEvent("download"),
      elias.getByRole("link", { name: /bag\.png/ }).click(),
    ]);
    assert.equal(file.suggestedFilename(), "bag.png");
    if (script) await checkPage(elias, "en", "messages-elias");
  });
}

for (const [what, opens, taps, fields] of [
  ["about a child", /^Pim/, 3, 1],
  ["in a new topic", "New topic", 3, 2],
]) {
  test(`a message ${what} takes from Today ${taps} taps, and fields typed: ${fields}`, async (t) => {
    const page = await visit(t, running.browser, running.server, { name: what });
    await signIn(page, running.server.people.mara);
    await page.goto("/today");
    const by = finger();
    await by.tap(page, page.getByRole("link", { name: /^Messages/ }).first());
    await by.tap(page, page.getByRole("main").getByRole("link", { name: opens }).first());
    await words(page).waitFor();
    const title = page.getByLabel("Topic", { exact: true });
    if (await title.isVisible()) await by.type(page, title, "The tooth fairy");
    await by.type(page, words(page), `She came last night, ${what}.`);
    await by.tap(page, send(page));
    await page.getByText("Sent and recorded as no.").waitFor();
    await page.getByText(`She came last night, ${what}.`).waitFor();
    assert.deepEqual([by.taps, by.fields], [taps, fields]);
  });
}

test("what is wrong is said, and nothing typed is lost", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await page.goto("/messages/new");
  await words(page).fill("A message without a title.");
  await send(page).click();
  await page.getByText("Give the topic a title.").first().waitFor();
  assert.equal(await words(page).inputValue(), "A message without a title.");
  await page.getByLabel("Topic", { exact: true }).fill("A page");
  await page.getByLabel("Add files").setInputFiles({
    name: "page.png", mimeType: "image/png", buffer: Buffer.from("<!doctype html><script>1</script>"),
  });
  await send(page).click();
  await page.getByText("is neither a photo nor a PDF").first().waitFor();
  await checkPage(page, "en", "messages");
});

test("a look before sending points at words, sends nothing and keeps nothing", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await page.goto("/messages/child-noor");
  const said = "You never listen. What an idiot you are.";
  await words(page).fill(said);
  await page.getByRole("button", { name: "Look over it first" }).click();
  await page.getByText("You may want to look at this once more:").waitFor();
  assert.equal(await words(page).inputValue(), said);
  await page.getByText("Only you see this.").waitFor();
  await page.goto("/messages/child-noor");
  await page.getByText("Nobody wrote about this yet.").waitFor();
});

test("a correction refers to what it corrects, and both stay", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await begin(page, "A correction", "The dentist is on Tuesday.");
  await page.getByRole("link", { name: "Correct", exact: true }).first().click();
  assert.equal(await words(page).inputValue(), "The dentist is on Tuesday.");
  await words(page).fill("The dentist is on Wednesday.");
  await send(page).click();
  await page.getByText("The dentist is on Wednesday.").waitFor();
  await page.getByText("The dentist is on Tuesday.").waitFor();
  await page.getByRole("link", { name: /^Corrects no\./ }).waitFor();
  await page.getByRole("link", { name: /^Corrected by no\./ }).waitFor();
});

test("who chose an evening without messages sees them later, or when asked", async (t) => {
  const elias = await visit(t, running.browser, running.server, { name: "Elias" });
  await signIn(elias, running.server.people.elias);
  await elias.goto("/calm");
  await checkPage(elias, "en", "messages-elias");
  await elias.getByRole("radio", { name: "Once a day", exact: true }).check();
  // A time that is some hours away whenever this runs.
  const hour = (new Date().getUTCHours() + 8) % 24;
  await elias.getByLabel("Time", { exact: true }).fill(`${String(hour).padStart(2, "0")}:30`);
  await elias.getByRole("button", { name: "Keep this" }).click();
  await elias.getByText("Kept. It holds from now on.").waitFor();

  const mara = await visit(t, running.browser, running.server, { name: "Mara" });
  await signIn(mara, running.server.people.mara);
  await begin(mara, "A quiet evening", "Cato lost a tooth.");
  await mara.getByText(/^Delivered/).waitFor();

  await elias.goto("/messages");
  await elias.getByText(/messages? waits?\b.* until/).waitFor();
  assert.equal(await elias.getByText("A quiet evening").count(), 0);
  await elias.getByRole("button", { name: "Show now what waits" }).click();
  await elias.getByRole("link", { name: /A quiet evening/ }).first().click();
  await elias.getByText("Cato lost a tooth.").waitFor();

  await elias.goto("/calm");
  await elias.getByRole("radio", { name: "At once", exact: true }).check();
  await elias.getByRole("button", { name: "Keep this" }).click();
  await elias.getByText("Kept. It holds from now on.").waitFor();
});

test("a message rests for an hour on this device, and goes when its writer sends it", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await page.clock.install();
  await signIn(page, running.server.people.mara);
  const title = "The holiday in autumn";
  await begin(page, title, "Which week do you prefer?");
  const topic = new URL(page.url()).pathname;
  const messages = page.locator('article[id^="message-"]');
  assert.equal(await messages.count(), 1);
  const said = "I would rather have the first week.";
  const rest = page.getByLabel("Let it rest for an hour first");
  await words(page).fill(said);
  await rest.check();

  // A look at it asks the server, and does not lose the choice.
  await page.getByRole("button", { name: "Look over it first" }).click();
  await page.getByText("Only you see this. Nothing was sent").waitFor();
  await rest.waitFor();
  assert.equal(await rest.isChecked(), true);
  /** @type {string[]} */
  const posted = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === "POST" && pathname.startsWith("/messages")) posted.push(pathname);
  });
  await send(page).click();
  const rests = page.getByText("Not sent. It rests on this device until");
  await rests.waitFor();
  assert.deepEqual(posted, [], "nothing reaches the server");
  assert.equal(await words(page).inputValue(), "");
  assert.equal(await rest.isChecked(), false);
  await checkPage(page, "en", "messages-rests");

  await page.goto("/messages");
  await page.getByRole("heading", { level: 1, name: "Messages" }).waitFor();
  const over = page.getByRole("main").getByText("This message has rested. Send it or change it.");
  await page.clock.fastForward("50:00");
  assert.equal(await over.count(), 0);
  await page.clock.fastForward("11:00");
  await over.waitFor();
  await page.getByText(said).waitFor();
  assert.deepEqual(posted, [], "it is not sent by itself");
  await checkPage(page, "en", "messages-rested");

  await page.getByRole("link", { name: "Look at it" }).click();
  await page.waitForURL((url) => url.pathname === topic);
  await over.waitFor();
  assert.equal(await messages.count(), 1);
  assert.equal(await rests.count(), 0);
  await page.getByRole("button", { name: "Go on writing" }).click();
  assert.equal(await words(page).inputValue(), said);
  await words(page).fill(`${said} What about you?`);
  await send(page).click();
  await page.getByText("Sent and recorded as no.").waitFor();
  await page.waitForFunction(() => localStorage.length === 0);
  assert.equal(await messages.count(), 2);
  assert.equal(await over.count(), 0);
});

test("what rests can be sent at once or taken away, and without script nothing rests", async (t) => {
  const page = await visit(t, running.browser, running.server);
  await signIn(page, running.server.people.mara);
  await begin(page, "The bicycle", "The bicycle of Cato is too small.");
  const rest = page.getByLabel("Let it rest for an hour first");
  const rests = page.getByText("Not sent. It rests on this device until");
  for (const said of ["I have a bigger one.", "Shall I look for one?"]) {
    await words(page).fill(said);
    await rest.check();
    await send(page).click();
    await page.locator('[data-part="unsent"]').filter({ hasText: said }).waitFor();
  }
  await page.reload();
  const waiting = (said) => page.locator('[data-part="unsent"]').filter({ hasText: said });
  await waiting("I have a bigger one.").getByRole("button", { name: "Remove it" }).click();
  await waiting("Shall I look for one?").getByRole("button", { name: "Send it now" }).click();
  await page.locator('article[id^="message-"]').filter({ hasText: "Shall I look for one?" }).waitFor();
  await page.waitForFunction(() => localStorage.length === 0);
  assert.equal(await page.locator('article[id^="message-"]').count(), 2);
  assert.equal(await rests.count(), 0);
  assert.equal(await page.getByText("I have a bigger one.").count(), 0);

  const plain = await visit(t, running.browser, running.server, { name: "plain", script: false });
  await signIn(plain, running.server.people.mara);
  await plain.goto("/messages/new");
  assert.equal(await plain.getByLabel("Let it rest for an hour first").isVisible(), false);
});

test("the keyboard alone writes a message", async (t) => {
  const page = await visit(t, running.browser, running.server, { viewport: DESK });
  await signIn(page, running.server.people.mara);
  await page.goto("/messages/child-sam");
  await tabTo(page, words(page));
  await page.keyboard.type("Sam has a cold, and slept well.");
  // It is waited for from before the key is pressed, or it may open unseen.
  const opens = async () => {
    await tabTo(page, page.getByLabel("Add files"));
    await page.keyboard.press("Space");
  };
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), opens()]);
  await chooser.setFiles({ name: "thermometer.png", mimeType: "image/png", buffer: PNG });
  await tabTo(page, send(page));
  await page.keyboard.press("Enter");
  await page.getByText("Sent and recorded as no.").waitFor();
  await page.getByRole("link", { name: /thermometer\.png/ }).waitFor();
});

for (const [place, look] of [["messages", PHONE], ["messages/child-noor", PHONE], ["calm", DESK]]) {
  for (const lang of ["en", "nl"]) {
    test(`${place} holds together in ${lang} at ${look.width} px`, async (t) => {
      const page = await visit(t, running.browser, running.server, { viewport: look, locale: lang });
      await signIn(page, running.server.people.mara, lang);
      await page.goto(`/${place}`);
      await checkPage(page, lang, `${place.replace("/", "-")}-${look.width}`);
    });
  }
}
