// @ts-check
// What somebody writes and has not sent. A field with data-draft, or the text fields of a form with it, is kept on
// this device while it is written, and comes back with the page. Without a connection a message is not sent: it waits
// on this device, says so, and goes when the person says so. One that its writer lets rest for an hour waits in the
// same way; once it has rested, the pages of messages say so, and nothing but its writer sends it. Nothing of one
// person is shown to another one, and all of it goes with signing out and leaving (leave.js).

import { moment } from "./moment.js";

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/**
 * What is being written: the text, and the number of the command that its form carries, so that what was sent
 * although no answer came counts once; and whether it is to rest before it is sent.
 * @typedef {{ text: string, command: string, rest?: boolean }} Draft
 */

/**
 * A message that rests knows until when, and on which page it was written.
 * @typedef {{ until?: number, where?: string }} Rest
 */

/**
 * A message that waits: what its form would have sent, but for files.
 * @typedef {{ text: string, fields: [string, string][], files: boolean, at: number } & Rest} Unsent
 */

/**
 * What was sent just now from this tab: the drafts, and the message that had waited, if any.
 * @typedef {{ person: string, keys: string[], waited?: { key: string, at: number } }} Sent
 */

const FIELDS = "textarea[data-draft], form[data-draft] textarea, form[data-draft] input[type=text]";
const PATIENCE_MS = 5_000;
/** So long a form that may go has to go. */
const GOES_MS = 20_000;
/** So long a message rests. */
const REST_MS = 60 * 60 * 1_000;
/** So much of it, in characters, stands on the other pages of messages. */
const SHOWN = 240;
const SENT = "parenthesis-draft-sent";

