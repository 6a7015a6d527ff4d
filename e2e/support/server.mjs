// Starts the program and reads from its own words where it listens and how to sign in. Each test file
// has a server of its own, so that no test sees another's swaps.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createSecure } from "node:https";
import { request } from "node:http";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const DEADLINE_MS = 60_000;
const READY = /^Parenthesis is ready: (https?:\/\/localhost:\d+)\/?$/;
const PERSON = /^\s*(Mara|Elias):\s+(\S+@\S+) \/ (.+?)\s*$/;
const INVITATION = /^\s*(https?:\/\/localhost:\d+\/join\/\S+)\s*$/m;
const SET_UP = /^\s*(http:\/\/localhost:\d+\/begin\/\S+)\s*$/;
const PLAN = fileURLToPath(new URL("../../examples/plans/four-children.toml", import.meta.url));

/** Where the program is. */
export function program() {
  const path = process.env.PARENTHESIS
    ?? fileURLToPath(new URL("../../target/debug/parenthesis", import.meta.url));
  if (!existsSync(path)) {
    throw new Error(`There is no program at ${path}. Build it with: cargo build -p parenthesis`);
  }
  return path;
}

/**
 * Starts `parenthesis demo` on a free port, with further options if there are any, and resolves when it says that it is
 * ready.
 *
 * The result has `origin`, `people` (mara and elias, each with name, email and password), `said`
 * (all lines it printed) and `stop()`, which asks it to end and resolves to its exit code.
 */
export function startDemo(more = []) {
  return start(["demo", "--listen", "127.0.0.1:0", ...more], ({ origin, people }) => origin && people.mara && people.elias);
}

/**
 * Founds a family from a plan as Mara, an example unless there is a text, and serves it. The result has besides what `startDemo`
 * gives `invitation`, the path of the link that was printed for Elias, and `propose(text)`, which puts
 * another plan forward as Mara and gives what was printed; the server stops meanwhile, and has another
 * origin afterwards. `keep()` and `rewind()` play a host who restores an older copy. The folder goes when it stops.
 */
export async function startFounded(text = "") {
  const folder = mkdtempSync(join(tmpdir(), "parenthesis-e2e-"));
  const plan = text === "" ? PLAN : join(folder, "plan.toml");
  if (text !== "") writeFileSync(plan, text);
  const mara = { name: "Mara", email: "mara@example.org", password: "a bridge and a lantern" };
  const passwords = join(folder, "password");
  const data = join(folder, "data");
  writeFileSync(passwords, `${mara.password}\n`, { mode: 0o600 });
  const said = execFileSync(program(), [
    "found", plan, "--data", data, "--parent", "mara", "--email", mara.email, "--password-file", passwords,
  ], { encoding: "utf8" });
  const link = INVITATION.exec(said);
  if (!link) throw new Error(`No invitation in what was printed:\n${said}`);
  const serve = (port = 0) =>
    start(["serve", "--data", data, "--listen", `127.0.0.1:${port}`], ({ origin }) => origin);
  let server = await serve();
  const copy = `${folder}-copy`;
  const restart = async (meanwhile) => {
    const { port } = new URL(server.origin);
    await server.stop();
    meanwhile();
    server = await serve(port);
    Object.assign(founded, { said: server.said });
  };
  const founded = {
    origin: server.origin,
    said: server.said,
    people: { mara },
    invitation: new URL(link[1]).pathname,
    async propose(text) {
      await server.stop();
      const file = join(folder, "next.toml");
      writeFileSync(file, text);
      const printed = execFileSync(program(), [
        "propose", file, "--data", data, "--email", mara.email, "--password-file", passwords,
      ], { encoding: "utf8" });
      server = await serve();
      Object.assign(founded, { origin: server.origin, said: server.said });
      return printed;
    },
    /** Keeps a copy of all that is on the disk; the server stops meanwhile, and has the same origin afterwards. */
    keep: () => restart(() => cpSync(folder, copy, { recursive: true })),
    /** Puts the copy in place of all that is on the disk, as whoever runs the server can. */
    rewind: () => restart(() => {
      rmSync(folder, { recursive: true });
      cpSync(copy, folder, { recursive: true });
    }),
    async stop() {
      const code = await server.stop();
      for (const each of [folder, copy]) rmSync(each, { recursive: true, force: true });
      return code;
    },
  };
  return founded;
}

/** Listens on a free port of this machine, and gives it. */
async function listening(server) {
  await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server.address().port;
}

/** A proxy with a certificate of its own, as a server that is reached over HTTPS stands behind one. */
function secureProxy(folder, inner) {
  const [key, cert] = [join(folder, "proxy.key"), join(folder, "proxy.crt")];
  execFileSync("openssl", [
    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost",
    "-addext", "subjectAltName=DNS:localhost",
  ], { stdio: "ignore" });
  return createSecure({ key: readFileSync(key), cert: readFileSync(cert) }, (asked, answer) => {
    const { method, url, headers } = asked;
    const on = request({ host: "127.0.0.1", port: inner, method, path: url, headers }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    on.on("error", () => answer.destroy());
    asked.pipe(on);
  });
}

/** As `startFounded`, reached over HTTPS through a proxy; without `propose`, `keep` and `rewind`. */
export async function startSecure() {
  const folder = mkdtempSync(join(tmpdir(), "parenthesis-e2e-"));
  const mara = { name: "Mara", email: "mara@example.org", password: "a bridge and a lantern" };
  const [passwords, data] = [join(folder, "password"), join(folder, "data")];
  writeFileSync(passwords, `${mara.password}\n`, { mode: 0o600 });
  const free = createServer();
  const inner = await listening(free);
  await new Promise((resolve) => {
    free.close(resolve);
  });
  const proxy = secureProxy(folder, inner);
  const url = `https://localhost:${await listening(proxy)}`;
  const said = execFileSync(program(), [
    "found", PLAN, "--data", data, "--parent", "mara", "--email", mara.email, "--password-file", passwords,
    "--public-url", url,
  ], { encoding: "utf8" });
  const args = ["serve", "--data", data, "--listen", `127.0.0.1:${inner}`, "--public-url", url];
  const server = await start(args, ({ origin }) => origin);
  const { stop } = server;
  return Object.assign(server, {
    people: { mara },
    invitation: new URL(INVITATION.exec(said)[1]).pathname,
    async stop() {
      proxy.close();
      proxy.closeAllConnections();
      const code = await stop();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  });
}

/**
 * Serves an empty folder. The result has besides what `startDemo` gives `setUp`, the path of the link that was
 * printed. The folder goes when it stops.
 */
export async function startEmpty() {
  const folder = mkdtempSync(join(tmpdir(), "parenthesis-e2e-"));
  const args = ["serve", "--data", join(folder, "data"), "--listen", "127.0.0.1:0"];
  const link = ({ said }) => said.map((line) => SET_UP.exec(line)).find(Boolean);
  const server = await start(args, (server) => server.origin && link(server));
  const { stop } = server;
  return Object.assign(server, {
    setUp: new URL(link(server)[1]).pathname,
    async stop() {
      const code = await stop();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  });
}

/** The text of the plan that `startFounded` founds the family from. */
export function foundedPlan() {
  return readFileSync(PLAN, "utf8");
}

/** Starts the program and resolves once what it said is enough. */
async function start(args, enough) {
  const child = spawn(program(), args, {
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
      if (enough(server)) resolve();
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
