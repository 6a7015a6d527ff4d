// A certificate by ACME: the server gets one from a private issuer (Pebble, which Let's Encrypt tests with),
// proves by TLS-ALPN-01 on its own port that the name is its own, and asks for nothing again after a restart.
// All of it on this machine: a small name server answers every name with 127.0.0.1.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { program } from "../support/server.mjs";

const HOST = "family.test";
const DEADLINE_MS = 60_000;
const READY = /^Parenthesis is ready: /;
const NEW = /a new certificate is shown from now on/;
const KEPT = /the certificate of before is shown/;

/** So many ports that nobody has at this moment. */
async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Starts a program; `line(pattern)` waits for one that it says, `stop()` ends it and gives its exit code. */
function started(t, file, args, env = {}) {
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  const said = [];
  const waiting = new Set();
  const hear = (line) => {
    said.push(line);
    for (const one of waiting) one();
  };
  createInterface({ input: child.stdout }).on("line", hear);
  createInterface({ input: child.stderr }).on("line", hear);
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  child.once("error", (error) => hear(`${file} does not start: ${error.message}`));
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  t.after(() => child.kill("SIGKILL"));
  return {
    said,
    stop,
    line: (pattern) => new Promise((resolve, reject) => {
      const failed = (why) => reject(new Error(`${why}, waiting for ${pattern}:\n${said.join("\n")}`));
      const deadline = setTimeout(() => failed("too late"), DEADLINE_MS);
      const look = () => {
        const found = said.find((line) => pattern.test(line));
        if (!found) return;
        clearTimeout(deadline);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      ended.then((code) => {
        clearTimeout(deadline);
        failed(`${file} ended with ${code}`);
      });
    }),
  };
}

/** Asks over HTTPS, trusting this authority alone; gives the answer and the certificate that was shown. */
function ask({ port, path, ca, host = HOST }) {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: "127.0.0.1", port, path, ca, servername: host, headers: { host }, agent: false,
    }, (answer) => {
      const certificate = answer.socket.getPeerCertificate();
      let body = "";
      answer.setEncoding("utf8").on("data", (piece) => { body += piece; });
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body, certificate }));
    });
    asked.once("error", reject).end();
  });
}

/** The same, as soon as somebody listens there. */
async function askOnceThere(what) {
  for (;;) {
    try {
      return await ask(what);
    } catch (error) {
      if (error.code !== "ECONNREFUSED") throw error;
      await new Promise((again) => setImmediate(again));
    }
  }
}

/** An issuer with a name server; gives its addresses and what it said. */
async function issuer(t, folder, tlsPort) {
  const [acme, management, names, namesManagement, unused] = await freePorts(5);
  const [cert, key] = [join(folder, "issuer.pem"), join(folder, "issuer-key.pem")];
  execFileSync("openssl", [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
    "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", key, "-out", cert,
  ], { stdio: "ignore" });
  const config = join(folder, "issuer.json");
  writeFileSync(config, JSON.stringify({
    pebble: {
      listenAddress: `127.0.0.1:${acme}`,
      managementListenAddress: `127.0.0.1:${management}`,
      certificate: cert,
      privateKey: key,
      httpPort: unused,
      tlsPort,
      ocspResponderURL: "",
      externalAccountBindingRequired: false,
    },
  }));
  const answers = started(t, "pebble-challtestsrv", [
    "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dns01", `127.0.0.1:${names}`,
    "-management", `127.0.0.1:${namesManagement}`, "-http01", "", "-https01", "", "-tlsalpn01", "",
  ]);
  await answers.line(/[Ss]tarting management server/);
  const pebble = started(t, "pebble", ["-config", config, "-dnsserver", `127.0.0.1:${names}`], {
    PEBBLE_VA_NOSLEEP: "1",
    PEBBLE_WFE_NONCEREJECT: "0",
  });
  await pebble.line(/ACME directory available/);
  const root = await askOnceThere({ port: management, path: "/roots/0", ca: readFileSync(cert), host: "localhost" });
  return { pebble, ca: cert, root: root.body, directory: `https://localhost:${acme}/dir` };
}

test("a certificate is got from an issuer and kept over a restart", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "parenthesis-acme-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [port] = await freePorts(1);
  const { pebble, ca, root, directory } = await issuer(t, folder, port);
  const data = join(folder, "data");
  const serve = async () => {
    const server = started(t, program(), [
      "serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--public-url", `https://${HOST}:${port}`,
      "--acme", "--acme-contact", "host@family.test", "--acme-directory", directory, "--acme-ca", ca,
    ]);
    await server.line(READY);
    return server;
  };
  const orders = () => pebble.said.filter((line) => /POST \/order-plz/.test(line)).length;

  let server = await serve();
  await server.line(NEW);
  const first = await ask({ port, path: "/healthz", ca: root });
  assert.equal(first.status, 200);
  assert.equal(first.headers["strict-transport-security"], "max-age=63072000");
  assert.match(first.certificate.issuer.CN, /Pebble/);
  assert.equal(first.certificate.subjectaltname, `DNS:${HOST}`);
  assert.equal(orders(), 1);

  // Only the owner of the folder may look into it, and it lies beside the database.
  const kept = `${data}.acme`;
  assert.equal(statSync(kept).mode & 0o777, 0o700);
  assert.equal(readdirSync(kept).length, 2, "an account and a certificate");
  assert.equal(await server.stop(), 0);

  server = await serve();
  await server.line(KEPT);
  const second = await ask({ port, path: "/healthz", ca: root });
  assert.equal(second.certificate.serialNumber, first.certificate.serialNumber);
  assert.equal(await server.stop(), 0);
  assert.equal(orders(), 1, "nothing was asked for again");
});
