//! Wordings about money: from `costs` to `insurance`. Data only. The sums are examples, as the
//! sections say.
//!
//! `{children}` may be one name or several, so it never stands where a verb agrees with it.

use super::Wording;

/// The wordings of these sections, in their order.
pub(super) const WORDINGS: &[Wording] = &[
    Wording {
        id: "costs-in-halves",
        section: "costs",
        title: ["Who pays what", "Wie wat betaalt"],
        sentence: [
            "Each pays what a stay at their own home costs, such as food and outings. {a} and {b} share in halves what is paid for {children} beside that, such as clothes, school, sports and a bicycle. Whoever pays sends the receipt within a month and has the half back within two weeks.",
            "Ieder betaalt wat het verblijf bij zich thuis kost, zoals eten en uitjes. Wat daarnaast voor {children} wordt betaald, zoals kleding, school, sport en een fiets, delen {a} en {b} door de helft. Wie betaalt, stuurt binnen een maand de bon en heeft binnen twee weken de helft terug.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "larger-expenses",
        section: "costs",
        title: ["Larger expenses", "Grotere uitgaven"],
        sentence: [
            "{a} and {b} agree in writing beforehand on a shared expense of more than 100 euros. Without a yes of both, whoever spends it pays it.",
            "Over een gedeelde uitgave van meer dan 100 euro worden {a} en {b} het vooraf schriftelijk eens. Zonder ja van beiden betaalt wie de uitgave doet.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "monthly-support",
        section: "costs",
        title: ["A sum each month", "Een bedrag per maand"],
        sentence: [
            "{b} pays {a} 250 euros a month for {children}, on the first day of each month. On 1 January of each year the sum rises by the percentage that is set by law.",
            "{b} betaalt {a} 250 euro per maand voor {children}, op de eerste dag van elke maand. Op 1 januari van elk jaar stijgt het bedrag met het wettelijke indexeringspercentage.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "one-account",
        section: "account",
        title: ["One account for both", "Eén rekening voor beiden"],
        sentence: [
            "{a} and {b} have an account in both names, and each pays 100 euros into it on the first day of each month. From it they pay clothes, school, sports and telephones. Each January they look at what was spent and set the sum for the year.",
            "{a} en {b} hebben een rekening op beider naam, en ieder stort er op de eerste dag van elke maand 100 euro op. Daarvan betalen ze kleding, school, sport en telefoons. Elk jaar in januari bekijken ze wat er is uitgegeven en spreken ze het bedrag voor het jaar af.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "account-by-income",
        section: "account",
        title: ["Shares by income", "Naar inkomen"],
        sentence: [
            "{a} and {b} pay into the children's account in proportion to their net incomes. Each January they show each other the year's statement of income and set the shares for the year.",
            "{a} en {b} storten op de kinderrekening naar verhouding van hun netto inkomen. Elk jaar in januari laten ze elkaar hun jaaropgave zien en spreken ze de verdeling voor het jaar af.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "benefit-in-halves",
        section: "child-benefit",
        title: ["Child benefit in halves", "Kinderbijslag door de helft"],
        sentence: [
            "{a} receives the child benefit for {children} and passes half of it on to {b} within a week.",
            "{a} ontvangt de kinderbijslag voor {children} en maakt binnen een week de helft over aan {b}.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "benefit-to-the-account",
        section: "child-benefit",
        title: [
            "Child benefit to the children's account",
            "Kinderbijslag naar de kinderrekening",
        ],
        sentence: [
            "{a} receives the child benefit for {children} and passes all of it on to the children's account within a week, where {b} can follow it.",
            "{a} ontvangt de kinderbijslag voor {children} en maakt die binnen een week helemaal over naar de kinderrekening, waar {b} dat kan volgen.",
        ],
        keys: "",
        usual: false,
    },
    Wording {
        id: "health-insurance",
        section: "insurance",
        title: ["Health insurance", "Zorgverzekering"],
        sentence: [
            "{a} insures {children} for medical costs and gives {b} a copy of the policy each January. What is not covered {a} and {b} share as they share other costs.",
            "{a} verzekert {children} voor zorgkosten en geeft {b} elk jaar in januari een kopie van de polis. Wat niet wordt vergoed, delen {a} en {b} zoals andere kosten.",
        ],
        keys: "",
        usual: true,
    },
    Wording {
        id: "liability-insurance",
        section: "insurance",
        title: ["Liability insurance", "Aansprakelijkheidsverzekering"],
        sentence: [
            "{a} and {b} each have liability insurance that covers damage done by {children}, wherever it happens.",
            "{a} en {b} hebben allebei een aansprakelijkheidsverzekering die schade door {children} dekt, waar die ook ontstaat.",
        ],
        keys: "",
        usual: true,
    },
];
