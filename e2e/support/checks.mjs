// What must be true of every page: accessible, not wider than the screen, one heading, a title, a language.

import assert from "node:assert/strict";
import axe from "axe-core";
import { SMALLEST, screenshot } from "./browser.mjs";

/**
 * No finding of axe-core, its best practices included. Needs script in the page's context.
 * `except` names rules that are checked in another way.
 */
export async function checkAccessible(page, { except = [] } = {}) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((rules) =>
    globalThis.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])),
    }), except);
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.html.slice(0, 200)}\n    ${node.failureSummary}`));
  assert.equal(findings.length, 0, `${page.url()}\n${findings.join("\n")}`);
}

/**
 * A sheet that opened over the page: accessible, and every button in it can be hit. axe-core does not know
 * that an open popover lies over all else, so the size of what can be tapped is measured here.
 */
export async function checkSheet(page, sheet) {
  await checkAccessible(page, { except: ["target-size"] });
  const small = await sheet.getByRole("button").or(sheet.getByRole("link")).evaluateAll((all) =>
    all.flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return height >= 44 && element.contains(hit) ? [] : [`${element.outerHTML.slice(0, 80)}: ${height} px`];
    }));
  assert.deepEqual(small, [], `what can be tapped in ${page.url()}`);
}

/** Nothing sticks out to the side, at the width that the page has now. */
export async function checkNoSidewaysScroll(page) {
  const found = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`);
    return `${document.documentElement.scrollWidth} px in ${width} px: ${wide.slice(0, 8).join(" ")}`;
  });
  assert.equal(found, null, `${page.url()} is too wide`);
}

/** One h1, one main, a title, and the language that was asked for. */
export async function checkShape(page, language) {
  const shape = await page.evaluate(() => ({
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    language: document.documentElement.lang.slice(0, 2),
    title: document.title.trim() !== "",
    inline: document.querySelectorAll("[style], style, script:not([src])").length,
  }));
  assert.deepEqual(
    shape,
    { headings: 1, mains: 1, language, title: true, inline: 0 },
    page.url(),
  );
}

/** All of the above at the page's own width and at the smallest, with a screenshot under `name`. */
export async function checkPage(page, language, name) {
  const own = page.viewportSize();
  await page.waitForLoadState();
  await checkShape(page, language);
  await checkAccessible(page);
  await checkNoSidewaysScroll(page);
  await screenshot(page, name);
  await page.setViewportSize(SMALLEST);
  await checkNoSidewaysScroll(page);
  await page.setViewportSize(own);
}
