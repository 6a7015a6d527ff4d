// @ts-check
// Says a moment as pages say it, by the device's clock.

/**
 * `Wednesday 14 October, 12:58`.
 * @param {number} at milliseconds since 1970
 */
export function moment(at) {
  const dutch = document.documentElement.lang === "nl";
  const said = (/** @type {Intl.DateTimeFormatOptions} */ how) =>
    new Intl.DateTimeFormat(dutch ? "nl" : "en-GB", how).format(at);
  const day = said({ weekday: "long", day: "numeric", month: "long" });
  const clock = said({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${day}, ${dutch ? `${clock.replace(":", ".")} uur` : clock}`;
}
