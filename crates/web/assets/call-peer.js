// @ts-check
// The connection with one other seat of a call. Whoever came later offers; where both do at once, one gives way. In a call
// through the relay nothing that holds an address leaves this device, and nothing that does is taken: the server looks
// too. A connection that breaks is mended for as long as the call lasts.

/** A break is mended after this; at whoever gives way a little later, so that both do not begin at once. */
const MENDS_MS = 3_000;
const MENDS_LATER_MS = 5_000;
/** And again after this. */
const MENDS_AGAIN_MS = 8_000;
/** A connection that did not come about after this is begun anew. */
const FIRST_MS = 15_000;
/** What is no address. */
const NOWHERE = "IN IP4 0.0.0.0";

/** @typedef {"relay" | "all"} Policy */
/** @typedef {{ camera: boolean, microphone: boolean }} State */

/**
 * A candidate without the address behind the relay; nothing when it is not of a relay.
 * @param {string} line
 */
export function relayedCandidate(line) {
  if (!/(^|\s)typ relay(\s|$)/.test(line)) return null;
  return line.replace(/\sraddr\s+\S+/, " raddr 0.0.0.0").replace(/\srport\s+\S+/, " rport 0");
}

/**
 * A description in which no address stands but that of the relay.
 * @param {string} sdp
 */
export function relayOnly(sdp) {
  return sdp.split(/\r\n|\r|\n/).flatMap((line) => {
    if (line.startsWith("a=candidate:")) {
      const candidate = relayedCandidate(line.slice(2));
      return candidate === null ? [] : [`a=${candidate}`];
    }
    if (line.startsWith("c=")) return [`c=${NOWHERE}`];
    if (line.startsWith("o=")) return [line.replace(/IN IP[46] \S+\s*$/, NOWHERE)];
    if (line.startsWith("a=rtcp:")) return [`a=rtcp:9 ${NOWHERE}`];
    return [line];
  }).join("\r\n");
}

/**
 * When the soonest of these credentials runs out, in milliseconds since 1970; never where none says so. They begin with
 * that time in seconds.
 * @param {RTCIceServer[]} ice
 */
export function runsOut(ice) {
  const times = ice.map(({ username = "" }) => /^(\d{9,12})(:|$)/.exec(username)?.[1]).filter((time) => time !== undefined);
  return Math.min(...times.map((time) => Number(time) * 1000));
}

/**
 * What a call gives to each of its connections.
 * @typedef {object} Call
 * @property {() => RTCIceServer[]} ice
 * @property {Policy} policy
 * @property {() => { camera: MediaStreamTrack | null, microphone: MediaStreamTrack | null }} own
 * @property {(to: string, kind: "offer" | "answer" | "candidate", data: unknown) => void} say
 * @property {(seat: string, track: MediaStreamTrack) => void} sees
 * @property {(seat: string, linked: boolean) => void} linked
 */

export class Peer {
  /** @type {RTCPeerConnection} */
  #connection;
  #offering = false;
  #ignores = false;
  #answering = false;
  #ended = false;
  #wasLinked = false;
  /** Candidates that came before the description they belong to. @type {RTCIceCandidateInit[]} */
  #early = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #mend;
  /** What came is looked at one after the other. @type {Promise<unknown>} */
  #turn = Promise.resolve();
  /** Of the last look: packets sent and lost. */
  #before = { sent: 0, lost: 0 };

  /**
   * @param {string} seat
   * @param {boolean} yields whether it gives way when both offer at once
   * @param {Call} call
   */
  constructor(seat, yields, call) {
    this.seat = seat;
    this.yields = yields;
    this.call = call;
    this.#connection = this.#fresh();
    this.#mends(FIRST_MS);
  }

