// One server and one browser for a test file: started before its tests, ended after them.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launch } from "./browser.mjs";
import { startDemo } from "./server.mjs";

/**
 * Returns an object whose `server` (the demo family unless told otherwise) and `browser` are there once the tests run.
 * `more` are further options of the browser.
 */
export function suite(start = startDemo, more = []) {
  const running = {};
  before(async () => {
    // One after the other: a browser that nobody closes would keep a failed run from ending.
    running.server = await start();
    running.browser = await launch(more);
  });
  after(async () => {
    await running.browser?.close();
    if (running.server) assert.equal(await running.server.stop(), 0, "the server ends cleanly on SIGTERM");
  });
  return running;
}
