// Notices on a device: turned on on its page, tried, told of a message without a name, ended by its push service and by
// signing out. The push service is our own, which verifies and decrypts; the notice is shown by the real script.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DESK, PHONE, visit } from "../support/browser.mjs";
import { checkPage } from "../support/checks.mjs";
import { pretend, startPushService } from "../support/push-service.mjs";
import { startDemo } from "../support/server.mjs";
import { signIn, signOut } from "../support/steps.mjs";
import { suite } from "../support/suite.mjs";

const service = await startPushService();
after(() => service.stop());
const running = suite(() => startDemo(["--push-service-nearby", service.origin]));

const HERE = "/calm/notices-here";
const ON = /^On since /;
const OFF = "Off on this device";
/** What a neutral notice holds none of. */
const PRIVATE = /Mara|Elias|Noor|Sam|Cato|Pim|swimming|dentist/i;

/** A parent with a browser that may show notices, and what its push service gets. */
async function parent(t, who, settings = {}) {
  const page = await visit(t, running.browser, running.server, { viewport: PHONE, name: who, ...settings });
  const device = service.device();
  const context = page.context();
  await context.grantPermissions(settings.allowed ?? ["notifications"], { origin: running.server.origin });
  await pretend(context, device);
  await signIn(page, running.server.people[who], settings.locale ?? "en");
  t.after(() => assert.deepEqual(service.wrong.splice(0), [], "what the push service was given"));
  return { page, device };
}

const begin = (page) => page.getByRole("button", { name: "Tell me on this device" });
const trial = (page) => page.getByRole("button", { name: "Send a trial" });
const heading = (page, name) => page.getByRole("heading", { level: 2, name });

/** What the page asked the browser for. */
function asked(page) {
  return page.evaluate(() => JSON.parse(localStorage.getItem("push-double")));
}

async function turnOn(page) {
  await page.goto(HERE);
  await begin(page).click();
  await page.getByText("From now on this device is told.").waitFor();
  await heading(page, ON).waitFor();
}

/** Looks at the page again until it says something: what a service answers is written down a moment after it. */
async function comes(page, words) {
  for (const begun = performance.now(); performance.now() - begun < 20_000 && !(await words.isVisible());) await page.goto(HERE);
  await words.waitFor();
}

