//! Wordings about what the parents tell each other and decide: from `information` to `social-media`.
//! Data only.
//!
//! `{children}` may be one name or several, so it never stands where a verb agrees with it.

use super::Wording;

/// The wordings of these sections, in their order.
pub(super) const WORDINGS: &[Wording] = &[
    Wording {
        id: "monthly-talk",
        section: "information",
        title: ["A talk each month", "Elke maand overleg"],
        sentence: [
            "On the first Monday of each month at 20:30 {a} and {b} talk about {children} for an hour at most, in person or by telephone. Each writes down beforehand what has to be decided.",
            "Op de eerste maandag van elke maand om 20:30 overleggen {a} en {b} hooguit een uur over {children}, bij elkaar of aan de telefoon. Ieder schrijft vooraf op wat er beslist moet worden.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "decided-together",
        section: "information",
        title: ["What we decide together", "Wat we samen beslissen"],
        sentence: [
            "{a} and {b} decide together on school, medical treatment, religion, a passport, moving and travel outside Europe. Whoever is asked answers within a week; until there is an answer nothing is decided.",
            "{a} en {b} beslissen samen over school, medische behandeling, geloof, een paspoort, verhuizen en reizen buiten Europa. Wie iets gevraagd wordt, antwoordt binnen een week; tot er een antwoord is, is er niets beslist.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "news-of-the-day",
        section: "information",
        title: ["Keeping each other informed", "Elkaar op de hoogte houden"],
        sentence: [
            "{a} and {b} tell each other the same day of an accident, an illness, a message from school and whatever else is on a child's mind. They write it in one place where both can read it again.",
            "{a} en {b} vertellen elkaar dezelfde dag over een ongeluk, een ziekte, een bericht van school en wat een kind verder bezighoudt. Ze schrijven het op één plek waar beiden het kunnen teruglezen.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "choosing-a-school",
        section: "school",
        title: ["Choosing a school", "Een school kiezen"],
        sentence: [
            "{a} and {b} choose a new school together. Both visit it, hear what the child wants, and sign the application two weeks before the last day.",
            "{a} en {b} kiezen samen een nieuwe school. Beiden gaan er kijken, horen wat het kind wil, en tekenen de aanmelding twee weken voor de laatste dag.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "both-known-at-school",
        section: "school",
        title: ["Both known at school", "Beiden bekend op school"],
        sentence: [
            "The school has the address and telephone number of both and gives each a login of their own for reports and letters. {a} and {b} go to parents' evenings together, or each at a time of their own.",
            "De school heeft het adres en telefoonnummer van beiden en geeft ieder een eigen inlog voor rapporten en brieven. {a} en {b} gaan samen naar ouderavonden, of ieder op een eigen tijd.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "homework",
        section: "school",
        title: ["Homework", "Huiswerk"],
        sentence: [
            "The parent with whom a child is on a school night sees to homework and a packed bag. Tests and presentations are in the calendar on the day on which they become known.",
            "De ouder bij wie een kind op een schoolavond is, zorgt voor het huiswerk en een ingepakte tas. Toetsen en spreekbeurten staan in de agenda op de dag dat ze bekend worden.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "doctor-and-dentist",
        section: "medical",
        title: ["Doctor and dentist", "Huisarts en tandarts"],
        sentence: [
            "The parent with whom a child is takes it to the doctor or dentist and tells the other the same day what was said. Both are known there and may ask for themselves.",
            "De ouder bij wie een kind is, gaat ermee naar huisarts of tandarts en vertelt de ander dezelfde dag wat er is gezegd. Beiden zijn daar bekend en mogen er zelf navragen.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "treatment",
        section: "medical",
        title: ["Treatment", "Behandeling"],
        sentence: [
            "A planned treatment, a vaccination or help from a psychologist begins once both have said yes in writing. In an emergency the parent who is there decides and calls the other at once.",
            "Een geplande behandeling, een vaccinatie of hulp van een psycholoog begint als beiden schriftelijk ja hebben gezegd. In een noodgeval beslist de ouder die erbij is en belt de ander meteen.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "medicine-goes-along",
        section: "medical",
        title: ["Medicine", "Medicijnen"],
        sentence: [
            "Medicine goes along at each handover, with a note of the dose and of when it was last given. Both homes have what a child needs for two days.",
            "Medicijnen gaan bij elke overdracht mee, met een briefje met de dosis en het tijdstip waarop ze het laatst zijn gegeven. In beide huizen ligt wat een kind voor twee dagen nodig heeft.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "clubs-and-lessons",
        section: "hobbies",
        title: ["Clubs and lessons", "Clubs en lessen"],
        sentence: [
            "{a} and {b} choose clubs and lessons together with the child, two for each child at most. Each brings and fetches on their own days, also to matches and exams.",
            "{a} en {b} kiezen clubs en lessen samen met het kind, hooguit twee per kind. Ieder brengt en haalt op de eigen dagen, ook naar wedstrijden en examens.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "coming-to-watch",
        section: "hobbies",
        title: ["Coming to watch", "Komen kijken"],
        sentence: [
            "Both may come to matches, performances and swimming tests, whoever has the child that day. The dates are in the calendar as soon as one of them knows them.",
            "Beiden mogen komen kijken bij wedstrijden, optredens en afzwemmen, bij wie het kind die dag ook is. De data staan in de agenda zodra een van beiden ze weet.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "meeting-a-new-partner",
        section: "new-partners",
        title: ["Meeting a new partner", "Een nieuwe partner leren kennen"],
        sentence: [
            "A new partner meets {children} after a relationship of six months, and first for an afternoon. The other parent hears it a week before.",
            "Een nieuwe partner leert {children} kennen na een relatie van zes maanden, en eerst een middag. De andere ouder hoort het een week daarvoor.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "what-a-partner-does",
        section: "new-partners",
        title: ["What a new partner does", "Wat een nieuwe partner doet"],
        sentence: [
            "A new partner may bring, fetch and look after a child. Decisions about {children}, and talks about this plan, stay with {a} and {b}.",
            "Een nieuwe partner mag een kind brengen, halen en op het kind passen. Beslissingen over {children}, en gesprekken over dit plan, blijven bij {a} en {b}.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "grandparents",
        section: "new-partners",
        title: [
            "Grandparents and other family",
            "Grootouders en andere familie",
        ],
        sentence: [
            "Each sees to it on their own days that every child visits that side of the family at least once a month. A grandparent may call a child in both homes.",
            "Ieder zorgt er op de eigen dagen voor dat elk kind ten minste eens per maand bij die kant van de familie op bezoek gaat. Een opa of oma mag een kind in beide huizen bellen.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "living-nearby",
        section: "moving",
        title: ["Living nearby", "Dichtbij wonen"],
        sentence: [
            "{a} and {b} each live within ten kilometres of the school. Whoever wants to move further away says so in writing six months ahead, and moves with a child once both have agreed.",
            "{a} en {b} wonen ieder binnen tien kilometer van de school. Wie verder weg wil, laat dat zes maanden vooraf schriftelijk weten, en verhuist met een kind als beiden het eens zijn.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "a-new-address",
        section: "moving",
        title: ["A new address", "Een nieuw adres"],
        sentence: [
            "Whoever moves within that distance gives the other the new address and the date two months ahead, and shows {children} the new home before the first night there.",
            "Wie binnen die afstand verhuist, geeft de ander twee maanden vooraf het nieuwe adres en de datum, en laat {children} het nieuwe huis zien voor de eerste nacht daar.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "keeping-passports",
        section: "papers-travel",
        title: ["Keeping the passports", "De paspoorten bewaren"],
        sentence: [
            "{a} keeps the passports or identity cards of {children} and gives {b} a copy. Whoever travels has them a week ahead and gives them back within a week of coming home.",
            "{a} bewaart de paspoorten of identiteitskaarten van {children} en geeft {b} een kopie. Wie op reis gaat, heeft ze een week vooraf en geeft ze binnen een week na thuiskomst terug.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "travelling-abroad",
        section: "papers-travel",
        title: ["Travelling abroad", "Naar het buitenland"],
        sentence: [
            "For a journey within Europe the other has the dates and the address four weeks ahead and signs the letter of consent within a week. For a journey outside Europe both say yes in writing eight weeks ahead.",
            "Voor een reis binnen Europa heeft de ander vier weken vooraf de data en het adres, en tekent binnen een week de toestemmingsbrief. Voor een reis buiten Europa zeggen beiden acht weken vooraf schriftelijk ja.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "a-new-passport",
        section: "papers-travel",
        title: ["A new passport", "Een nieuw paspoort"],
        sentence: [
            "{a} applies for a new passport or identity card three months before the old one runs out. {b} signs for it within a week, and each pays half.",
            "{a} vraagt een nieuw paspoort of een nieuwe identiteitskaart aan, drie maanden voordat het oude document verloopt. {b} tekent ervoor binnen een week, en ieder betaalt de helft.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "photos-online",
        section: "social-media",
        title: ["Photos online", "Foto's online"],
        sentence: [
            "A photo or film that shows {children} is put online only once both have said yes. Whoever put it there takes it down within a day when the other or the child asks for it.",
            "Een foto of filmpje met {children} gaat pas online als beiden ja hebben gezegd. Wie het heeft geplaatst, haalt het binnen een dag weg als de ander of het kind dat vraagt.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "a-first-telephone",
        section: "social-media",
        title: ["A first telephone", "Een eerste telefoon"],
        sentence: [
            "A child gets a telephone of its own at ten at the earliest, and accounts that ask for an age from that age on. In both homes it lies in the living room from 20:30 to 07:00 on school nights.",
            "Een kind krijgt op zijn vroegst met tien jaar een eigen telefoon, en accounts met een leeftijdsgrens vanaf die leeftijd. Op schooldagen ligt de telefoon in beide huizen van 20:30 tot 07:00 in de woonkamer.",
        ],
        keys: "",
        usual: false,
    },
];
