//! What the items of a feed say, in both languages. Reads a plan, touches nothing else.

use std::cell::OnceCell;

use jiff::civil::DateTime;
use plan::{ClauseIndex, Language, Moves, ParentingPlan, Side, Source, Text};

use super::lines::Escaped;
use crate::names::{month_name, weekday_name};

/// The words of one feed.
pub(super) struct Words<'p> {
    plan: &'p ParentingPlan,
    language: Language,
    parents: [Escaped; 2],
    /// That both agreed.
    agreed: Escaped,
    /// By the place of the clause; said once and used often.
    clauses: Vec<OnceCell<ClauseWords>>,
}

/// A clause as items speak of it.
struct ClauseWords {
    /// `clause 1 (The weekly rhythm)`.
    name: Escaped,
    /// `Clause 1 (The weekly rhythm)`.
    capital: Escaped,
    /// The same with its sentence.
    because: Escaped,
}

impl<'p> Words<'p> {
    pub(super) fn new(plan: &'p ParentingPlan, language: Language) -> Words<'p> {
        Words {
            plan,
            language,
            parents: Side::BOTH.map(|side| Escaped::line(&plan.parent(side).name)),
            agreed: Escaped::line(match language {
                Language::En => "Both agreed on this beside the plan.",
                Language::Nl => "Beiden spraken dit naast het plan af.",
            }),
            clauses: plan.clauses().iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The phrase of the feed's language.
    pub(super) fn say(&self, en: &'static str, nl: &'static str) -> &'static str {
        match self.language {
            Language::En => en,
            Language::Nl => nl,
        }
    }

    pub(super) fn parent(&self, side: Side) -> &Escaped {
        match (&self.parents, side) {
            ([a, _], Side::A) => a,
            ([_, b], Side::B) => b,
        }
    }

    /// Names as a sentence lists them: `Noor, Sam and Cato`.
    pub(super) fn list(&self, names: &[&str]) -> Escaped {
        let mut listed = Escaped::default();
        for (place, name) in names.iter().enumerate() {
            if place > 0 && place + 1 == names.len() {
                listed.add(self.say(" and ", " en "));
            } else if place > 0 {
                listed.add(", ");
            }
            listed.join(&Escaped::line(name));
        }
        listed
    }

    /// `Noor and Sam with Elias`.
    pub(super) fn with(&self, names: &Escaped, parent: Side) -> Escaped {
        let mut said = names.clone();
        said.add(self.say(" with ", " bij "));
        said.join(self.parent(parent));
        said
    }

    /// `Noor and Sam to Elias`, or that the parents take turns where the children stay.
    pub(super) fn handover(
        &self,
        names: &Escaped,
        (from, to): (Side, Side),
        moves: Moves,
    ) -> Escaped {
        let mut said = names.clone();
        match moves {
            Moves::Children => {
                said.add(self.say(" to ", " naar "));
                said.join(self.parent(to));
            }
            Moves::Parents => {
                said.add(": ");
                said.join(self.parent(to));
                said.add(self.say(" takes over from ", " neemt het over van "));
                said.join(self.parent(from));
            }
        }
        said
    }

    /// Who takes the children from one home to the other.
    pub(super) fn brings(&self, names: &Escaped, parent: Side, to: Side) -> Escaped {
        let mut said = self.parent(parent).clone();
        if parent == to {
            said.add(self.say(" collects ", " haalt "));
            said.join(names);
            said.add(self.say(".", " op."));
        } else {
            said.add(self.say(" brings ", " brengt "));
            said.join(names);
            said.add(".");
        }
        said
    }

    /// What goes along.
    pub(super) fn bag(&self, bag: &Text) -> Escaped {
        let mut said = Escaped::default();
        said.add(self.say("In the bag: ", "In de tas: "));
        said.join(&self.of_plan(bag));
        said.add(".");
        said
    }

    /// Words of the plan, on one line.
    pub(super) fn of_plan(&self, text: &Text) -> Escaped {
        Escaped::line(text.get(self.language))
    }

    /// `Noor and Sam call Elias`.
    pub(super) fn call(&self, names: &Escaped, many: bool, parent: Side) -> Escaped {
        let mut said = names.clone();
        said.add(if many {
            self.say(" call ", " bellen met ")
        } else {
            self.say(" calls ", " belt met ")
        });
        said.join(self.parent(parent));
        said
    }

    /// The title of a holiday's clause, and for whom it is where not for all.
    pub(super) fn holiday(&self, clause: ClauseIndex, of: Option<&Escaped>) -> Escaped {
        let title = self.plan.clause(clause).title(self.language);
        let mut said = Escaped::line(title);
        if let Some(names) = of {
            said.add(" (");
            said.join(names);
            said.add(")");
        }
        said
    }

    pub(super) fn date_is_open(&self) -> &'static str {
        self.say(
            "The date is not settled yet.",
            "De datum staat nog niet vast.",
        )
    }

    pub(super) fn clash(&self, names: &Escaped) -> Escaped {
        let mut said = names.clone();
        said.add(self.say(
            ": two clauses disagree",
            ": twee artikelen spreken elkaar tegen",
        ));
        said
    }

    /// `Clause 2 (Summer with Mara) says Mara.`
    pub(super) fn says(&self, source: Source, parent: Side) -> Escaped {
        let mut said = Escaped::default();
        match source {
            Source::Clause(index) => said.join(&self.clause(index).capital),
            Source::Agreed(_) => said.add(self.say(
                "What both agreed beside the plan",
                "Wat beiden naast het plan afspraken",
            )),
        }
        said.add(self.say(" says ", " noemt "));
        said.join(self.parent(parent));
        said.add(".");
        said
    }

    pub(super) fn nobody(&self) -> &'static str {
        self.say(
            "Nobody has this time until the plan says who.",
            "Niemand heeft deze tijd tot het plan zegt wie.",
        )
    }

