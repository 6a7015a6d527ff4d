// Makes the picture in the README: Today of the demo family, as Mara sees it on a desk.
//
//     cargo build -p parenthesis
//     cd e2e && npm ci && npm run picture

import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "./support/browser.mjs";
import { startDemo } from "./support/server.mjs";
import { signIn } from "./support/steps.mjs";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
const path = `${folder}today.png`;
const MOST_BYTES = 300_000;

const server = await startDemo();
const browser = await launch();
try {
  const page = await browser.newPage({
    baseURL: server.origin,
    viewport: { width: 1280, height: 800 },
    colorScheme: "light",
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
  });
  await signIn(page, server.people.mara);
  // Without the ring of whatever had the focus, and the whole page in one view.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 1280, height });
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path });
} finally {
  await browser.close();
  await server.stop();
}
const { size } = statSync(path);
if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
console.log(`${path}: ${size} bytes`);
