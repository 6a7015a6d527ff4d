// A push service of our own (RFC 8030), for a server under test: it takes what the server sends to a browser, and looks
// at all of it as a service and a browser would, with nothing but node:crypto. It verifies who signed (VAPID, RFC 8292),
// decrypts (RFC 8291, RFC 8188), and answers what the test says. What is not as it must be is kept in `wrong`.

import assert from "node:assert/strict";
import {
  createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify as verifySignature,
} from "node:crypto";
import { createServer } from "node:http";

/** A record holds no more (RFC 8030, 7.2: a service takes at least 4096 bytes). */
const MOST_BYTES = 4096;
/** A signature holds for at most a day (RFC 8292, 2). */
const LONGEST_S = 24 * 60 * 60;
/** What was not taken is tried again after a while; so long it is waited for. */
const DEADLINE_MS = 150_000;
const RECORD_HEAD = 21;
const TAG_BYTES = 16;

/** Decrypts a message for a browser, given as its ECDH key and its secret (RFC 8291, 3 and 4). */
export function decrypt(body, ecdh, auth) {
  const [salt, size, idLength] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]];
  const theirs = body.subarray(RECORD_HEAD, RECORD_HEAD + idLength);
  assert.equal(theirs.length, 65, "the sender's key is a point of P-256, not compressed");
  const sealed = body.subarray(RECORD_HEAD + idLength);
  assert.ok(sealed.length > TAG_BYTES && sealed.length <= size, "there is one record");
  const hkdf = (key, salted, info, length) => Buffer.from(hkdfSync("sha256", key, salted, info, length));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), theirs]);
  const key = hkdf(ecdh.computeSecret(theirs), auth, info, 32);
  const content = hkdf(key, salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = hkdf(key, salt, "Content-Encoding: nonce\0", 12);
  const open = createDecipheriv("aes-128-gcm", content, nonce);
  open.setAuthTag(sealed.subarray(-TAG_BYTES));
  const padded = Buffer.concat([open.update(sealed.subarray(0, -TAG_BYTES)), open.final()]);
  const end = padded.lastIndexOf(2);
  assert.ok(end >= 0 && padded.subarray(end + 1).every((byte) => byte === 0), "the last record ends with 2");
  return padded.subarray(0, end);
}

