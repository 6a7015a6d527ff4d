// The first tasks of two parents: connecting, and putting a schedule in. Counted in taps and fields on a phone, and done
// with the keyboard alone and without script. (A swap is counted in taps.test.mjs, a message in messages.test.mjs.)

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, launch, screenshot, visit } from "../support/browser.mjs";
import { startEmpty } from "../support/server.mjs";
import { finger, tabTo } from "../support/steps.mjs";
import { WORDS } from "../support/words.mjs";

const said = WORDS.en;
const MARA = { email: "mara@example.org", password: "a bridge and a lantern" };
const ELIAS = { email: "elias@example.org", password: "a kettle on the quiet stove" };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** The keyboard alone: Tab, Enter, the arrows, and typing. */
const keys = {
  tap: async (page, element) => { await tabTo(page, element); await page.keyboard.press("Enter"); },
  type: async (page, field, text) => { await tabTo(page, field); await page.keyboard.type(text); },
  /** In the order in which this browser writes dates: whichever gives the day. */
  day: async (page, field, iso) => {
    const [year, month, day] = iso.split("-");
    await keys.type(page, field, `${month}${day}${year}`);
    if (await field.inputValue() !== iso) {
      await field.fill("");
      await field.focus();
      await page.keyboard.type(`${day}${month}${year}`);
    }
    assert.equal(await field.inputValue(), iso);
  },
  choose: async (page, radio) => {
    await tabTo(page, page.locator("main input[type=radio]").first());
    for (let moves = 0; moves < 20 && !(await radio.isChecked()); moves += 1) await page.keyboard.press("ArrowDown");
    assert.equal(await radio.isChecked(), true);
  },
};

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Mara begins the family; the link for Elias. */
async function begin(page, server, by) {
  await page.goto(server.setUp);
  await by.type(page, page.getByLabel("Your first name"), "Mara");
  await by.type(page, page.getByLabel("The other parent’s first name"), "Elias");
  await by.type(page, page.getByLabel("Name of child 1"), "Noor");
  await by.day(page, page.getByLabel("Date of birth of child 1"), "2019-05-21");
  await by.type(page, page.getByLabel(said.email), MARA.email);
  await by.type(page, page.getByLabel(said.choosePassword), MARA.password);
  await by.type(page, page.getByLabel(said.again), MARA.password);
  await by.tap(page, button(page, "Begin"));
  await page.getByRole("heading", { name: "Your family has begun" }).waitFor();
  return page.getByLabel("The link for Elias").inputValue();
}

/** Elias opens the link and joins. */
async function join(page, link, by) {
  await page.goto(new URL(link).pathname);
  await by.type(page, page.getByLabel(said.email), ELIAS.email);
  await by.type(page, page.getByLabel(said.choosePassword), ELIAS.password);
  await by.type(page, page.getByLabel(said.again), ELIAS.password);
  await by.tap(page, button(page, said.join));
  await page.getByText(said.noPlan).waitFor();
}

/** Mara puts a rhythm forward. */
async function putForward(page, by) {
  await by.tap(page, page.getByRole("link", { name: "Put a rhythm forward" }));
  await page.getByLabel("2-2-5-5").waitFor();
  await by.choose(page, page.getByLabel("2-2-5-5"));
  await by.tap(page, button(page, "Put it forward to Elias"));
  await page.getByText(/Elias has not answered yet/).first().waitFor();
}

/** Elias agrees to what waits for him. */
async function agree(page, by) {
  await page.goto("/today");
  await by.tap(page, page.getByRole("region", { name: said.waits }).getByRole("link").first());
  await button(page, said.accept).first().waitFor();
  await by.tap(page, button(page, said.accept).first());
  const confirm = button(page, said.confirm);
  if (await confirm.first().isVisible()) await by.tap(page, confirm.first());
  await page.getByText(said.agreed).first().waitFor();
}

const WAYS = [
  { how: "on a phone, counted", viewport: PHONE, by: finger, counts: true },
  { how: "with the keyboard alone", viewport: DESK, by: () => keys },
  { how: "without script", viewport: PHONE, script: false, by: finger },
];

for (const { how, viewport, script = true, by, counts } of WAYS) {
  test(`two parents connect and put their schedule in, ${how}`, async (t) => {
    const server = await startEmpty();
    t.after(() => server.stop());
    const mara = await visit(t, browser, server, { viewport, script, name: `Mara ${how}` });
    const elias = await visit(t, browser, server, { viewport, script, name: `Elias ${how}` });
    const [founding, joining, offering, agreeing] = [by(), by(), by(), by()];
    const link = await begin(mara, server, founding);
    await join(elias, link, joining);
    await putForward(mara, offering);
    await agree(elias, agreeing);
    await mara.goto("/calendar");
    await mara.getByText("Noor").first().waitFor();
    if (!counts) return;
    await screenshot(mara, "pages/tasks/calendar");
    const of = ({ taps, fields }) => [taps, fields];
    const found = { founding: of(founding), joining: of(joining), offering: of(offering), agreeing: of(agreeing) };
    t.diagnostic(`taps and fields: ${JSON.stringify(found)}`);
    assert.deepEqual(found, { founding: [1, 7], joining: [1, 3], offering: [3, 0], agreeing: [3, 0] });
  });
}
