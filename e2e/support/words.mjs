// The words by which a person finds their way, in both languages. Tests look for roles and these names,
// never for classes or ids.

export const WORDS = {
  en: {
    email: /e-mail/i,
    password: /password/i,
    signIn: "Sign in",
    signOut: "Sign out",
    menu: "Menu",
    leave: "Leave",
    today: /^Today/,
    calendar: /^Calendar/,
    proposals: /^Proposals/,
    plan: /^Plan/,
    record: /^Record/,
    waits: /waits for your answer/i,
    propose: /^Propose a (change|swap)/,
    preview: "See what would change",
    send: "Send the proposal",
    accept: "Accept",
    counter: "Counter",
    decline: "Decline",
    withdraw: "Withdraw",
    confirm: "Confirm",
    why: "Why do you ask?",
    reason: "Your reason",
    agreed: /Agreed by both/,
    notAgreed: /Not agreed/,
    withdrew: /Mara withdrew this/,
    notSent: /Your answer is not sent/,
    wrongSignIn: /do not fit together/,
  },
  nl: {
    email: /e-mail/i,
    password: /wachtwoord/i,
    signIn: "Inloggen",
    signOut: "Uitloggen",
    menu: "Menu",
    leave: "Snel weg",
    today: /^Vandaag/,
    calendar: /^Agenda/,
    proposals: /^Voorstellen/,
    plan: /^Plan/,
    record: /^Dossier/,
  },
};

const WEEKDAYS = {
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  nl: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
};
const MONTHS = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"],
  nl: ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december"],
};

/** The Saturday and Sunday after the coming ones, so that both lie ahead whatever today is. */
export function weekendAhead(today = new Date()) {
  const day = (after) => new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + after));
  const saturday = 6 - today.getDay() + 7;
  return { saturday: day(saturday), sunday: day(saturday + 1) };
}

/** `2026-11-28`. */
export function isoDay(date) {
  return date.toISOString().slice(0, 10);
}

/** "Saturday 28 November", as pages write a day. */
export function spokenDay(date, language = "en") {
  return `${WEEKDAYS[language][date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[language][date.getUTCMonth()]}`;
}