  /** @returns {RTCConfiguration} */
  #setting() {
    return {
      iceServers: this.call.ice(), iceTransportPolicy: this.call.policy, bundlePolicy: "max-bundle", rtcpMuxPolicy: "require",
    };
  }

  #fresh() {
    const { call, seat } = this;
    const connection = new RTCPeerConnection(this.#setting());
    connection.addEventListener("negotiationneeded", () => this.#offer());
    connection.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate?.candidate) this.#tell(candidate);
    });
    connection.addEventListener("track", ({ track }) => call.sees(seat, track));
    for (const kind of ["connectionstatechange", "iceconnectionstatechange"]) {
      connection.addEventListener(kind, () => {
        if (connection === this.#connection) this.#look();
      });
    }
    return connection;
  }

  /** Whether picture and sound go to and fro. */
  get isLinked() {
    return this.#connection.connectionState === "connected";
  }

  /** Offers what this side has: the side that came later does. A place for a picture is kept also where there is none yet. */
  begin() {
    const { camera, microphone } = this.call.own();
    this.#connection.addTransceiver(microphone ?? "audio", { direction: "sendrecv" });
    this.#connection.addTransceiver(camera ?? "video", { direction: "sendrecv" });
  }

  async #offer() {
    const connection = this.#connection;
    try {
      this.#offering = true;
      await connection.setLocalDescription();
      this.#describe(connection);
    } catch {
      // The connection was ended meanwhile, or the other offered: that comes by itself.
    } finally {
      this.#offering = false;
    }
  }

  /** @param {RTCPeerConnection} connection */
  #describe(connection) {
    const said = connection.localDescription;
    if (this.#ended || connection !== this.#connection || !said) return;
    if (said.type !== "offer" && said.type !== "answer") return;
    const sdp = this.call.policy === "relay" ? relayOnly(said.sdp) : said.sdp;
    this.call.say(this.seat, said.type, { type: said.type, sdp });
  }

  /** @param {RTCIceCandidate} found */
  #tell(found) {
    const init = found.toJSON();
    const candidate = this.call.policy === "relay" ? relayedCandidate(init.candidate ?? "") : init.candidate;
    if (candidate && !this.#ended) this.call.say(this.seat, "candidate", { ...init, candidate });
  }

  /**
   * What the other side said.
   * @param {string} kind
   * @param {unknown} data
   */
  hear(kind, data) {
    this.#turn = this.#turn.then(() => this.#take(kind, data)).catch(() => {
      // What cannot be understood changes nothing; the connection is mended if it has to be.
    });
    return this.#turn;
  }

  /** @param {string} kind @param {unknown} data */
  async #take(kind, data) {
    if (this.#ended || typeof data !== "object" || data === null) return;
    if (kind === "candidate") await this.#candidate(data);
    else if (kind === "offer" && "sdp" in data) await this.#offered(String(data.sdp));
    else if (kind === "answer" && "sdp" in data) await this.#answered(String(data.sdp));
  }

  /** @param {RTCIceCandidateInit} init */
  async #candidate(init) {
    const candidate = this.call.policy === "relay" ? relayedCandidate(init.candidate ?? "") : init.candidate;
    if (!candidate) return;
    if (!this.#connection.remoteDescription) {
      if (!this.#ignores) this.#early.push({ ...init, candidate });
      return;
    }
    try {
      await this.#connection.addIceCandidate({ ...init, candidate });
    } catch (error) {
      if (!this.#ignores) throw error;
    }
  }

  /** @param {string} sdp */
  async #offered(sdp) {
    const collides = this.#offering || (this.#connection.signalingState !== "stable" && !this.#answering);
    this.#ignores = collides && !this.yields;
    if (this.#ignores) return;
    if (collides && !this.#connection.remoteDescription) {
      // Nothing was agreed yet: what this side offered is forgotten.
      this.#connection.close();
      this.#connection = this.#fresh();
      this.#early = [];
    }
    const connection = this.#connection;
    await connection.setRemoteDescription({ type: "offer", sdp });
    await this.#join(connection);
    await connection.setLocalDescription();
    this.#describe(connection);
    await this.#catchUp();
  }

  /** @param {string} sdp */
  async #answered(sdp) {
    if (this.#connection.signalingState !== "have-local-offer") return;
    this.#answering = true;
    this.#ignores = false;
    try {
      await this.#connection.setRemoteDescription({ type: "answer", sdp });
    } finally {
      this.#answering = false;
    }
    await this.#catchUp();
  }

  async #catchUp() {
    for (const one of this.#early.splice(0)) await this.#connection.addIceCandidate(one).catch(() => {});
  }

  /** Puts what this side has into the places that the other side offered. @param {RTCPeerConnection} connection */
  async #join(connection) {
    const own = this.call.own();
    for (const transceiver of connection.getTransceivers()) {
      if (transceiver.direction === "stopped" || transceiver.direction === "sendrecv") continue;
      transceiver.direction = "sendrecv";
      const track = transceiver.receiver.track.kind === "video" ? own.camera : own.microphone;
      await transceiver.sender.replaceTrack(track);
    }
  }

  /** Sends what this side has now: after the camera came or went. */
  async send() {
    const own = this.call.own();
    for (const { sender, receiver, direction } of this.#connection.getTransceivers()) {
      // What the other side only offered is filled when it is answered.
      if (direction !== "sendrecv") continue;
      const track = receiver.track.kind === "video" ? own.camera : own.microphone;
      if (sender.track !== track) await sender.replaceTrack(track).catch(() => {});
    }
  }

  /** How large the picture is that goes out. @param {{ maxBitrate: number, maxFramerate: number, scaleResolutionDownBy: number }} step */
  async fit(step) {
    const video = this.#connection.getTransceivers().find(({ receiver }) => receiver.track.kind === "video");
    if (!video || !video.currentDirection) return;
    const asked = video.sender.getParameters();
    const [first] = asked.encodings;
    if (!first) return;
    if (first.maxBitrate === step.maxBitrate && first.scaleResolutionDownBy === step.scaleResolutionDownBy) return;
    Object.assign(first, step);
    asked.degradationPreference = "balanced";
    await video.sender.setParameters(asked).catch(() => {});
  }

  /**
   * How the network is towards the other side since the last look; nothing while there is nothing to see.
   * @returns {Promise<{ lost: number, limited: boolean, carries: number | null } | null>}
   */
  async look() {
    if (!this.isLinked) return null;
    const now = { sent: 0, lost: 0 };
    const look = { limited: false, carries: /** @type {number | null} */ (null) };
    for (const one of (await this.#connection.getStats()).values()) {
      if (one.type === "outbound-rtp") {
        now.sent += one.packetsSent ?? 0;
        if (one.kind === "video") look.limited = one.qualityLimitationReason === "bandwidth";
      }
      if (one.type === "remote-inbound-rtp") now.lost += one.packetsLost ?? 0;
      if (one.type === "candidate-pair" && one.nominated) look.carries = one.availableOutgoingBitrate ?? look.carries;
    }
    const [sent, lost] = [now.sent - this.#before.sent, now.lost - this.#before.lost];
    this.#before = now;
    return { ...look, lost: sent > 0 ? Math.max(lost, 0) / sent : 0 };
  }

  /** Goes over the relay with other credentials. */
  renew() {
    try {
      this.#connection.setConfiguration(this.#setting());
      this.#connection.restartIce();
    } catch {
      // The connection was ended meanwhile.
    }
  }

  #look() {
    if (this.#ended) return;
    const { connectionState, iceConnectionState } = this.#connection;
    const broken = [connectionState, iceConnectionState].some((state) => state === "failed" || state === "disconnected");
    if (connectionState === "connected" && !broken) {
      clearTimeout(this.#mend);
      this.#mend = undefined;
      this.call.linked(this.seat, true);
      this.#wasLinked = true;
    } else if (broken && (this.#wasLinked || this.#mend === undefined)) {
      this.#wasLinked = false;
      clearTimeout(this.#mend);
      this.#mends(this.yields ? MENDS_LATER_MS : MENDS_MS);
    }
  }

  /** @param {number} wait */
  #mends(wait) {
    this.#mend = setTimeout(() => {
      this.call.linked(this.seat, false);
      this.mend();
      this.#mends(MENDS_AGAIN_MS);
    }, wait);
  }

  /** Looks for another way to the other side. */
  mend() {
    if (this.#ended) return;
    // Nothing was ever offered, or it never arrived.
    if (this.#connection.getTransceivers().length === 0) this.begin();
    else if (this.#connection.signalingState === "have-local-offer") this.#describe(this.#connection);
    else this.#connection.restartIce();
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#mend);
    this.#connection.close();
  }
}