/** Reads what was kept; null when it is not there or not ours. @param {Storage} storage @param {string} name */
function read(storage, name) {
  try {
    return JSON.parse(storage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** @param {Storage} storage @param {string} name @param {unknown} value */
function write(storage, name, value) {
  try {
    if (value === null) storage.removeItem(name);
    else storage.setItem(name, JSON.stringify(value));
  } catch {
    // No room, or no permission: it is not kept, and everything else works.
  }
}

/** Sixteen fresh bytes: another message is another command. */
function freshCommand() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hidden field that numbers what a form asks for. @param {HTMLFormElement | null} form */
function commandOf(form) {
  const field = form?.querySelector('input[type=hidden][name="command"]');
  return field instanceof HTMLInputElement ? field : null;
}

/** @param {ParentNode} part @returns {Field[]} */
function fieldsOf(part) {
  return [...part.querySelectorAll(FIELDS)].filter((one) =>
    one instanceof HTMLTextAreaElement || one instanceof HTMLInputElement);
}

/** Under what a field is kept. What corrects a message is no draft of the next one. @param {Field} field */
function keyOf(field) {
  const key = field.dataset.draft ?? `${field.form?.dataset.draft} ${field.name}`;
  const corrects = field.form?.querySelector('input[name="corrects"]');
  return corrects instanceof HTMLInputElement ? `${key} corrects ${corrects.value}` : key;
}

/** The field of a message, in its form. @param {HTMLFormElement} form */
function messageOf(form) {
  const field = form.querySelector('textarea[data-draft], :scope[data-draft] textarea[name="text"]');
  return field instanceof HTMLTextAreaElement ? field : null;
}

/**
 * The choice to let a message rest. It has no name, so that no server ever learns of it.
 * @param {HTMLFormElement} form
 */
function restOf(form) {
  const choice = form.querySelector("[data-rest] input[type=checkbox]");
  return choice instanceof HTMLInputElement ? choice : null;
}

/** Where a message of this form is written. @param {HTMLFormElement} form */
function placeOf(form) {
  const address = new URL(form.action);
  for (const [name, asked] of Object.entries({ corrects: "correct", clause: "clause" })) {
    const field = form.querySelector(`input[name="${name}"]`);
    if (field instanceof HTMLInputElement) address.searchParams.set(asked, field.value);
  }
  return `${address.pathname}${address.search}#${form.id}`;
}

/** What a waiting message does now. @param {Unsent} unsent */
function stateOf({ until }) {
  if (until === undefined) return "waits";
  return Date.now() < until ? "rests" : "rested";
}

/** Whether the server answers. */
async function reachable() {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** All that is kept for one person. */
class Drafts {
  /** Forms that may go, with the message that had waited. @type {Map<HTMLFormElement, Unsent | null>} */
  #going = new Map();
  /** When the next message has rested. @type {ReturnType<typeof setTimeout> | undefined} */
  #bell;

  /** @param {HTMLTemplateElement} mark @param {string} person */
  constructor(mark, person) {
    this.mark = mark;
    this.person = person;
  }

  /** @param {string} key */
  #draft(key) {
    return `parenthesis-draft ${this.person} ${key}`;
  }

  /** @param {string} key */
  #waiting(key) {
    return `parenthesis-draft-unsent ${this.person} ${key}`;
  }

  /** @param {string} key @returns {Unsent[]} */
  #unsent(key) {
    const all = read(localStorage, this.#waiting(key));
    return Array.isArray(all) ? all : [];
  }

  /** @param {string} key @param {Unsent[]} all */
  #keepUnsent(key, all) {
    write(localStorage, this.#waiting(key), all.length > 0 ? all : null);
  }

  /** All that waits, whatever it is about, with what it is kept under. @returns {[string, Unsent][]} */
  #everything() {
    const prefix = this.#waiting("");
    const keys = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    return keys.map((name) => name.slice(prefix.length)).flatMap((key) =>
      this.#unsent(key).map((unsent) => /** @type {[string, Unsent]} */ ([key, unsent])));
  }

  begin() {
    const waited = this.#settle();
    this.#restore(waited);
    document.addEventListener("input", ({ target }) => {
      const field = target instanceof Element ? fieldsOf(document).find((one) => one === target) : undefined;
      if (field) this.#keep(field);
      const form = target instanceof HTMLInputElement ? target.form : null;
      const message = form && restOf(form) === target ? messageOf(form) : null;
      if (message) this.#keep(message);
    });
    document.addEventListener("submit", (event) => this.#submitted(event), true);
    document.addEventListener("parenthesis:shown", () => this.#restore(false));
  }

  /**
   * What was sent from this tab is sent once the server has led on from it to this page. Gives whether a message that
   * had waited came back.
   */
  #settle() {
    /** @type {Sent | null} */
    const sent = read(sessionStorage, SENT);
    write(sessionStorage, SENT, null);
    if (sent?.person !== this.person) return false;
    const [entry] = performance.getEntriesByType("navigation");
    const led = entry instanceof PerformanceNavigationTiming && entry.redirectCount > 0;
    if (!led && !new URLSearchParams(location.search).has("recorded")) return sent.waited !== undefined;
    for (const key of sent.keys) write(localStorage, this.#draft(key), null);
    const { waited } = sent;
    if (waited) this.#keepUnsent(waited.key, this.#unsent(waited.key).filter(({ at }) => at !== waited.at));
    return false;
  }

  /** The choice that is made with this field. @param {Field} field */
  #restFor(field) {
    return field.form && messageOf(field.form) === field ? restOf(field.form) : null;
  }

  /** @param {Field} field */
  #keep(field) {
    const command = commandOf(field.form)?.value ?? "";
    const rest = this.#restFor(field)?.checked ? { rest: true } : {};
    const draft = field.value.trim() === "" ? null : { text: field.value, command, ...rest };
    write(localStorage, this.#draft(keyOf(field)), draft);
  }

  /**
   * Brings back what was written. `cameBack`: the page holds the words of a message that had waited, and what was
   * being written beside it is to wait in its place.
   * @param {boolean} cameBack
   */
  #restore(cameBack) {
    for (const choice of document.querySelectorAll("form[data-draft] [data-rest]")) choice.removeAttribute("hidden");
    for (const field of fieldsOf(document)) {
      const key = keyOf(field);
      /** @type {Draft | null} */
      const draft = read(localStorage, this.#draft(key));
      const rest = this.#restFor(field);
      // A look at it, or a word about what is wrong, does not send what was to rest.
      if (rest && draft?.rest && ["", draft.text.trim()].includes(field.value.trim())) rest.checked = true;
      if (draft && field.value === "") {
        field.value = draft.text;
        const command = commandOf(field.form);
        if (command && draft.command) command.value = draft.command;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      } else if (draft && cameBack && draft.text !== field.value) {
        const fields = /** @type {[string, string][]} */ ([[field.name, draft.text]]);
        this.#keepUnsent(key, [...this.#unsent(key), { text: draft.text, fields, files: false, at: Date.now() }]);
        this.#keep(field);
      }
    }
    this.#list();
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    const fields = fieldsOf(form);
    if (fields.length === 0) return;
    const waited = this.#going.get(form);
    if (waited === undefined) {
      event.preventDefault();
      if (this.#isToRest(form, event.submitter)) {
        this.#hold(form, event.submitter, { until: Date.now() + REST_MS, where: placeOf(form) });
      } else {
        this.#send(form, event.submitter, null);
      }
      return;
    }
    const message = messageOf(form);
    /** @type {Sent} */
    const sent = { person: this.person, keys: waited ? [] : fields.map(keyOf) };
    if (waited && message) sent.waited = { key: keyOf(message), at: waited.at };
    write(sessionStorage, SENT, sent);
  }

  /**
   * Whether a message stays on this device for an hour. A second look is no sending.
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} button
   */
  #isToRest(form, button) {
    const written = (messageOf(form)?.value.trim() ?? "") !== "";
    return written && button?.dataset.look === undefined && restOf(form)?.checked === true;
  }

  /**
   * Sends a form when the server answers, and keeps what it holds when not.
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} button
   * @param {Unsent | null} waited
   * @returns {Promise<boolean>} whether it went
   */
  async #send(form, button, waited) {
    if (await reachable()) {
      this.#going.set(form, waited);
      setTimeout(() => this.#going.delete(form), GOES_MS);
      form.requestSubmit(button);
      return true;
    }
    if (!waited) this.#hold(form, button, {});
    return false;
  }

  /**
   * There is no connection, or it is to rest: a message waits on this device, everything else stays where it is.
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} button
   * @param {Rest} rest
   */
  #hold(form, button, rest) {
    const message = messageOf(form);
    // Nothing to send, or only a second look at what was written.
    if (!message || message.value.trim() === "" || button?.dataset.look !== undefined) {
      this.#say("kept-here");
      return;
    }
    /** @type {[string, string][]} */
    const fields = [];
    let files = false;
    for (const [name, value] of new FormData(form, button)) {
      if (typeof value !== "string") files ||= value.size > 0;
      else if (name !== "form_token" && !name.startsWith("device.")) fields.push([name, value]);
    }
    const key = keyOf(message);
    const at = Date.now();
    this.#keepUnsent(key, [...this.#unsent(key), { text: message.value, fields, files, at, ...rest }]);
    if (!this.#unsent(key).some((one) => one.at === at && one.text === message.value)) {
      this.#say("not-kept");
      return;
    }
    for (const field of fieldsOf(form)) write(localStorage, this.#draft(keyOf(field)), null);
    form.reset();
    message.value = "";
    const command = commandOf(form);
    if (command) command.value = freshCommand();
    this.#list();
  }

  /** @param {string} name */
  #say(name) {
    const part = this.mark.content.querySelector(`[data-part="${name}"]`);
    if (part) document.getElementById("live-said")?.replaceChildren(document.importNode(part, true));
  }

  /** Shows before its form what waits for it, and on the other pages of messages what has rested. */
  #list() {
    clearTimeout(this.#bell);
    for (const old of document.querySelectorAll('main :is([data-part="unsent"], [data-part="rested"])')) old.remove();
    /** @type {Set<string>} */
    const here = new Set();
    for (const form of document.querySelectorAll("main form")) {
      const message = form instanceof HTMLFormElement ? messageOf(form) : null;
      if (!(form instanceof HTMLFormElement) || !message) continue;
      const key = keyOf(message);
      here.add(key);
      for (const unsent of this.#unsent(key)) form.before(this.#shown(form, key, unsent));
    }
    const all = this.#everything();
    for (const [key, unsent] of all) if (!here.has(key)) this.#pointAt(unsent);
    const left = all.map(([, { until = 0 }]) => until - Date.now()).filter((wait) => wait > 0);
    if (left.length > 0) this.#bell = setTimeout(() => this.#rang(), Math.min(...left, REST_MS));
  }

  /** Some message may have rested by now. */
  #rang() {
    const before = document.querySelectorAll('main [data-slot="rested"]').length;
    this.#list();
    if (document.querySelectorAll('main [data-slot="rested"]').length > before) this.#say("rested-now");
  }

  /** Says on another page of messages that this one has rested, with the way to it. @param {Unsent} unsent */
  #pointAt(unsent) {
    const place = document.querySelector("main [data-rested]");
    const part = this.mark.content.querySelector('[data-part="rested"]');
    if (!place || !part || unsent.where === undefined || stateOf(unsent) !== "rested") return;
    const copy = document.importNode(part, true);
    const [text, link] = [copy.querySelector('[data-slot="text"]'), copy.querySelector("a")];
    const letters = [...unsent.text];
    if (text) text.textContent = letters.length > SHOWN ? `${letters.slice(0, SHOWN).join("")}…` : unsent.text;
    if (link) link.href = unsent.where;
    place.after(copy);
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} key
   * @param {Unsent} unsent
   */
  #shown(form, key, unsent) {
    const part = this.mark.content.querySelector('[data-part="unsent"]');
    if (!part) return "";
    const copy = document.importNode(part, true);
    const slot = (/** @type {string} */ name) => copy.querySelector(`[data-slot="${name}"]`);
    const [text, files] = [slot("text"), slot("files")];
    if (text) text.textContent = unsent.text;
    for (const [name, at] of Object.entries({ at: unsent.at, until: unsent.until ?? unsent.at })) {
      const time = slot(name);
      if (!(time instanceof HTMLTimeElement)) continue;
      time.dateTime = new Date(at).toISOString();
      time.textContent = moment(at);
    }
    if (!unsent.files) files?.remove();
    for (const state of ["waits", "rests", "rested"]) if (state !== stateOf(unsent)) slot(state)?.remove();
    const on = (/** @type {string} */ name, /** @type {() => void} */ act) => {
      copy.querySelector(`[data-do="${name}"]`)?.addEventListener("click", act);
    };
    on("send", () => this.#sendWaiting(form, unsent));
    on("write", () => this.#writeOn(form, key, unsent));
    on("remove", () => this.#remove(key, unsent));
    return copy;
  }

  /** @param {string} key @param {Unsent} unsent */
  #remove(key, { at }) {
    this.#keepUnsent(key, this.#unsent(key).filter((one) => one.at !== at));
    this.#list();
  }

  /**
   * Puts what waits back into its form.
   * @param {HTMLFormElement} form
   * @param {Unsent} unsent
   */
  #fill(form, { fields }) {
    for (const control of form.elements) {
      const known = control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement
        || control instanceof HTMLSelectElement;
      if (!known || control.name === "" || control.name === "form_token") continue;
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
        control.checked = values.includes(control.value);
      } else if (values[0] !== undefined && control.type !== "file") {
        [control.value] = values;
      }
    }
  }

  /** @param {HTMLFormElement} form @param {Unsent} unsent */
  async #sendWaiting(form, unsent) {
    const before = new FormData(form);
    this.#fill(form, unsent);
    const button = [...form.elements].find((one) => one instanceof HTMLButtonElement && one.type === "submit"
      && (one.name === "" || unsent.fields.some(([name, value]) => name === one.name && value === one.value)));
    if (await this.#send(form, button instanceof HTMLElement ? button : null, unsent)) return;
    const fields = [...before].filter((pair) => typeof pair[1] === "string");
    this.#fill(form, { ...unsent, fields: /** @type {[string, string][]} */ (fields) });
    this.#say("kept-here");
  }

  /**
   * The message goes back to where it was written; what is being written there waits in its place.
   * @param {HTMLFormElement} form
   * @param {string} key
   * @param {Unsent} unsent
   */
  #writeOn(form, key, unsent) {
    const message = messageOf(form);
    if (!message) return;
    const others = this.#unsent(key).filter(({ at }) => at !== unsent.at);
    if (message.value.trim() !== "") {
      const fields = /** @type {[string, string][]} */ ([...new FormData(form)].filter(([name, value]) =>
        typeof value === "string" && name !== "form_token" && !name.startsWith("device.")));
      others.push({ text: message.value, fields, files: false, at: Date.now() });
    }
    this.#fill(form, unsent);
    this.#keepUnsent(key, others);
    this.#keep(message);
    this.#list();
    message.focus();
  }
}

const mark = document.getElementById("live");
const person = mark?.dataset.person;
if (mark instanceof HTMLTemplateElement && person !== undefined && "localStorage" in globalThis) {
  new Drafts(mark, person).begin();
}
