// Letters to a mail server from packages (aiosmtpd), which is killed with -9 and started again: each arrives, and
// its reader has it once. The server itself is killed in between too. No browser: forms are sent as they stand.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { program } from "../support/server.mjs";

const PYTHON = process.env.MAIL_SERVER_PYTHON
  ?? fileURLToPath(new URL("../../target/mail-server/bin/python", import.meta.url));
const MAIL_SERVER = fileURLToPath(new URL("../mail/server.py", import.meta.url));
const PLAN = fileURLToPath(new URL("../../examples/plans/four-children.toml", import.meta.url));
const PASSWORD = "a bridge and a lantern";
const READY = /^Parenthesis is ready: http:\/\/localhost:(\d+)/;
const INVITATION = /http:\/\/localhost:\d+(\/join\/\S+)/;
/** A letter that was not taken is tried again after a minute. */
const DEADLINE_MS = 150_000;

/** Starts a program; resolves once `pattern` is in a line that it says. */
function started(t, file, args, pattern) {
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: clean() });
  t.after(() => child.kill("SIGKILL"));
  const said = [];
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  return new Promise((resolve, reject) => {
    const hear = (line) => {
      said.push(line);
      const found = pattern.exec(line);
      if (found) resolve({ port: Number(found[1]), ended, said, kill: (signal) => (child.kill(signal), ended) });
    };
    createInterface({ input: child.stdout }).on("line", hear);
    createInterface({ input: child.stderr }).on("line", hear);
    child.once("error", reject);
    ended.then((code) => reject(new Error(`${file} ended with ${code}:\n${said.join("\n")}`)));
  });
}

function clean() {
  const { PARENTHESIS_SMTP: _, PARENTHESIS_MAIL_FROM: __, PARENTHESIS_SMTP_PASSWORD: ___, ...env } = process.env;
  return env;
}

/** Waits until something is so. */
async function until(what, holds) {
  const end = Date.now() + DEADLINE_MS;
  while (!holds()) {
    assert.ok(Date.now() < end, `too late: ${what()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
}

/** A visitor with cookies and no script. */
class Visitor {
  #cookies = new Map();

  constructor(port) {
    this.port = port;
  }

  ask(path, fields) {
    const body = fields && new URLSearchParams(fields).toString();
    const headers = {
      host: `localhost:${this.port}`,
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(body !== undefined && {
        origin: `http://localhost:${this.port}`,
        "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": Buffer.byteLength(body),
      }),
    };
    return new Promise((resolve, reject) => {
      const method = body === undefined ? "GET" : "POST";
      const asked = request({ host: "127.0.0.1", port: this.port, path, method, headers, agent: false }, (answer) => {
        for (const cookie of answer.headers["set-cookie"] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
          this.#cookies.set(name, value);
        }
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () => resolve({ status: answer.statusCode, page: Buffer.concat(parts).toString() }));
      });
      asked.once("error", reject);
      asked.end(body);
    });
  }

  /** Sends the form of a page that has a field for a password, as it stands but for these fields. */
  async send(path, fields) {
    const { page } = await this.ask(path);
    const form = page.split("<form").find((part) => part.includes('name="pass"'));
    assert.ok(form, `no form with a password on ${path}`);
    const hidden = Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      .map(([, name, value]) => [name, value]));
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? path;
    const { status } = await this.ask(action, { ...hidden, ...fields });
    assert.equal(status, 303, `${path} is answered by another page`);
  }
}

