// @ts-check
// Accepting with a passkey's signature, on forms with data-sign. The server says what was offered: the commitment to
// its words is what the passkey signs, so the signature is over those words and nothing else. Where the person has no
// passkey, or the browser has no script, the button stays hidden and accepting works as before.

/** @typedef {{ options: any }} Asked */

const supported = typeof PublicKeyCredential === "function"
  && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

/**
 * What the passkey is to sign; null when the person has none.
 * @param {HTMLFormElement} form
 * @returns {Promise<Asked | null>}
 */
async function askFor(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if ((name === "form_token" || name === "revision") && typeof value === "string") body.append(name, value);
  }
  const response = await fetch(form.dataset.sign ?? "", { method: "POST", body, redirect: "manual", cache: "no-store" });
  if (!response.ok || response.headers.get("content-type") !== "application/json") return null;
  const asked = await response.json();
  return asked.options ? asked : null;
}

/**
 * Asks for the signature, and sends the form with it.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 * @param {HTMLInputElement} field
 * @param {Asked} asked
 */
async function sign(form, button, field, asked) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.options);
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no passkey");
  field.value = JSON.stringify(credential.toJSON());
  form.requestSubmit(button);
}

/** @param {HTMLFormElement} form */
async function ready(form) {
  const button = form.querySelector('button[name="sign"]');
  const field = form.elements.namedItem("credential");
  const wrong = form.querySelector("[data-sign-wrong]");
  if (!(button instanceof HTMLButtonElement) || !(field instanceof HTMLInputElement)) return;
  const asked = await askFor(form);
  if (!asked) return;
  // A disabled button would not go with the form, so a second press is passed over in another way.
  let asking = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    if (wrong instanceof HTMLElement) wrong.hidden = true;
    try {
      await sign(form, button, field, asked);
    } catch {
      // The person changed their mind, or the browser has nothing to offer: accepting without it stays.
      if (wrong instanceof HTMLElement) wrong.hidden = false;
    } finally {
      asking = false;
    }
  });
  // Whoever accepts without it sends nothing of it.
  form.addEventListener("submit", (event) => {
    if (event.submitter !== button) field.value = "";
  }, true);
  button.hidden = false;
}

/** Those that were made ready. @type {WeakSet<HTMLFormElement>} */
const seen = new WeakSet();

function begin() {
  for (const form of document.querySelectorAll("form[data-sign]")) {
    if (!(form instanceof HTMLFormElement) || seen.has(form)) continue;
    seen.add(form);
    ready(form).catch(() => {});
  }
}

if (supported) {
  begin();
  // An open page that was brought up to date has other forms.
  document.addEventListener("parenthesis:shown", begin);
}
