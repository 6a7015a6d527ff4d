// Starts the program with the demo family and reads from its own words where it listens and how to
// sign in. Each test file has a server of its own, so that no test sees another's swaps.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const DEADLINE_MS = 60_000;
const READY = /^Parenthesis is ready: (http:\/\/localhost:\d+)\/?$/;
const PERSON = /^\s*(Mara|Elias):\s+(\S+@\S+) \/ (.+?)\s*$/;

function program() {
  const path = process.env.PARENTHESIS
    ?? fileURLToPath(new URL("../../target/debug/parenthesis", import.meta.url));
  if (!existsSync(path)) {
    throw new Error(`There is no program at ${path}. Build it with: cargo build -p parenthesis`);
  }
  return path;
}

/**
 * Starts `parenthesis demo` on a free port and resolves when it says that it is ready.
 *
 * The result has `origin`, `people` (mara and elias, each with name, email and password), `said`
 * (all lines it printed) and `stop()`, which asks it to end and resolves to its exit code.
 */
export async function startServer() {
  const child = spawn(program(), ["demo", "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, RUST_LOG: process.env.RUST_LOG ?? "warn" },
  });
  // A test that breaks off must not leave the server behind.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const said = [];
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      process.off("exit", end);
      resolve(code ?? signal);
    });
  });

  const server = { origin: "", people: {}, said };
  let deadline;
  await new Promise((resolve, reject) => {
    const listen = (line) => {
      said.push(line);
      const ready = READY.exec(line);
      if (ready) server.origin = ready[1];
      const person = PERSON.exec(line);
      if (person) {
        const [, name, email, password] = person;
        server.people[name.toLowerCase()] = { name, email, password };
      }
      if (server.origin && server.people.mara && server.people.elias) resolve();
    };
    createInterface({ input: child.stdout }).on("line", listen);
    createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
    child.once("error", reject);
    ended.then((code) => reject(new Error(`The program ended with ${code}:\n${said.join("\n")}`)));
    deadline = setTimeout(() => {
      end();
      reject(new Error(`Not ready after ${DEADLINE_MS} ms. It said:\n${said.join("\n")}`));
    }, DEADLINE_MS);
  }).finally(() => clearTimeout(deadline));

  server.stop = async () => {
    child.kill("SIGTERM");
    return ended;
  };
  return server;
}
