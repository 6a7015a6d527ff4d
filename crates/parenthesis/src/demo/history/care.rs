//! How some handovers and some care of the demo family went: as agreed with a note, late, told
//! otherwise by the two, and missed.

use super::{ELIAS, MARA, Story, fail};
use crate::output::Failure;
use app::Session;
use family::{CareFact, CareSaid, Command, HandoverNote, Line, Medicine, Name, Reason};
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use plan::Side;
use std::sync::Arc;

impl Story<'_> {
    /// What the two told of the weeks before the last one.
    pub(super) async fn care(&self, [mara, elias]: &[&Arc<Session>; 2]) -> Result<(), Failure> {
        self.fever(elias).await?;
        self.two_accounts(mara, elias).await?;
        self.note(mara).await?;
        self.late(elias).await
    }

    async fn tell(&self, who: &Session, said: CareSaid) -> Result<(), Failure> {
        self.act(who, Command::SayCare(Arc::new(said))).await
    }

    /// A moment in the week that lies so many weeks from this one; 0 is Monday.
    fn on(&self, weeks: i32, day: i32, hour: i8, minute: i8) -> DateTime {
        (self.monday(weeks) + day.days()).at(hour, minute, 0, 0)
    }

    fn clock_at(&self, at: DateTime) -> Result<(), Failure> {
        self.at(at.date(), at.hour(), at.minute())
    }

    /// Pim stayed with Mara on Elias's Saturday, and nobody has made up for it yet.
    async fn fever(&self, elias: &Session) -> Result<(), Failure> {
        let from = self.on(-3, 5, 10, 0);
        let fact = CareFact::Missed {
            parent: ELIAS,
            from,
            until: self.on(-3, 6, 10, 0),
        };
        self.clock_at(self.on(-3, 6, 11, 20))?;
        let mut said = said(&["pim"], fact)?;
        said.reason =
            Reason::optional("Pim had a fever, so he stayed in his own bed.").map_err(fail)?;
        self.tell(elias, said).await
    }

    /// Pim's way home on a Tuesday, of which each tells another time.
    async fn two_accounts(&self, mara: &Session, elias: &Session) -> Result<(), Failure> {
        let planned = self.on(-2, 1, 18, 30);
        self.clock_at(self.on(-2, 1, 19, 20))?;
        self.tell(
            mara,
            handed(&["pim"], MARA, planned, self.on(-2, 1, 19, 5))?,
        )
        .await?;
        self.clock_at(self.on(-2, 1, 20, 10))?;
        self.tell(elias, handed(&["pim"], MARA, planned, planned)?)
            .await
    }

    /// A Wednesday as agreed, with what Elias should know.
    async fn note(&self, mara: &Session) -> Result<(), Failure> {
        let planned = self.on(-2, 2, 8, 30);
        let line = |text: &str| Line::optional(text).map_err(fail);
        let mut said = handed(&["noor", "sam"], ELIAS, planned, planned)?;
        said.note = HandoverNote {
            meal: line("Porridge and a banana at seven")?,
            medicines: vec![Medicine {
                name: Name::new("Cetirizine for Noor").map_err(fail)?,
                dose: Line::new("5 ml").map_err(fail)?,
                at: self.on(-2, 2, 7, 15),
            }],
            sleep: line("Sam was up at five; an early evening would help")?,
            bag: line("Noor’s library book is due on Thursday")?,
            more: None,
        };
        self.clock_at(self.on(-2, 2, 8, 52))?;
        self.tell(mara, said).await
    }

    /// Pim came to Elias forty minutes late.
    async fn late(&self, elias: &Session) -> Result<(), Failure> {
        let planned = self.on(-2, 3, 16, 0);
        self.clock_at(self.on(-2, 3, 17, 2))?;
        let mut said = handed(&["pim"], ELIAS, planned, self.on(-2, 3, 16, 40))?;
        said.note.more =
            Reason::optional("My train stood still for half an hour.").map_err(fail)?;
        self.tell(elias, said).await
    }
}

fn said(children: &[&str], fact: CareFact) -> Result<CareSaid, Failure> {
    let children = children.iter().map(|id| id.parse().map_err(fail));
    Ok(CareSaid {
        children: children.collect::<Result<_, Failure>>()?,
        fact,
        reason: None,
        note: HandoverNote::default(),
        place: None,
    })
}

fn handed(
    children: &[&str],
    to: Side,
    planned: DateTime,
    at: DateTime,
) -> Result<CareSaid, Failure> {
    said(children, CareFact::HandedOver { to, planned, at })
}