/** Verifies who sent something to an address of `origin`, and gives the key that signed (RFC 8292, 2 and 3). */
export function sender(authorization, origin, now = Date.now() / 1000) {
  const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/i.exec(authorization ?? "") ?? [];
  assert.ok(token && key, `no signature in '${authorization}'`);
  const point = Buffer.from(key, "base64url");
  assert.ok(point.length === 65 && point[0] === 4, "the key is a point of P-256, not compressed");
  const [head, claims, signature] = token.split(".");
  const json = (part) => JSON.parse(Buffer.from(part, "base64url").toString());
  assert.equal(json(head).alg, "ES256");
  const coordinate = (from) => point.subarray(from, from + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: coordinate(1), y: coordinate(33) };
  const fits = verifySignature(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  assert.ok(fits, "the signature does not fit");
  const { aud, exp } = json(claims);
  assert.equal(aud, origin);
  assert.ok(exp > now && exp <= now + LONGEST_S, `it holds until ${exp}, and it is ${now}`);
  return key;
}

/** A browser as its push service knows it: an address, keys, and what came for it. */
class Device {
  #ecdh = createECDH("prime256v1");
  #auth = randomBytes(16);
  #seen = 0;
  /** What came, in order: `answer`, `key` (who signed), `headers`, `text` (as decrypted) and `told` (as read). */
  arrived = [];
  /** What the next ones are answered, one after the other: a status, or "close"; then 201. */
  answers = [];
  #waiting = [];

  constructor(origin) {
    this.endpoint = `${origin}/push/${randomBytes(16).toString("base64url")}`;
    this.#ecdh.generateKeys();
  }

  /** What a browser gives of it. */
  get keys() {
    return {
      p256dh: this.#ecdh.getPublicKey().toString("base64url"),
      auth: this.#auth.toString("base64url"),
    };
  }

  /** What came next, or what comes. */
  async next() {
    const at = this.#seen;
    this.#seen += 1;
    let deadline;
    const late = new Promise((_, reject) => {
      deadline = setTimeout(() => reject(new Error(`nothing came in ${DEADLINE_MS} ms`)), DEADLINE_MS);
    });
    const there = new Promise((resolve) => {
      const look = () => {
        if (this.arrived.length <= at) return false;
        resolve(this.arrived[at]);
        return true;
      };
      if (!look()) this.#waiting.push(look);
    });
    return Promise.race([there, late]).finally(() => clearTimeout(deadline));
  }

  /** Takes a request apart; gives what it is answered. */
  take(origin, { method, headers }, body) {
    assert.equal(method, "POST");
    assert.match(headers.ttl ?? "", /^\d+$/, "how long it may wait");
    assert.equal(headers["content-encoding"], "aes128gcm");
    assert.equal(headers["content-type"] ?? "application/octet-stream", "application/octet-stream");
    assert.match(headers.urgency ?? "normal", /^(very-low|low|normal|high)$/);
    assert.match(headers.topic ?? "", /^[\w-]{0,32}$/);
    assert.ok(body.length <= MOST_BYTES, `${body.length} bytes`);
    assert.ok(!headers.cookie && !headers.referer, "nothing else comes along");
    const text = decrypt(body, this.#ecdh, this.#auth).toString();
    const answer = this.answers.shift() ?? 201;
    const key = sender(headers.authorization, origin);
    this.arrived.push({ answer, key, headers, text, told: JSON.parse(text) });
    return answer;
  }

  /** Tells whoever waits; once it was answered. */
  tell() {
    this.#waiting = this.#waiting.filter((look) => !look());
  }
}

/**
 * Starts the service on a free port. The result has `origin`, `device()`, which gives a new browser's address and keys
 * with what comes for it, `wrong`, which must stay empty, and `stop()`.
 */
export async function startPushService() {
  const service = { origin: "", wrong: [], devices: [] };
  const server = createServer((asked, answer) => {
    const parts = [];
    asked.on("data", (part) => parts.push(part));
    asked.on("end", () => {
      const device = service.devices.find(({ endpoint }) => endpoint === `${service.origin}${asked.url}`);
      let status = 404;
      try {
        assert.ok(device, `nobody is at ${asked.url}`);
        status = device.take(service.origin, asked, Buffer.concat(parts));
      } catch (error) {
        service.wrong.push(error.message);
        status = 400;
      }
      if (status === "close") asked.socket.destroy();
      else answer.writeHead(status, status === 201 ? { location: `${service.origin}/message` } : {}).end();
      device?.tell();
    });
  });
  await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  service.origin = `http://127.0.0.1:${server.address().port}`;
  return Object.assign(service, {
    device() {
      const device = new Device(service.origin);
      service.devices.push(device);
      return device;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  });
}

/**
 * Makes the pages of a context ask this device's service, as a browser does: Chromium without a window reaches none.
 * What was asked for is kept under "push-double" in the page's storage.
 */
export async function pretend(context, device) {
  await context.addInitScript(({ endpoint, keys }) => {
    if (!globalThis.PushManager) return;
    const name = "push-double";
    const subscription = () => ({
      endpoint,
      toJSON: () => ({ endpoint, expirationTime: null, keys }),
      async unsubscribe() {
        localStorage.removeItem(name);
        return true;
      },
    });
    PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
      // Browsers refuse another key for as long as there is a subscription.
      if (localStorage.getItem(name)) throw new DOMException("There is one for another key.", "InvalidStateError");
      localStorage.setItem(name, JSON.stringify({ key: applicationServerKey, visible: userVisibleOnly }));
      return subscription();
    };
    PushManager.prototype.getSubscription = async () => (localStorage.getItem(name) ? subscription() : null);
  }, { endpoint: device.endpoint, keys: device.keys });
}
