// @ts-check
// Puts what a page would show now in the place of what it shows, and loses nothing that somebody is busy with: what
// was typed, where the focus is, what was opened, how far the page was scrolled. It asks nobody and decides nothing.

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** What scripts put into a page that the server knows nothing of. */
const OURS = "#record-warning";

/** @param {Element} one @returns {one is Field} */
function isField(one) {
  return one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement;
}

/** Whether a field is one of several that are chosen. @param {Field} field */
function isChoice(field) {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

/** Whether a field holds something else than the page gave it. @param {Field} field */
function isChanged(field) {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const given = options.some((option) => option.defaultSelected);
    if (!given && !field.multiple) return field.selectedIndex > 0;
    return options.some((option) => option.selected !== option.defaultSelected);
  }
  if (field instanceof HTMLInputElement) {
    if (field.type === "hidden") return false;
    if (field.type === "file") return (field.files?.length ?? 0) > 0;
    if (isChoice(field)) return field.checked !== field.defaultChecked;
  }
  return field.value !== field.defaultValue;
}

/** @param {ParentNode} part */
function fieldsOf(part) {
  return [...part.querySelectorAll("input, textarea, select")].filter(isField);
}

/** The field that has the focus, if it is in this part. @param {Element} part */
function focused(part) {
  const active = document.activeElement;
  return active && part.contains(active) && isField(active) ? active : null;
}

/**
 * Whether somebody is busy with this part of the page: a field is changed or has the focus, or something is open over
 * the page. Buttons that are about to be tapped do not move then.
 * @param {Element} main
 */
export function isBusy(main) {
  const open = [...main.querySelectorAll("[popover], dialog")].some((one) =>
    one instanceof HTMLDialogElement ? one.open : isOpen(one));
  return open || focused(main) !== null || fieldsOf(main).some(isChanged);
}

/** @param {Element} popover */
function isOpen(popover) {
  try {
    return popover.matches(":popover-open");
  } catch {
    // A browser that knows no popovers opens none.
    return false;
  }
}

/**
 * What a person would see of a page, as text to compare: without what differs at every rendering.
 * @param {ParentNode} page
 */
export function looks(page) {
  const parts = [...page.querySelectorAll("main, nav.tabs")].map((part) => {
    const copy = /** @type {Element} */ (part.cloneNode(true));
    for (const field of copy.querySelectorAll('input[name="form_token"], input[name="command"]')) {
      field.removeAttribute("value");
    }
    for (const one of copy.querySelectorAll("noscript")) one.remove();
    return copy.innerHTML;
  });
  return [...parts, page.querySelector("title")?.textContent ?? ""].join("\n");
}

/**
 * Takes over what a page says of the record to its forms and to other scripts, where it shows the same as before.
 * @param {Document} next
 */
export function takeState(next) {
  const token = next.querySelector('input[name="form_token"]')?.getAttribute("value");
  if (token) {
    for (const field of document.querySelectorAll('input[name="form_token"]')) field.setAttribute("value", token);
  }
  for (const id of ["live", "record-watch"]) {
    const [ours, theirs] = [document.getElementById(id), next.getElementById(id)];
    if (!(ours && theirs)) continue;
    for (const { name, value } of theirs.attributes) ours.setAttribute(name, value);
    if (ours instanceof HTMLTemplateElement && theirs instanceof HTMLTemplateElement) {
      ours.content.replaceChildren(...document.importNode(theirs.content, true).childNodes);
    }
  }
}

/**
 * The field of another page that asks for the same.
 * @param {Field} field
 * @param {Element} main where the field stands
 * @param {ParentNode} next
 */
function counterpart(field, main, next) {
  const alike = (/** @type {Field} */ other) => other.localName === field.localName && other.name === field.name
    && other.type === field.type && (!isChoice(field) || other.value === field.value)
    && other.form?.getAttribute("action") === field.form?.getAttribute("action");
  const place = fieldsOf(main).filter(alike).indexOf(field);
  return fieldsOf(next).filter(alike)[place];
}

/** Text that somebody wrote. @param {Field} field */
function isWritten(field) {
  const lines = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text");
  return lines && field.value.trim() !== "";
}

