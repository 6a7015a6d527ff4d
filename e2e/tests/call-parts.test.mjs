// The parts of calls that need no browser: what leaves a device in a call through the relay holds no address of its own,
// credentials are renewed in time, and the picture follows what the network carries.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SOUND_ONLY, STEPS, fitted } from "../../crates/web/assets/call-media.js";
import { isWatched } from "../../crates/web/assets/call-page.js";
import { relayOnly, relayedCandidate, runsOut } from "../../crates/web/assets/call-peer.js";

const OWN = ["192.0.2.17", "2001:db8::17", "7f1c0e9a-1111-4222-8333-944445555666.local"];
const RELAYED = "candidate:1 1 udp 41885439 203.0.113.5 49200 typ relay raddr 192.0.2.17 rport 51000 generation 0";

/** A description with an address wherever one can stand. */
function description(own) {
  const family = own.includes(":") ? "IN IP6" : "IN IP4";
  return [
    "v=0", `o=- 4611731400430051336 2 ${family} ${own}`, "s=-", "t=0 0", "a=group:BUNDLE 0",
    "m=audio 9 UDP/TLS/RTP/SAVPF 111", `c=${family} ${own}`, `a=rtcp:9 ${family} ${own}`,
    `a=candidate:2 1 udp 2122260223 ${own} 51000 typ host generation 0`,
    `a=candidate:3 1 udp 1686052607 ${own} 51000 typ srflx raddr ${own} rport 51000`,
    `a=candidate:4 1 tcp 1518280447 ${own} 9 typ host tcptype active`,
    `a=${RELAYED.replace("192.0.2.17", own)}`,
    "a=ice-ufrag:abcd", "a=mid:0", "a=sendrecv", "",
  ].join("\r\n");
}

test("a description holds no address but that of the relay", () => {
  for (const own of OWN) {
    const said = relayOnly(description(own));
    assert.ok(!said.includes(own), said);
    assert.match(said, /^a=candidate:1 1 udp 41885439 203\.0\.113\.5 49200 typ relay raddr 0\.0\.0\.0 rport 0 generation 0$/m);
    assert.equal(said.match(/^a=candidate/gm).length, 1);
    assert.equal(relayOnly(said), said, "once is enough");
  }
});

test("a candidate that is not of a relay is not said", () => {
  for (const line of ["", "candidate:2 1 udp 2122260223 192.0.2.17 51000 typ host", "candidate:5 1 udp 1 x.local 9 typ prflx"]) {
    assert.equal(relayedCandidate(line), null);
  }
  assert.ok(!relayedCandidate(RELAYED).includes("192.0.2.17"));
});

test("the sign says that somebody is there only while they talk and that one is in the call", () => {
  const [parent, ria] = [{ kind: "parent" }, { kind: "supervisor" }];
  assert.equal(isWatched(true, false, [parent, ria]), true);
  assert.equal(isWatched(true, true, [parent]), true, "on the own page of whoever is there");
  assert.equal(isWatched(false, false, [parent, ria]), false, "nothing is seen or heard yet");
  assert.equal(isWatched(true, false, [parent]), false);
});

test("credentials are renewed before the first of them runs out", () => {
  assert.equal(runsOut([]), Infinity);
  assert.equal(runsOut([{ urls: "turn:x", username: "somebody", credential: "" }]), Infinity);
  const at = (time) => ({ urls: "turn:x", username: `${time}:call/seat`, credential: "" });
  assert.equal(runsOut([at(1_800_000_600), at(1_800_000_000)]), 1_800_000_000_000);
});

test("the picture becomes smaller, then goes, and comes back by itself only while there is one", () => {
  const weak = { lost: 0.3, limited: true, carries: 30_000 };
  const strong = { lost: 0, limited: false, carries: 2_000_000 };
  let fit = { step: 0, weight: 0 };
  fit = fitted(fit, weak);
  assert.equal(fit.step, 0, "one bad moment changes nothing");
  fit = fitted(fit, strong);
  for (let looks = 0; fit.step < SOUND_ONLY; looks += 1) {
    const before = fit.step;
    fit = fitted(fit, weak);
    assert.ok(fit.step - before <= 1 && looks < 20, "one step at a time");
  }
  assert.equal(fitted(fit, strong).step, SOUND_ONLY, "the person turns it on again");
  fit = { step: SOUND_ONLY - 1, weight: 0 };
  for (let looks = 0; looks < 60; looks += 1) fit = fitted(fit, strong);
  assert.equal(fit.step, 0);
  assert.ok(STEPS.every(({ maxBitrate }, at) => at === 0 || maxBitrate < STEPS[at - 1].maxBitrate));
});
