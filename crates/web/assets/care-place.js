// @ts-check
// About where a person is who tells of a handover: asked of the device once, when the person taps for it. What the
// device gives is made coarse here, to hundredths of a degree, before it is put into the form; the person sees it and
// can take it out again. Nothing is sent before the form is, and nothing is followed.

const PATIENCE_MS = 20_000;
const HUNDRED = 100;

/** @param {number} degrees */
function hundredths(degrees) {
  // No minus before a nought: the server reads whole numbers.
  return Math.round(degrees * HUNDRED) || 0;
}

/** `52.09`, as the page will show it. @param {number} value */
function degrees(value) {
  return (value / HUNDRED).toFixed(2);
}

/** @param {Element} place */
function ready(place) {
  /** @param {string} name */
  const part = (name) => place.querySelector(`[data-place-${name}]`);
  const [north, east] = ["north", "east"].map((name) => place.querySelector(`input[name="${name}"]`));
  const [ask, add, wrong, said, value, remove] = ["ask", "add", "wrong", "said", "value", "remove"].map(part);
  if (!(north instanceof HTMLInputElement) || !(east instanceof HTMLInputElement)) return;
  if (!(ask instanceof HTMLElement) || !(add instanceof HTMLButtonElement) || !(wrong instanceof HTMLElement)) return;
  if (!(said instanceof HTMLElement) || !(value instanceof HTMLElement)) return;

  const show = () => {
    const given = north.value !== "" && east.value !== "";
    ask.hidden = given;
    said.hidden = !given;
    value.textContent = given ? `${degrees(Number(north.value))}, ${degrees(Number(east.value))}` : "";
  };

  add.addEventListener("click", () => {
    wrong.hidden = true;
    add.disabled = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      north.value = String(hundredths(coords.latitude));
      east.value = String(hundredths(coords.longitude));
      add.disabled = false;
      show();
    }, () => {
      add.disabled = false;
      wrong.hidden = false;
    }, { enableHighAccuracy: false, maximumAge: 0, timeout: PATIENCE_MS });
  });
  remove?.addEventListener("click", () => {
    north.value = "";
    east.value = "";
    show();
    add.focus();
  });
  show();
}

if ("geolocation" in navigator) {
  for (const place of document.querySelectorAll("[data-place]")) ready(place);
}
