//! Wordings about authority, home and the days with each parent: from `authority` to `contact`. Data
//! only.
//!
//! `{children}` may be one name or several, so it never stands where a verb agrees with it.

use super::Wording;

/// The wordings of these sections, in their order.
pub(super) const WORDINGS: &[Wording] = &[
    Wording {
        id: "authority-together",
        section: "authority",
        title: ["Authority", "Gezag"],
        sentence: [
            "{a} and {b} have parental authority over {children} together and keep it together.",
            "{a} en {b} hebben samen het gezag over {children} en houden dat samen.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "everyday-decisions",
        section: "authority",
        title: ["Everyday decisions", "Beslissingen van alledag"],
        sentence: [
            "The parent with whom a child is on a day decides what that day asks for, such as meals, bedtime and play. In an emergency that parent acts at once and tells the other within an hour.",
            "De ouder bij wie een kind op een dag is, beslist wat die dag nodig is, zoals eten, bedtijd en spelen. In een noodgeval handelt die ouder meteen en laat het de ander binnen een uur weten.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "house-rules",
        section: "authority",
        title: ["Rules in both homes", "Regels in beide huizen"],
        sentence: [
            "Bedtimes on school nights, time at a screen and pocket money are the same in both homes. {a} and {b} keep them on one list and go over it in January and in August.",
            "Bedtijden op schooldagen, schermtijd en zakgeld zijn in beide huizen gelijk. {a} en {b} houden ze bij op één lijst en nemen die in januari en in augustus door.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "registered-with-one",
        section: "residence",
        title: ["Registration at one address", "Inschrijving op één adres"],
        sentence: [
            "The registration of {children} with the municipality is at the address of {a}. It changes only once {a} and {b} have agreed to it in writing.",
            "De inschrijving van {children} bij de gemeente is op het adres van {a}. Die verandert pas als {a} en {b} dat schriftelijk hebben afgesproken.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "post-passed-on",
        section: "residence",
        title: ["Passing on post", "Post doorgeven"],
        sentence: [
            "Post about {children} that comes to one address reaches the other parent within two days, as a photo or a copy.",
            "Post over {children} die op het ene adres komt, heeft de andere ouder binnen twee dagen, als foto of kopie.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "days-with-each",
        section: "care",
        title: ["Enough days with each", "Genoeg dagen bij ieder"],
        sentence: [
            "Every child is with each parent on at least 156 days of a calendar year.",
            "Elk kind is ten minste 156 dagen van een kalenderjaar bij elke ouder.",
        ],
        keys: "limit = { days_with_each = { at_least = 156, per = \"year\" } }",
        usual: false,
    },
    Wording {
        id: "running-late",
        section: "handovers",
        title: ["Running late", "Later komen"],
        sentence: [
            "Whoever will be more than fifteen minutes late for a handover sends a message before the agreed time. After an hour without a message a child stays where it is until {a} and {b} have spoken.",
            "Wie meer dan een kwartier later komt bij een overdracht, stuurt voor de afgesproken tijd een bericht. Na een uur zonder bericht blijft een kind waar het is totdat {a} en {b} elkaar hebben gesproken.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "what-goes-along",
        section: "handovers",
        title: ["What goes along", "Wat er meegaat"],
        sentence: [
            "The school bag, sports things, glasses, medicine and the favourite soft toy go along at each handover. What was left behind is brought before bedtime on the same day by the parent at whose home it lies.",
            "De schooltas, sportspullen, bril, medicijnen en de lievelingsknuffel gaan bij elke overdracht mee. Wat is blijven liggen, brengt de ouder bij wie het ligt nog dezelfde dag voor bedtijd.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "short-handovers",
        section: "handovers",
        title: ["Short and friendly", "Kort en vriendelijk"],
        sentence: [
            "A handover takes ten minutes at most. {a} and {b} say how the child slept, ate and felt, and keep everything else for a talk without the child.",
            "Een overdracht duurt hooguit tien minuten. {a} en {b} zeggen hoe het kind sliep, at en zich voelde, en bewaren al het andere voor een gesprek zonder het kind.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "going-away",
        section: "school-holidays",
        title: ["Going away", "Op vakantie"],
        sentence: [
            "Whoever goes away with a child for more than two nights in a school holiday tells the other four weeks ahead: the dates, the address and a telephone number.",
            "Wie in een schoolvakantie langer dan twee nachten met een kind weggaat, laat de ander vier weken vooraf de data, het adres en een telefoonnummer weten.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "choosing-weeks",
        section: "school-holidays",
        title: ["Choosing weeks", "Weken kiezen"],
        sentence: [
            "By 1 February {a} and {b} write to each other which weeks of the summer they would like. Where both want the same weeks, the wish of {a} counts in even years and that of {b} in odd years.",
            "Uiterlijk op 1 februari schrijven {a} en {b} elkaar welke weken van de zomer ze graag hebben. Willen beiden dezelfde weken, dan telt in even jaren de wens van {a} en in oneven jaren die van {b}.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "study-days",
        section: "school-holidays",
        title: ["Study days", "Studiedagen"],
        sentence: [
            "On a day off that the school sets itself the weekly rhythm goes on, and the parent with whom a child is that day looks after it or finds somebody who does. {a} and {b} put these days into the calendar in the first week of the school year.",
            "Op een vrije dag die de school zelf kiest, gaat het weekritme door, en zorgt de ouder bij wie een kind die dag is voor opvang. {a} en {b} zetten deze dagen in de eerste week van het schooljaar in de agenda.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "other-feasts",
        section: "feasts",
        title: ["Other feasts", "Andere feestdagen"],
        sentence: [
            "Feast days that this plan does not name follow the weekly rhythm. Whoever would like such a day asks for a swap three weeks ahead.",
            "Feestdagen die dit plan niet noemt, volgen het weekritme. Wie zo'n dag graag heeft, vraagt drie weken vooraf om te ruilen.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "family-feasts",
        section: "feasts",
        title: ["Weddings and funerals", "Bruiloften en uitvaarten"],
        sentence: [
            "For a wedding, a funeral or a jubilee in the family of one parent, the other agrees to a swap. Whoever is invited says so within two days of the invitation and gives back a day within four weeks.",
            "Voor een bruiloft, uitvaart of jubileum in de familie van de ene ouder stemt de ander in met een ruil. Wie is uitgenodigd, laat het binnen twee dagen na de uitnodiging weten en geeft binnen vier weken een dag terug.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "party-for-friends",
        section: "birthdays",
        title: ["Parties for friends", "Kinderfeestjes"],
        sentence: [
            "The party for a child's friends is given by {a} in even years and by {b} in odd years. The date is known to the other three weeks ahead.",
            "Het feestje voor vriendjes en vriendinnetjes geeft {a} in even jaren en {b} in oneven jaren. De ander weet de datum drie weken vooraf.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "presents",
        section: "birthdays",
        title: ["Presents", "Cadeaus"],
        sentence: [
            "{a} and {b} tell each other a week before a birthday what they will give, and give together what costs more than 100 euros. A present is the child's and may go along to both homes.",
            "{a} en {b} vertellen elkaar een week voor een verjaardag wat ze geven, en geven samen wat meer dan 100 euro kost. Een cadeau is van het kind en mag mee naar beide huizen.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "birthday-call",
        section: "birthdays",
        title: ["Calling on a birthday", "Bellen op een verjaardag"],
        sentence: [
            "On a child's birthday, and on that of a parent, the child and the parent with whom it is not call each other between 17:00 and 19:00.",
            "Op de verjaardag van een kind, en op die van een ouder, bellen het kind en de ouder bij wie het niet is elkaar tussen 17:00 en 19:00.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "swaps",
        section: "deviating",
        title: ["Swapping", "Ruilen"],
        sentence: [
            "Whoever wants to swap asks in writing at least a week ahead and offers another day in return. The other answers within three days; without a yes the plan stays as it is.",
            "Wie wil ruilen, vraagt dat ten minste een week vooraf schriftelijk en biedt er een andere dag voor aan. De ander antwoordt binnen drie dagen; zonder ja blijft het plan zoals het is.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "illness",
        section: "deviating",
        title: ["Illness", "Ziekte"],
        sentence: [
            "A child who is too ill for school stays where it is until it is better, for three nights at most unless both agree to more. The other parent hears it the same day and may call the child each day.",
            "Een kind dat te ziek is voor school blijft waar het is totdat het beter is, hooguit drie nachten, tenzij beiden meer afspreken. De andere ouder hoort het dezelfde dag en mag het kind elke dag bellen.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "care-offered-first",
        section: "deviating",
        title: ["When you are away", "Als je weg bent"],
        sentence: [
            "Whoever will be away for more than eight hours of their time with a child offers that care to the other parent first. For a shorter time each finds a sitter.",
            "Wie meer dan acht uur van de eigen tijd met een kind weg is, biedt die zorg eerst aan de andere ouder aan. Voor kortere tijd zoekt ieder zelf een oppas.",
        ],
        keys: "first_refusal = { hours = 8 }",
        usual: false,
    },
    Wording {
        id: "bond-with-both",
        section: "contact",
        title: ["A bond with both", "Een band met allebei"],
        sentence: [
            "{a} and {b} each help {children} to keep a good bond with the other. Neither speaks ill of the other where a child can hear it, and a child may have a photo of each parent in both homes.",
            "{a} en {b} helpen {children} allebei om een goede band met de ander te houden. Geen van beiden spreekt kwaad over de ander waar een kind het hoort, en een kind mag in beide huizen een foto van elke ouder hebben.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "sunday-call",
        section: "contact",
        title: ["Calling on Sundays", "Bellen op zondag"],
        sentence: [
            "On Sundays at 18:30 every child calls the parent with whom it is not, for twenty minutes at most.",
            "Op zondag om 18:30 belt elk kind de ouder bij wie het niet is, hooguit twintig minuten.",
        ],
        keys: "calls = { with = \"absent\", at = [\"sun 18:30\"], minutes = 20 }",
        usual: true,
    },
    Wording {
        id: "calling-freely",
        section: "contact",
        title: ["Whenever a child wants to", "Wanneer een kind wil"],
        sentence: [
            "A child may call or write to the other parent whenever it wants to between 08:00 and 20:00, and may do so where nobody listens.",
            "Een kind mag de andere ouder tussen 08:00 en 20:00 bellen of schrijven wanneer het wil, en mag dat doen waar niemand meeluistert.",
        ],
        keys: "",
        usual: true,
    },
];
