// @ts-check
// Leaving in a hurry: Shift pressed three times within a second and a half sends the Leave form that
// every page has. A letter typed in between starts the count anew, so that capitals do not leave.

const TIMES = 3;
const WITHIN_MS = 1500;

/** When Shift was pressed lately, in milliseconds since the page opened. @type {number[]} */
let presses = [];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  if (event.repeat) return;
  presses = [...presses, event.timeStamp].slice(-TIMES);
  const [first = 0] = presses;
  if (presses.length < TIMES || event.timeStamp - first > WITHIN_MS) return;
  presses = [];
  const form = document.getElementById("leave");
  if (form instanceof HTMLFormElement) form.submit();
}, true);