async function write(page, title, said) {
  await page.goto("/messages/new");
  await page.getByLabel("Topic", { exact: true }).fill(title);
  await page.getByRole("textbox", { name: /^Write to/ }).fill(said);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

/** Gives the real script what came, as the browser would, and waits for what it shows. */
async function shown(page, text, tag) {
  const { origin } = running.server;
  const session = await page.context().newCDPSession(page);
  const found = new Promise((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const one = registrations.find(({ scopeURL }) => scopeURL === `${origin}/push/`);
      if (one) resolve(one.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId: await found, data: text });
  const notice = await page.evaluate(async (wanted) => {
    const all = await navigator.serviceWorker.getRegistrations();
    const ours = all.find(({ scope }) => new URL(scope).pathname === "/push/");
    for (const begun = performance.now(); performance.now() - begun < 20_000;) {
      const [one] = await ours?.getNotifications({ tag: wanted }) ?? [];
      if (one) return { title: one.title, body: one.body, lang: one.lang, url: one.data.url };
      await new Promise(requestAnimationFrame);
    }
    return null;
  }, tag);
  await session.detach();
  return notice;
}

function isNeutral({ text, told }) {
  assert.equal(Buffer.byteLength(text) % 256, 0, "its length tells nothing");
  assert.deepEqual(Object.keys(told).sort(), ["body", "lang", "plain", "tag", "title", "url"]);
  assert.doesNotMatch(`${told.title} ${told.body}`, PRIVATE);
  assert.match(told.tag, /^[0-9a-f]{32}$/);
  assert.match(told.url, /^\/[^/]/);
  assert.equal(told.lang, "en");
}

test("a parent turns notices on, tries them, and is told of a message without a name", async (t) => {
  const { page, device } = await parent(t, "elias");
  await page.goto("/calm");
  await page.getByRole("link", { name: "Notices on this device" }).click();
  await heading(page, OFF).waitFor();
  await begin(page).waitFor();
  await checkPage(page, "en", "pages/push-off-390");

  await begin(page).click();
  await page.getByText("From now on this device is told.").waitFor();
  await heading(page, ON).waitFor();
  const { key, visible } = await asked(page);
  assert.equal(visible, true);
  await checkPage(page, "en", "pages/push-on-390");

  await trial(page).click();
  await page.getByText("A trial is on its way.").waitFor();
  const first = await device.next();
  isNeutral(first);
  assert.equal(first.key, key, "the key is the one that was offered to this browser");
  const notice = await shown(page, first.text, first.told.tag);
  const { title, body, lang, url } = first.told;
  assert.deepEqual(notice, { title, body, lang, url });

  const other = await visit(t, running.browser, running.server, { viewport: DESK, name: "Mara" });
  await signIn(other, running.server.people.mara);
  await write(other, "Swimming of Sam", "Sam has a dentist after swimming.");
  const told = await device.next();
  isNeutral(told);
  assert.notEqual(told.told.tag, first.told.tag);
  await shown(page, told.text, told.told.tag);
  // Her page says nothing of his devices.
  await other.goto(HERE);
  await other.getByText("No other device of yours is told.").waitFor();
});

test("a key of its own for each browser; each counts the other, and stopping ends one", async (t) => {
  const one = await parent(t, "elias", { viewport: DESK, name: "Elias at the desk" });
  const two = await parent(t, "elias");
  await turnOn(one.page);
  await turnOn(two.page);
  const keys = [await asked(one.page), await asked(two.page)].map(({ key }) => key);
  assert.notEqual(keys[0], keys[1]);
  await one.page.goto(HERE);
  await one.page.getByText(/One other device of yours is told|\d+ other devices of yours are told/).waitFor();
  await checkPage(one.page, "en", "pages/push-on-1280");

  // The browser lost it, as browsers do; it is asked for anew with another key.
  await one.page.evaluate(() => localStorage.removeItem("push-double"));
  await one.page.reload();
  await one.page.getByText("The browser has ended this by itself").waitFor();
  await one.page.getByRole("button", { name: "Begin anew" }).click();
  await one.page.getByText("From now on this device is told.").waitFor();
  assert.notEqual((await asked(one.page)).key, keys[0]);
  await trial(one.page).click();
  assert.equal((await one.device.next()).key, (await asked(one.page)).key);

  await one.page.getByRole("button", { name: "Tell me here no more" }).click();
  await one.page.getByText("This device is not told any more.").waitFor();
  await heading(one.page, OFF).waitFor();
  assert.equal(await asked(one.page), null, "the browser forgot it too");
  assert.equal(await one.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await two.page.goto(HERE);
  await heading(two.page, ON).waitFor();
});

test("when the push service takes nothing, now or ever, the page says so", async (t) => {
  const { page, device } = await parent(t, "elias", { viewport: DESK });
  await turnOn(page);
  device.answers = ["close"];
  await trial(page).click();
  await device.next();
  await comes(page, page.getByText("Lately no notice could be brought to this device."));
  await heading(page, ON).waitFor();

  device.answers = [410];
  await trial(page).click();
  assert.equal((await device.next()).answer, 410);
  await comes(page, heading(page, OFF));
  await page.getByText("This device was told before. That has ended").waitFor();
  await checkPage(page, "en", "pages/push-ended-1280");
});

test("after signing out nothing more arrives", async (t) => {
  const gone = await parent(t, "mara");
  const stays = await parent(t, "mara", { viewport: DESK, name: "Mara at the desk" });
  await turnOn(gone.page);
  await turnOn(stays.page);
  await signOut(gone.page);
  const elias = await visit(t, running.browser, running.server, { name: "Elias" });
  await signIn(elias, running.server.people.elias);
  await write(elias, "The blue bag", "The blue bag is with me.");
  isNeutral(await stays.device.next());
  await stays.page.goto(HERE);
  await stays.page.getByText("No other device of yours is told.").waitFor();
  await trial(stays.page).click();
  await stays.device.next();
  assert.deepEqual(gone.device.arrived, []);
});

test("a browser that may not show notices, an iPhone, and one without script are told what to do", async (t) => {
  const { page } = await parent(t, "elias", { allowed: [] });
  await page.goto(HERE);
  await page.getByText("The browser does not let this site show notices.").waitFor();
  assert.equal(await begin(page).isVisible(), false);
  await checkPage(page, "en", "pages/push-denied-390");

  const phone = await visit(t, running.browser, running.server, { viewport: PHONE, name: "iPhone" });
  await phone.addInitScript(() => {
    delete globalThis.PushManager;
    Object.defineProperty(navigator, "standalone", { value: false });
  });
  await signIn(phone, running.server.people.elias);
  await phone.goto(HERE);
  await phone.getByText("Tap the share button").waitFor();
  await checkPage(phone, "en", "pages/push-iphone-390");

  const plain = await visit(t, running.browser, running.server, { viewport: PHONE, name: "plain", script: false });
  await signIn(plain, running.server.people.elias);
  await plain.goto(HERE);
  await plain.getByText("What is new is told by e-mail instead.").waitFor();
  assert.equal(await begin(plain).isVisible(), false);
});

for (const viewport of [PHONE, DESK]) {
  test(`the page in Dutch at ${viewport.width} px`, async (t) => {
    const { page } = await parent(t, "mara", { viewport, locale: "nl" });
    await page.goto(HERE);
    await page.getByRole("button", { name: "Geef me op dit apparaat een seintje" }).waitFor();
    await checkPage(page, "nl", `pages/push-nl-${viewport.width}`);
    await page.goto("/calm");
    await checkPage(page, "nl", `pages/calm-nl-${viewport.width}`);
  });
}
