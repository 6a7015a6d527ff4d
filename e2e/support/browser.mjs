// Chromium, and the people who use it: each visitor has a browser context of their own, and is watched
// for what no page may ever do.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };
export const SMALLEST = { width: 320, height: 640 };

/** Settings for visits that together show both widths, both schemes and both languages. */
export const LOOKS = [
  { viewport: PHONE, colorScheme: "light", locale: "en" },
  { viewport: PHONE, colorScheme: "dark", locale: "nl" },
  { viewport: DESK, colorScheme: "dark", locale: "en" },
  { viewport: DESK, colorScheme: "light", locale: "nl" },
].map((look) => ({ ...look, name: `${look.viewport.width}-${look.colorScheme}-${look.locale}` }));

const SCREENSHOTS = process.env.SCREENSHOTS
  ? `${process.env.SCREENSHOTS}/`
  : fileURLToPath(new URL("../screenshots/", import.meta.url));

/** Further options for a browser whose camera and microphone are pretended. */
export const CALLS = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--allow-loopback-in-peer-connection",
];

/** Starts Chromium without a window, with a fresh profile, and without calls to anybody's servers. */
export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/**
 * Opens a browser context on the server and returns its page.
 *
 * `settings`: viewport, colorScheme ("light", "dark"), locale ("en", "nl"), script (false turns it off), offline (true:
 * the test takes the connection away, and what fails for want of it is no fault).
 * When the test `t` ends, the last page is photographed and everything that the pages did wrong fails it.
 */
export async function visit(t, browser, server, settings = {}) {
  const context = await browser.newContext({
    baseURL: server.origin,
    // A proxy in a test has a certificate that nobody knows.
    ignoreHTTPSErrors: server.origin.startsWith("https:"),
    viewport: settings.viewport ?? PHONE,
    colorScheme: settings.colorScheme ?? "light",
    locale: settings.locale === "nl" ? "nl-NL" : "en-GB",
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
    javaScriptEnabled: settings.script ?? true,
  });
  context.setDefaultTimeout(30_000);
  const wrong = watch(context, server.origin, settings.offline ?? false);
  const page = await context.newPage();
  t.after(async () => {
    await screenshot(page, `last/${slug(t.name)}-${slug(settings.name ?? "visitor")}`);
    await context.close();
    assert.deepEqual(wrong, [], "what the pages did wrong");
  });
  return page;
}

/** Collects what no page may do: leave the origin, miss the policy, fail, or complain in the console. */
function watch(context, origin, offline) {
  const wrong = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["about:", "data:", "blob:"].includes(url.protocol)) {
      wrong.push(`request to ${url.href}`);
    }
  });
  context.on("requestfailed", (request) => {
    // A navigation that the next one overtakes is no fault.
    const why = request.failure()?.errorText;
    // The stream that an open page listens to ends when the server does, and is opened again.
    if (new URL(request.url()).pathname === "/live") return;
    if (offline && ["net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED"].includes(why)) return;
    if (why !== "net::ERR_ABORTED") wrong.push(`${request.url()}: ${why}`);
  });
  context.on("response", (response) => {
    if (new URL(response.url()).origin !== origin) return;
    wrong.push(...responseFaults(response));
  });
  context.on("weberror", (error) => wrong.push(`script: ${error.error().message}`));
  context.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // Chromium reports every refused page here; the status itself is looked at above and in the tests.
    if (message.text().startsWith("Failed to load resource")) return;
    wrong.push(`console: ${message.text()}`);
  });
  return wrong;
}

function responseFaults(response) {
  const faults = [];
  const headers = response.headers();
  const where = `${response.request().method()} ${response.url()} (${response.status()})`;
  const policy = headers["content-security-policy"] ?? "";
  const rules = policy.split(";").map((rule) => rule.trim());
  // A file that somebody sent is handed out under a policy that allows it nothing at all.
  const nothing = policy === "sandbox; default-src 'none'";
  for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    if (!nothing && !rules.includes(rule)) faults.push(`${where}: no ${rule} in '${policy}'`);
  }
  if (policy.includes("unsafe-")) faults.push(`${where}: ${policy}`);
  if (headers["x-content-type-options"] !== "nosniff") faults.push(`${where}: sniffing is not forbidden`);
  const document = response.request().resourceType() === "document";
  // Its script asks whether a call is still there, and learns that it is not.
  const left = response.status() === 404 && /\/calls\/[^/]+$/.test(new URL(response.url()).pathname);
  if (response.status() >= 500 || (response.status() >= 400 && !document && !left)) faults.push(where);
  return faults;
}

/** Saves the whole page, or what is in view, under e2e/screenshots, which is not committed. */
export async function screenshot(page, name, { fullPage = true } = {}) {
  const path = `${SCREENSHOTS}${name}.png`;
  mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  await page.screenshot({ path, fullPage });
}

/** A text as part of a file's name. */
export function slug(text) {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
}
