//! Wordings about the children's say and about the plan itself: from `voice` to `signatures`. Data
//! only.
//!
//! `{children}` may be one name or several, so it never stands where a verb agrees with it.

use super::Wording;

/// The wordings of these sections, in their order.
pub(super) const WORDINGS: &[Wording] = &[
    Wording {
        id: "children-were-asked",
        section: "voice",
        title: ["What the children said", "Wat de kinderen zeiden"],
        sentence: [
            "Before they made this plan, {a} and {b} asked {children}, together and in words that fit the age, what should stay as it is and what should change. They have explained the plan and what came of each wish.",
            "Voordat ze dit plan maakten, vroegen {a} en {b} aan {children}, samen en in woorden die bij de leeftijd passen, wat moet blijven zoals het is en wat er anders moet. Ze hebben het plan uitgelegd en verteld wat er met elke wens is gedaan.",
        ],
        keys: "",
        // What happened is for the parents to say: nothing is said of it beforehand.
        usual: false,
    },
    Wording {
        id: "too-young-to-be-asked",
        section: "voice",
        title: ["Too young to be asked", "Te jong om te vragen"],
        sentence: [
            "Because of the age, {a} and {b} have not yet asked {children} about this plan. They look at how each child sleeps, eats and parts at handovers, and write to each other about it once a month.",
            "Vanwege de leeftijd hebben {a} en {b} aan {children} nog niets over dit plan gevraagd. Ze letten op hoe elk kind slaapt, eet en afscheid neemt bij overdrachten, en schrijven elkaar daar eens per maand over.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "each-september",
        section: "evaluation",
        title: ["Once a year", "Eens per jaar"],
        sentence: [
            "{a} and {b} look at this plan together each year in the second week of September, and whenever a child changes to another school. They write down what stays and what changes.",
            "{a} en {b} bekijken dit plan elk jaar samen in de tweede week van september, en ook wanneer een kind naar een andere school gaat. Ze schrijven op wat blijft en wat verandert.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "after-three-months",
        section: "evaluation",
        title: ["After three months", "Na drie maanden"],
        sentence: [
            "Three months after this plan begins {a} and {b} look at how each child takes to it. Until then they keep to it as it is.",
            "Drie maanden na het begin van dit plan bekijken {a} en {b} hoe het met elk kind gaat. Tot dan houden ze het zoals het is.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "speaking-up-later",
        section: "evaluation",
        title: ["Speaking up later", "Er later op terugkomen"],
        sentence: [
            "From the age of twelve a child may ask to talk about the rhythm again, with one parent, with both or with somebody whom it chooses. {a} and {b} do so within two weeks.",
            "Vanaf twaalf jaar mag een kind vragen om opnieuw over het ritme te praten, met één ouder, met allebei of met iemand die het zelf kiest. {a} en {b} doen dat binnen twee weken.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "talk-then-mediator",
        section: "disputes",
        title: ["Talking, then a mediator", "Praten, dan een mediator"],
        sentence: [
            "When {a} and {b} cannot agree, they talk first, then go to a mediator together, and only then to a court. Each step takes two weeks at most; until they agree, this plan goes on.",
            "Worden {a} en {b} het niet eens, dan praten ze eerst, gaan ze dan samen naar een mediator en pas daarna naar de rechter. Elke stap duurt hooguit twee weken; tot ze het eens zijn, loopt dit plan door.",
        ],
        keys: "disputes = { steps = [\"talk\", \"mediator\"], days = 14 }",
        usual: true,
    },
    Wording {
        id: "mediator-first",
        section: "disputes",
        title: ["Straight to a mediator", "Meteen naar een mediator"],
        sentence: [
            "When {a} and {b} cannot agree, they go to a mediator before either goes to a court, and pay half each. The first talk takes place within four weeks.",
            "Worden {a} en {b} het niet eens, dan gaan ze naar een mediator voordat een van beiden naar de rechter gaat, en betalen ze ieder de helft. Het eerste gesprek is binnen vier weken.",
        ],
        keys: "disputes = { steps = [\"mediator\"], days = 28 }",
        usual: false,
    },
    Wording {
        id: "what-cannot-wait",
        section: "disputes",
        title: ["What cannot wait", "Wat niet kan wachten"],
        sentence: [
            "Where the safety or the health of a child cannot wait, each may ask for help or go to a court at once, whatever steps this plan names.",
            "Waar de veiligheid of de gezondheid van een kind niet kan wachten, mag ieder meteen hulp vragen of naar de rechter gaan, welke stappen dit plan ook noemt.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "signed-by-both",
        section: "signatures",
        title: ["Signing and changing", "Ondertekenen en wijzigen"],
        sentence: [
            "This plan holds once {a} and {b} have both signed it, with the date. A change holds once both have agreed to it in writing; each keeps a copy of both.",
            "Dit plan geldt zodra {a} en {b} het allebei hebben ondertekend, met de datum erbij. Een wijziging geldt zodra beiden er schriftelijk mee hebben ingestemd; ieder bewaart van beide een kopie.",
        ],
        keys: "",
        usual: false,
    },
];