    /// `Proposed: Noor with Elias`.
    pub(super) fn proposed(&self, what: &Escaped) -> Escaped {
        let mut said = Escaped::default();
        said.add(self.say("Proposed: ", "Voorstel: "));
        said.join(what);
        said
    }

    /// Whose answer a proposal waits for, and what holds until then.
    pub(super) fn waits_for(&self, parent: Side) -> Escaped {
        let mut said = Escaped::default();
        said.add(self.say("It waits for an answer from ", "Dit wacht op antwoord van "));
        said.join(self.parent(parent));
        said.add(self.say(
            ". Without an answer nothing changes.",
            ". Zonder antwoord verandert er niets.",
        ));
        said
    }

    /// Why: the clause with its sentence, or that both agreed.
    pub(super) fn because(&self, source: Source) -> &Escaped {
        match source {
            Source::Clause(index) => &self.clause(index).because,
            Source::Agreed(_) => &self.agreed,
        }
    }

    /// That both agreed.
    pub(super) fn agreed(&self) -> &Escaped {
        &self.agreed
    }

    /// `Clause 1 (The weekly rhythm).`, or that both agreed.
    pub(super) fn by(&self, source: Source) -> Escaped {
        match source {
            Source::Clause(index) => {
                let mut said = self.clause(index).capital.clone();
                said.add(".");
                said
            }
            Source::Agreed(_) => self.agreed.clone(),
        }
    }

    /// What gave way: `It comes before clause 1 (The weekly rhythm).`
    pub(super) fn before(&self, sources: &[Source]) -> Escaped {
        let mut said = Escaped::default();
        said.add(self.say("It comes before ", "Dit gaat voor "));
        for (place, source) in sources.iter().enumerate() {
            if place > 0 {
                said.add(", ");
            }
            match source {
                Source::Clause(index) => said.join(&self.clause(*index).name),
                Source::Agreed(_) => said.add(self.say(
                    "what both agreed beside the plan",
                    "wat beiden naast het plan afspraken",
                )),
            }
        }
        said.add(".");
        said
    }

    /// With whom the plan alone has some children, where both agreed on something else.
    pub(super) fn plan_says(
        &self,
        names: &Escaped,
        parent: Side,
        (start, end): (DateTime, DateTime),
    ) -> Escaped {
        let mut said = Escaped::default();
        said.add(self.say("The plan says: ", "Het plan zegt: "));
        said.join(&self.with(names, parent));
        said.add(self.say(" from ", " van "));
        said.add(&self.moment(start));
        said.add(self.say(" to ", " tot "));
        said.add(&self.moment(end));
        said.add(".");
        said
    }

    /// `Saturday 6 February 2027, 09:00`, `zaterdag 6 februari 2027, 09.00 uur`.
    fn moment(&self, at: DateTime) -> String {
        let weekday = weekday_name(self.language, at.weekday());
        let month = month_name(self.language, at.month());
        let (day, year, hour, minute) = (at.day(), at.year(), at.hour(), at.minute());
        match self.language {
            Language::En => format!("{weekday} {day} {month} {year}, {hour:02}:{minute:02}"),
            Language::Nl => format!("{weekday} {day} {month} {year}, {hour:02}.{minute:02} uur"),
        }
    }

    fn clause(&self, index: ClauseIndex) -> &ClauseWords {
        // As with the plan's own clauses, an index of another plan is a mistake of ours.
        self.clauses[index.get()].get_or_init(|| self.clause_words(index))
    }

    fn clause_words(&self, index: ClauseIndex) -> ClauseWords {
        let clause = self.plan.clause(index);
        let named = |word: &str| {
            let mut said = Escaped::line(word);
            said.add(&format!(" {} (", clause.number));
            said.join(&Escaped::line(clause.title(self.language)));
            said.add(")");
            if clause.version != self.plan.version() {
                let version = clause.version;
                said.add(&match self.language {
                    Language::En => format!(" of version {version} of the plan"),
                    Language::Nl => format!(" van versie {version} van het plan"),
                });
            }
            said
        };
        let capital = named(self.say("Clause", "Artikel"));
        let mut because = capital.clone();
        because.add(": ");
        because.join(&Escaped::text(clause.sentence(self.language)));
        ClauseWords {
            name: named(self.say("clause", "artikel")),
            capital,
            because,
        }
    }
}
