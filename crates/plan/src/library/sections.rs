//! The sections of a parenting plan, in the order in which a Dutch one has them. Data only.
//!
//! The parties and the children have no section of their own: a plan names them beside its clauses.

use super::{Kind, Law, Section};

/// Every section, in the order of a plan.
pub const SECTIONS: &[Section] = &[
    Section {
        id: "authority",
        title: ["Children and authority", "Kinderen en gezag"],
        kind: Kind::Words,
        law: None,
        about: [
            "Who has parental authority, and who decides what: what you decide together, what each of you decides alone on a day with the children, and which rules hold in both homes.",
            "Wie het gezag heeft en wie wat beslist: wat jullie samen beslissen, wat ieder alleen beslist op een dag met de kinderen, en welke regels in beide huizen gelden.",
        ],
    },
    Section {
        id: "residence",
        title: [
            "Main residence and registration",
            "Hoofdverblijf en inschrijving",
        ],
        kind: Kind::Words,
        law: None,
        about: [
            "At which address each child is registered with the municipality, and what follows from it for post and money.",
            "Op welk adres elk kind bij de gemeente staat ingeschreven, en wat daaruit volgt voor post en geld.",
        ],
    },
    Section {
        id: "care",
        title: ["Care schedule", "Zorgregeling"],
        kind: Kind::Care,
        law: Some(Law {
            article: "art. 815(3)(a) Rv, art. 1:247(3)-(5) BW",
            note: [
                "The plan says how you divide the care and upbringing of the children, or how contact goes; equal care is a right of the child, but need not be half and half.",
                "Het plan zegt hoe jullie de zorg en opvoeding van de kinderen verdelen, of hoe de omgang is; gelijkwaardige zorg is een recht van het kind, maar hoeft niet half om half te zijn.",
            ],
        }),
        about: [
            "Which days and nights the children are with whom in an ordinary week.",
            "Welke dagen en nachten de kinderen in een gewone week bij wie zijn.",
        ],
    },
    Section {
        id: "handovers",
        title: ["Handovers", "Overdrachten"],
        kind: Kind::Care,
        law: Some(Law {
            article: "art. 815 Rv",
            note: [
                "What you agree must be concrete enough to check: of a handover, when it is, where, and who brings.",
                "Wat jullie afspreken moet concreet genoeg zijn om na te gaan: bij een overdracht wanneer die is, waar, en wie brengt.",
            ],
        }),
        about: [
            "Where and at what time the children go from one of you to the other, who brings them, and what goes along.",
            "Waar en hoe laat de kinderen van de een naar de ander gaan, wie ze brengt, en wat er meegaat.",
        ],
    },
    Section {
        id: "school-holidays",
        title: ["School holidays", "Schoolvakanties"],
        kind: Kind::Care,
        law: None,
        about: [
            "With whom the children are in each school holiday, when it begins and ends for you, and when you plan it.",
            "Bij wie de kinderen in elke schoolvakantie zijn, wanneer die voor jullie begint en eindigt, en wanneer jullie hem plannen.",
        ],
    },
    Section {
        id: "feasts",
        title: ["Feast days", "Feestdagen"],
        kind: Kind::Care,
        law: None,
        about: [
            "With whom the children are on the feasts that you keep, and what holds on the others.",
            "Bij wie de kinderen zijn op de feestdagen die jullie vieren, en wat op de andere geldt.",
        ],
    },
    Section {
        id: "birthdays",
        title: [
            "Birthdays, Mother's Day and Father's Day",
            "Verjaardagen, Moederdag en Vaderdag",
        ],
        kind: Kind::Care,
        law: None,
        about: [
            "With whom the children are on birthdays, Mother's Day and Father's Day; who gives the party; and presents.",
            "Bij wie de kinderen zijn op verjaardagen, Moederdag en Vaderdag; wie het feestje geeft; en cadeaus.",
        ],
    },
    Section {
        id: "deviating",
        title: ["Swaps, illness and sitters", "Ruilen, ziekte en oppas"],
        kind: Kind::Care,
        law: None,
        about: [
            "How you swap, what happens when a child is ill, and who looks after the children when you are away.",
            "Hoe jullie ruilen, wat er gebeurt als een kind ziek is, en wie op de kinderen past als je weg bent.",
        ],
    },
    Section {
        id: "contact",
        title: [
            "Contact with the other parent",
            "Contact met de andere ouder",
        ],
        kind: Kind::Care,
        law: None,
        about: [
            "When and how the children speak to the parent with whom they are not, and how you help them to keep a bond with you both.",
            "Wanneer en hoe de kinderen de ouder spreken bij wie ze niet zijn, en hoe jullie ze helpen om met allebei een band te houden.",
        ],
    },
    Section {
        id: "information",
        title: ["Information and consultation", "Informatie en overleg"],
        kind: Kind::Words,
        law: Some(Law {
            article: "art. 815(3)(b) Rv",
            note: [
                "The plan says how you inform and consult each other on weighty matters.",
                "Het plan zegt hoe jullie elkaar informeren en raadplegen over belangrijke zaken.",
            ],
        }),
        about: [
            "How you tell each other how the children are doing, when you talk, and what you decide together.",
            "Hoe jullie elkaar vertellen hoe het met de kinderen gaat, wanneer jullie overleggen, en wat jullie samen beslissen.",
        ],
    },
    Section {
        id: "school",
        title: ["At school", "Op school"],
        kind: Kind::Words,
        law: None,
        about: [
            "How you choose a school, who hears what from it, and who helps with homework.",
            "Hoe jullie een school kiezen, wie wat van school hoort, en wie met huiswerk helpt.",
        ],
    },
    Section {
        id: "medical",
        title: ["Health", "Gezondheid"],
        kind: Kind::Words,
        law: None,
        about: [
            "Who goes to the doctor and the dentist, which treatment needs a yes of both, and how medicine goes along.",
            "Wie meegaat naar huisarts en tandarts, voor welke behandeling beiden ja zeggen, en hoe medicijnen meegaan.",
        ],
    },
    Section {
        id: "hobbies",
        title: ["Sports and hobbies", "Sport en hobby's"],
        kind: Kind::Words,
        law: None,
        about: [
            "How clubs and lessons are chosen, who brings and fetches, and who comes to watch.",
            "Hoe clubs en lessen worden gekozen, wie brengt en haalt, en wie er komt kijken.",
        ],
    },
    Section {
        id: "new-partners",
        title: ["Family and new partners", "Familie en nieuwe partners"],
        kind: Kind::Words,
        law: None,
        about: [
            "When the children meet a new partner, what a new partner does, and how they see their grandparents and other family.",
            "Wanneer de kinderen een nieuwe partner leren kennen, wat die doet, en hoe ze hun grootouders en andere familie zien.",
        ],
    },
    Section {
        id: "moving",
        title: ["Moving", "Verhuizen"],
        kind: Kind::Words,
        law: None,
        about: [
            "How far apart you live, and how long ahead you tell each other of a move.",
            "Hoe ver jullie uit elkaar wonen, en hoelang vooraf jullie elkaar een verhuizing vertellen.",
        ],
    },
    Section {
        id: "papers-travel",
        title: [
            "Identity papers and travel",
            "Identiteitspapieren en reizen",
        ],
        kind: Kind::Words,
        law: None,
        about: [
            "Who keeps the passports, who applies for a new one, and when a journey needs a yes of both.",
            "Wie de paspoorten bewaart, wie een nieuw aanvraagt, en wanneer beiden ja zeggen tegen een reis.",
        ],
    },
    Section {
        id: "social-media",
        title: ["Photos and social media", "Foto's en sociale media"],
        kind: Kind::Words,
        law: None,
        about: [
            "Which photos of the children may be put online, and from when a child has a telephone or an account.",
            "Welke foto's van de kinderen online mogen, en vanaf wanneer een kind een telefoon of account heeft.",
        ],
    },
    Section {
        id: "costs",
        title: ["Costs and child support", "Kosten en kinderalimentatie"],
        kind: Kind::Money,
        law: Some(Law {
            article: "art. 815(3)(c) Rv",
            note: [
                "The plan says how you share the costs of the children; from 18 to 21 only the costs remain.",
                "Het plan zegt hoe jullie de kosten van de kinderen verdelen; van 18 tot 21 jaar blijven alleen de kosten over.",
            ],
        }),
        about: [
            "Who pays what for the children, how you settle it, and whether one of you pays the other a sum each month. The sums in the sentences are examples.",
            "Wie wat voor de kinderen betaalt, hoe jullie dat verrekenen, en of een van jullie de ander elke maand een bedrag betaalt. De bedragen in de zinnen zijn voorbeelden.",
        ],
    },
    Section {
        id: "account",
        title: ["Children's account", "Kinderrekening"],
        kind: Kind::Money,
        law: None,
        about: [
            "Whether you have an account for the children, what each pays into it and what is paid from it. The sums in the sentences are examples.",
            "Of jullie een rekening voor de kinderen hebben, wat ieder erop stort en wat ervan wordt betaald. De bedragen in de zinnen zijn voorbeelden.",
        ],
    },
    Section {
        id: "child-benefit",
        title: ["Child benefit", "Kinderbijslag"],
        kind: Kind::Money,
        law: None,
        about: [
            "Who receives the child benefit, and what it is spent on.",
            "Wie de kinderbijslag ontvangt, en waaraan die wordt besteed.",
        ],
    },
    Section {
        id: "insurance",
        title: ["Insurance", "Verzekeringen"],
        kind: Kind::Money,
        law: None,
        about: [
            "With whom the children are insured for medical costs and for damage that they do.",
            "Bij wie de kinderen verzekerd zijn voor zorgkosten en voor schade die ze veroorzaken.",
        ],
    },
    Section {
        id: "voice",
        title: [
            "How the children were involved",
            "Hoe de kinderen zijn betrokken",
        ],
        kind: Kind::Words,
        law: Some(Law {
            article: "art. 815(4) Rv",
            note: [
                "The petition to the court says how the children were involved in the plan; children are heard from 12, about maintenance from 16.",
                "Het verzoek aan de rechter zegt hoe de kinderen bij het plan zijn betrokken; kinderen worden gehoord vanaf 12 jaar, over alimentatie vanaf 16.",
            ],
        }),
        about: [
            "What you asked the children and what they said, in a way that fits their ages, and how they can speak up later.",
            "Wat jullie de kinderen vroegen en wat ze zeiden, zoals past bij hun leeftijd, en hoe ze er later op terug kunnen komen.",
        ],
    },
    Section {
        id: "evaluation",
        title: ["Looking at the plan again", "Evaluatie"],
        kind: Kind::Words,
        law: None,
        about: [
            "When you look at the plan together, and what makes you do so sooner.",
            "Wanneer jullie het plan samen bekijken, en waardoor dat eerder gebeurt.",
        ],
    },
    Section {
        id: "disputes",
        title: [
            "If the parents cannot agree",
            "Als de ouders er niet uitkomen",
        ],
        kind: Kind::Words,
        law: None,
        about: [
            "Which steps you take, in which order, before one of you goes to a court.",
            "Welke stappen jullie nemen, in welke volgorde, voordat een van jullie naar de rechter gaat.",
        ],
    },
    Section {
        id: "signatures",
        title: ["Signatures", "Ondertekening"],
        kind: Kind::Words,
        law: None,
        about: [
            "A parenting plan is signed and dated by both of you. Here you say from when it holds and how you change it.",
            "Een ouderschapsplan is door jullie allebei ondertekend, met de datum erbij. Hier staat vanaf wanneer het geldt en hoe jullie het wijzigen.",
        ],
    },
];
