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
    sharedRecord: "Both of you see these",
    ownRecord: "Only you see these",
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
    join: "Join as Elias",
    choosePassword: "Choose a password",
    again: "The same password once more",
    invited: "Elias, Mara invites you",
    gone: "This invitation does not work any more",
    noPlan: "There is no plan yet",
    whereNow: "Where the children are now",
    notJoined: /Elias has not joined yet/,
    next: "Next handover",
    thisWeek: /^This week/,
    week: "Week",
    list: "List",
    month: "Month",
    oneByOne: "The days one by one",
    openDay: /^Open this day/,
    whyThisDay: "Why this day looks like this",
    skip: "Skip to the content",
    close: "Close",
    recorded: /^Recorded, no\./,
    search: "Search and filter",
    wouldHold: /If you both agree today, it holds from/,
    readPlan: "Read the whole plan",
    whatChanges: "What changes",
    anotherVersion: /another version holds/,
    readVersion: /^Read the version from/,
    versions: "Versions of this plan",
    otherLanguage: "Nederlands",
    choseLanguage: /You chose English/,
    aboutRecord: "About the record",
    entriesMissing: /entries are missing/,
    notContained: /no longer part of what the server shows\.$/,
    saveEvidence: "Save the evidence",
    goOn: "Go on with what the server shows",
    deviceMemory: "What this device remembers",
    thisDevice: "(this device)",
  },
  nl: {
    email: /e-mail/i,
    password: /wachtwoord/i,
    signIn: "Inloggen",
    signOut: "Uitloggen",
    sharedRecord: "Dit zien jullie allebei",
    menu: "Menu",
    leave: "Snel weg",
    today: /^Vandaag/,
    calendar: /^Agenda/,
    proposals: /^Voorstellen/,
    whereNow: "Waar de kinderen nu zijn",
    otherLanguage: "English",
    ownRecord: "Dit zie alleen jij",
    choseLanguage: /Je koos Nederlands/,
    notContained: /geen deel meer uit van wat de server toont\.$/,
    saveEvidence: "Bewijs bewaren",
    goOn: "Verder met wat de server toont",
    plan: /^Plan/,
    record: /^Logboek/,
    anotherVersion: /geldt een andere versie/,
    readVersion: /^Lees de versie vanaf/,
    whatChanges: "Wat er verandert",
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
