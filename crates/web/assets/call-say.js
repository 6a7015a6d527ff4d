// @ts-check
// What the page of a call says to the server, and to other seats by way of it: in order, since a candidate without its
// description means nothing, and once more where there was no connection.

/** Said again after this. */
const AGAIN_MS = 1_000;
/** A browser carries on little for a page that is gone. */
const CARRIED_ON = 8_000;

/**
 * A form to the server.
 * @param {HTMLElement} room what holds the token of the page's forms
 * @param {Record<string, string>} fields
 */
export function fieldsOf(room, fields) {
  return new URLSearchParams({ ...fields, form_token: room.dataset.token ?? "" });
}

/** @param {HTMLElement} room @param {string} address @param {Record<string, string>} fields */
export async function post(room, address, fields) {
  const body = fieldsOf(room, fields);
  const keepalive = body.toString().length < CARRIED_ON;
  const answer = await fetch(address, { method: "POST", body, keepalive, redirect: "manual", cache: "no-store" });
  if (answer.status >= 500) throw new Error("not taken");
  return answer;
}

/** The servers through which a browser may send, out of what the page or the server says. @param {string} text @returns {RTCIceServer[]} */
export function servers(text) {
  try {
    const read = JSON.parse(text);
    const all = Array.isArray(read) ? read : read.ice ?? read.iceServers ?? [];
    return Array.isArray(all) ? all : [];
  } catch {
    return [];
  }
}

/** What waits to be said to other seats. */
export class Sayings {
  /** @type {{ to: string, kind: string, data: unknown }[]} */
  #waiting = [];
  #speaking = false;
  #over = false;
  /** The seat that speaks. */
  seat = "";

  /** @param {HTMLElement} room */
  constructor(room) {
    this.room = room;
  }

  /** @param {string} to @param {string} kind @param {unknown} data */
  tell(to, kind, data) {
    // Of what is shown, only the newest counts.
    if (kind === "state") this.#waiting = this.#waiting.filter((one) => one.to !== to || one.kind !== kind);
    this.#waiting.push({ to, kind, data });
    if (!this.#speaking) this.#speak();
  }

  /** Nothing more is said to a seat; to none, where none is named. @param {string} [to] */
  forget(to) {
    this.#waiting = to === undefined ? [] : this.#waiting.filter((one) => one.to !== to);
  }

  async #speak() {
    this.#speaking = true;
    for (let next = this.#waiting[0]; next && !this.#over; next = this.#waiting[0]) {
      const { to, kind, data } = next;
      try {
        await post(this.room, this.room.dataset.say ?? "", { seat: this.seat, to, kind, data: JSON.stringify(data) });
        if (this.#waiting[0] === next) this.#waiting.shift();
      } catch {
        await new Promise((resolve) => { setTimeout(resolve, AGAIN_MS); });
      }
    }
    this.#speaking = false;
  }

  end() {
    this.#over = true;
    this.#waiting = [];
  }
}
