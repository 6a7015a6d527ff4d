// Passkeys: making one and using one, on forms with data-passkey. The server gives the options, the browser asks the
// person, and the form carries the answer. Without script, or where a browser has no passkeys, these forms stay
// hidden and everything else works. It sends nothing but the form's own token to the form's own addresses.

/** @typedef {{ ceremony: string, options: any }} Asked */

const supported = typeof PublicKeyCredential === "function"
  && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

/**
 * Asks the server for a ceremony.
 * @param {HTMLFormElement} form
 * @returns {Promise<Asked>}
 */
async function begin(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (name === "form_token" && typeof value === "string") body.append(name, value);
  }
  const response = await fetch(form.dataset.begin ?? "", { method: "POST", body, redirect: "manual", cache: "no-store" });
  if (!response.ok || response.headers.get("content-type") !== "application/json") throw new Error("not begun");
  return response.json();
}

/**
 * Fills the form with what the browser gave, and sends it.
 * @param {HTMLFormElement} form
 * @param {Asked} asked
 * @param {Credential | null} credential
 */
function send(form, asked, credential) {
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no passkey");
  // What is ticked beside the password counts for a passkey too.
  const shared = document.querySelector('input[type="checkbox"][name="shared"]');
  const fields = {
    ceremony: asked.ceremony,
    credential: JSON.stringify(credential.toJSON()),
    shared: shared instanceof HTMLInputElement && shared.checked ? "yes" : "",
  };
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.submit();
}

/** What waits for a choice among the suggestions of a field; a button asks instead of it. */
let waiting = new AbortController();
/** Done once the suggestions wait no more: a browser asks one thing at a time. @type {Promise<void>} */
let over = Promise.resolve();
/** How often a passkey was asked for: only the last time counts. */
let times = 0;

/** @param {HTMLFormElement} form */
async function make(form) {
  const asked = await begin(form);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.options);
  send(form, asked, await navigator.credentials.create({ publicKey }));
}

/**
 * @param {HTMLFormElement} form
 * @param {"conditional" | undefined} mediation
 */
async function use(form, mediation) {
  times += 1;
  const time = times;
  const asked = await begin(form);
  if (time !== times) return;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.options);
  waiting = new AbortController();
  send(form, asked, await navigator.credentials.get({ publicKey, mediation, signal: waiting.signal }));
}

/** @param {HTMLFormElement} form */
function ready(form) {
  const wrong = form.querySelector("[data-passkey-wrong]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    times += 1;
    waiting.abort();
    await over;
    if (wrong instanceof HTMLElement) wrong.hidden = true;
    try {
      await (form.dataset.passkey === "add" ? make(form) : use(form, undefined));
    } catch {
      // The person changed their mind, or the browser has nothing to offer: what else there is stays on the page.
      if (wrong instanceof HTMLElement) wrong.hidden = false;
    }
  });
  form.hidden = false;
}

if (supported) {
  const forms = [...document.querySelectorAll("form[data-passkey]")].filter((form) => form instanceof HTMLFormElement);
  for (const form of forms) ready(form);
  const field = document.querySelector('input[autocomplete~="webauthn"]');
  const using = forms.find((form) => form.dataset.passkey === "use");
  if (field && using && await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    over = use(using, "conditional").catch(() => {});
  }
}