/** A family, a server for it and a mail server; each of the two can be killed and started again. */
async function scene(t) {
  const folder = mkdtempSync(join(tmpdir(), "parenthesis-mail-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [data, box, password] = ["data", "box", "password"].map((name) => join(folder, name));
  mkdirSync(box);
  writeFileSync(password, `${PASSWORD}\n`, { mode: 0o600 });
  const said = execFileSync(program(), [
    "found", PLAN, "--data", data, "--parent", "mara", "--email", "mara@example.org", "--password-file", password,
  ], { encoding: "utf8", env: clean() });
  const it = {
    folder,
    invitation: INVITATION.exec(said)[1],
    async mails(die = "never") {
      it.post = await started(t, PYTHON, [MAIL_SERVER, box, "--port", String(it.post?.port ?? 0), "--die", die], /^(\d+)$/);
    },
    smtp: () => ["--smtp", `smtp://127.0.0.1:${it.post.port}`, "--mail-from", "parenthesis@example.org"],
    async serve() {
      const port = it.server?.port ?? 0;
      it.server = await started(t, program(), [
        "serve", "--data", data, "--listen", `127.0.0.1:${port}`, ...it.smtp(),
      ], READY);
    },
    /** Signs in on a device that nobody knows, which is told by a letter. */
    async signIn(mail) {
      await new Visitor(it.server.port).send("/sign-in", { mail, pass: PASSWORD });
    },
    letters: () => readdirSync(box).filter((name) => name.endsWith(".eml")).map((name) => readFileSync(join(box, name), "utf8")),
    again: () => (existsSync(join(box, "again")) ? readFileSync(join(box, "again"), "utf8").trim().split("\n") : []),
    waiting: () => execFileSync(program(), ["mail", "list", "--data", data], { encoding: "utf8", env: clean() }),
    test: (...args) => spawnSync(program(), ["mail", "test", ...args], { encoding: "utf8", env: clean(), cwd: folder }),
  };
  return it;
}

/** A header of a mail, on one line. */
function header(mail, name) {
  const head = mail.split("\r\n\r\n")[0].replaceAll(/\r\n[ \t]+/g, " ");
  return head.split("\r\n").find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
}

const subjects = (mails) => mails.map((mail) => header(mail, "Subject")).sort();
const SIGN_IN = "A message about signing in";
const NEWS = "Something new in Parenthesis";

test("each letter reaches its reader once, whoever is killed when", async (t) => {
  const it = await scene(t);
  // It dies when it has stored the second letter, and has not said so.
  await it.mails("stored:2");
  await it.serve();
  await it.signIn("mara@example.org");
  await until(() => "the first letter", () => it.letters().length === 1);
  await it.signIn("mara@example.org");
  assert.equal(await it.post.ended, "SIGKILL");
  assert.equal(it.letters().length, 2);

  // It dies while it receives a letter; and nobody answers for a while.
  await it.mails("receiving:1");
  await it.signIn("mara@example.org");
  assert.equal(await it.post.ended, "SIGKILL");
  await it.signIn("mara@example.org");
  await until(it.waiting, () => it.waiting().match(/^\d{4}-.*is tried/gm)?.length === 3);
  assert.ok(!it.waiting().includes("mara"), "nobody is named");

  // Who joins is news for the other parent. The server is killed before it can say so to anybody.
  const elias = new Visitor(it.server.port);
  await elias.send(it.invitation, { mail: "elias@example.org", pass: "a lantern and a bridge", again: "a lantern and a bridge" });
  assert.equal(await it.server.kill("SIGKILL"), "SIGKILL");
  await it.mails();
  await it.serve();

  await until(it.waiting, () => it.letters().length === 5 && it.waiting().startsWith("No message is on its way"));
  const all = it.letters();
  assert.deepEqual(subjects(all), [SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, NEWS]);
  const ids = all.map((mail) => header(mail, "Message-ID"));
  assert.equal(new Set(ids).size, 5);
  // The one that was stored and not said to be taken came a second time, under its own name.
  assert.equal(it.again().length, 1);
  for (const mail of all) {
    assert.equal(header(mail, "To"), "mara@example.org");
    assert.equal(header(mail, "Auto-Submitted"), "auto-generated");
    assert.match(header(mail, "Content-Type"), /^multipart\/alternative; boundary="=_[0-9a-f]{32}"$/);
    for (const kind of ["text/plain", "text/html"]) assert.ok(mail.includes(`Content-Type: ${kind}; charset=utf-8`));
    assert.equal(mail.split("parenthesis/newest@v1").length, 3, "the state of the record, in both parts");
    assert.ok(!/Mara|Elias|Noor/.test(mail), "nobody is named");
  }
  assert.equal(await it.server.kill("SIGTERM"), 0);
});

test("a test of the mail server says what became of it", async (t) => {
  const it = await scene(t);
  await it.mails();
  const taken = it.test("somebody@example.net", ...it.smtp());
  assert.equal(taken.status, 0, taken.stderr);
  assert.match(taken.stdout, /^The mail server took the message to somebody@example\.net\./);
  assert.equal(it.letters().length, 1);
  assert.equal(header(it.letters()[0], "Subject"), "A test of messages by e-mail");
  await it.post.kill("SIGKILL");

  await it.mails("busy");
  const busy = it.test("somebody@example.net", ...it.smtp());
  assert.equal(busy.status, 1);
  assert.match(busy.stderr, /did not take the message to somebody@example\.net: it said no: .*451.*It may take messages later\./);
  await it.post.kill("SIGKILL");

  const silent = it.test("somebody@example.net", ...it.smtp());
  assert.equal(silent.status, 1);
  assert.match(silent.stderr, /it could not be spoken to/);

  const file = it.test("somebody@example.net", "--data", join(it.folder, "data/"));
  assert.equal(file.status, 0, file.stderr);
  const [, path] = /lies in (\/.*\.eml)\.$/m.exec(file.stdout);
  assert.ok(path.startsWith(`${join(it.folder, "data.mail")}/`));
  assert.match(readFileSync(path, "utf8"), /^To: somebody@example\.net\r$/m);
  assert.equal(it.letters().length, 1, "nothing went anywhere else");
  const nowhere = it.test("somebody@example.net");
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.stderr, /--data <DIR>/);
});