/** What was opened and closed, by name. @param {ParentNode} main */
function folds(main) {
  /** @type {Map<string, HTMLDetailsElement[]>} */
  const all = new Map();
  for (const one of main.querySelectorAll("details")) {
    const name = one.id || one.querySelector("summary")?.textContent || "";
    all.set(name, [...all.get(name) ?? [], one]);
  }
  return all;
}

/**
 * Opens and closes what was opened and closed before.
 * @param {Map<string, HTMLDetailsElement[]>} before
 * @param {ParentNode} main
 */
function fold(before, main) {
  for (const [name, all] of folds(main)) {
    for (const [at, one] of all.entries()) {
      const was = before.get(name)?.[at];
      if (was) one.open = was.open;
    }
  }
}

/** What the page is scrolled to: something with a name, and how far it is from the top. @param {Element} main */
function scrolledTo(main) {
  const named = [...main.querySelectorAll("[id]")].find((one) => one.getBoundingClientRect().bottom > 0);
  return { id: named?.id, top: named?.getBoundingClientRect().top ?? 0, x: scrollX, y: scrollY };
}

/** @param {ReturnType<typeof scrolledTo>} was */
function scrollBack({ id, top, x, y }) {
  const now = id === undefined ? null : document.getElementById(id);
  if (now && y > 0) scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
  else scrollTo({ left: x, top: y, behavior: "instant" });
}

/**
 * How to find again what has the focus and is no field: a link, a button, the head of something folded.
 * @param {Element} main
 */
function focusedOn(main) {
  const active = document.activeElement;
  if (!active || active === document.body || !main.contains(active)) return null;
  const said = (/** @type {Element} */ one) => [
    one.localName, one.id, one.getAttribute("href"), one.getAttribute("name"), one.getAttribute("value"),
    one.getAttribute("popovertarget"), one.textContent,
  ].join("\n");
  return { localName: active.localName, words: said(active), said };
}

/** @param {HTMLElement} main @param {ReturnType<typeof focusedOn>} was */
function focusAgain(main, was) {
  if (!was) return;
  const same = [...main.querySelectorAll(was.localName)].find((one) => was.said(one) === was.words);
  if (same instanceof HTMLElement) {
    same.focus({ preventScroll: true });
  } else {
    // What had the focus is gone: whoever moves by keys goes on from where the page begins.
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }
}

/** Symbols that the new part draws and this page does not carry yet. @param {Document} next */
export function takeSymbols(next) {
  const sprite = document.querySelector("svg.sprite");
  for (const one of next.querySelectorAll("svg.sprite > *")) {
    const id = one.id || one.firstElementChild?.id;
    if (id && !document.getElementById(id)) sprite?.append(document.importNode(one, true));
  }
}

/**
 * Shows the page as it would be now, where it stands. Fields that were changed go over as they are. Gives those with
 * text in them for which there is no place any more.
 * @param {HTMLElement} main
 * @param {Document} next
 * @returns {Field[]}
 */
export function swap(main, next) {
  const [from, tabs, places] = [next.querySelector("main"), next.querySelector("nav.tabs"), document.querySelector("nav.tabs")];
  if (!from) return [];
  const [scrolled, focus, field, folded] = [scrolledTo(main), focusedOn(main), focused(main), folds(main)];
  const sideways = [...main.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
  takeState(next);
  takeSymbols(next);
  const fresh = document.createDocumentFragment();
  fresh.append(...from.childNodes);
  const kept = fieldsOf(main).filter((one) => one === field || isChanged(one));
  const pairs = kept.map((one) => ({ one, other: counterpart(one, main, fresh) }));
  const lost = pairs.filter(({ one, other }) => !other && isWritten(one)).map(({ one }) => one);
  for (const { one, other } of pairs) other?.replaceWith(one);
  fresh.prepend(...main.querySelectorAll(OURS));
  main.replaceChildren(fresh);
  if (tabs && places) places.replaceChildren(...tabs.childNodes);
  document.title = next.title;
  fold(folded, main);
  for (const [at, one] of main.querySelectorAll(".scroll").entries()) one.scrollLeft = sideways[at] ?? 0;
  if (field && main.contains(field)) field.focus({ preventScroll: true });
  else focusAgain(main, focus);
  scrollBack(scrolled);
  return lost;
}
