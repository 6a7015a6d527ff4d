//! Some months of the demo family's life, made by the same commands that parents use, with the
//! clock set to when each would have been sent. Everything is relative to today.

mod care;

use super::{EMAIL_ELIAS, EMAIL_MARA, PASSWORD_ELIAS, PASSWORD_MARA, ZONE, plan_text};
use crate::output::Failure;
use app::{App, NewAccount, Password, Session, SetClock};
use family::{Child, Command, Founding, Move, Name, Parent, ProposalId, Reason, Revision, Terms};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};
use plan::Side::{self, A as MARA, B as ELIAS};
use std::sync::Arc;
use store::SqliteStore;

/// What the parents' browsers call themselves.
const DEVICE: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36";

type DemoApp = Arc<App<SqliteStore>>;

/// Makes the family, in a place that has none.
pub async fn make(app: &DemoApp, clock: &SetClock, now: &Zoned) -> Result<(), Failure> {
    let story = Story {
        app,
        clock,
        now,
        zone: now.time_zone().clone(),
    };
    let mara = story.found().await?;
    let elias = story.agree(&mara).await?;
    story.months(&[&mara, &elias]).await?;
    story.other_months(&[&mara, &elias]).await?;
    story.care(&[&mara, &elias]).await?;
    story.today(&[&mara, &elias]).await?;
    for session in [&mara, &elias] {
        app.sign_out(session).await.map_err(Failure::of)?;
    }
    Ok(())
}

struct Story<'a> {
    app: &'a DemoApp,
    clock: &'a SetClock,
    now: &'a Zoned,
    zone: TimeZone,
}

fn fail(error: impl std::fmt::Display) -> Failure {
    Failure::while_doing("making the demo family", error)
}

fn account(email: &str, password: &str) -> Result<NewAccount, Failure> {
    Ok(NewAccount {
        email: email.to_owned(),
        password: Password::chosen(password.to_owned(), &[]).map_err(fail)?,
        language: None,
    })
}

/// A stretch of time for some children, in local dates and clock times.
struct Stay<'a> {
    children: &'a [&'a str],
    to: Side,
    start: DateTime,
    end: DateTime,
}

impl Story<'_> {
    fn today_date(&self) -> Date {
        self.now.date()
    }

    /// The Monday of the week that lies so many weeks from this one.
    fn monday(&self, weeks: i32) -> Date {
        let from = plan_text::from(self.today_date());
        from + (plan_text::WEEKS_AGO + weeks).weeks()
    }

    /// Sets the clock; never beyond now.
    fn at(&self, date: Date, hour: i8, minute: i8) -> Result<(), Failure> {
        let at = date
            .at(hour, minute, 0, 0)
            .to_zoned(self.zone.clone())
            .map_err(fail)?
            .timestamp();
        self.clock.set(at.min(self.now.timestamp()));
        Ok(())
    }

    async fn found(&self) -> Result<Arc<Session>, Failure> {
        let today = self.today_date();
        self.at(plan_text::from(today) - 16.days(), 20, 12)?;
        let name = |text: &str| Name::new(text).map_err(fail);
        let parent = |id: &str, text: &str| -> Result<Parent, Failure> {
            Ok(Parent {
                member: self.app.fresh_member().map_err(fail)?,
                id: id.parse().map_err(fail)?,
                name: name(text)?,
            })
        };
        let child = |id: &str, text: &str| -> Result<Child, Failure> {
            Ok(Child {
                id: id.parse().map_err(fail)?,
                name: name(text)?,
                born: plan_text::born(today, id),
            })
        };
        let founding = Founding {
            name: name("Mara and Elias")?,
            zone: ZONE.into(),
            parents: [parent("mara", "Mara")?, parent("elias", "Elias")?],
            children: vec![
                child("noor", "Noor")?,
                child("sam", "Sam")?,
                child("cato", "Cato")?,
                child("pim", "Pim")?,
            ],
            founder: MARA,
        };
        let account = account(EMAIL_MARA, PASSWORD_MARA)?;
        let founded = self.app.found(founding, account, DEVICE).await;
        Ok(founded.map_err(fail)?.founder.session)
    }

    async fn agree(&self, mara: &Arc<Session>) -> Result<Arc<Session>, Failure> {
        let from = plan_text::from(self.today_date());
        let text: Arc<str> = plan_text::text(self.today_date()).into();
        let plan = self
            .propose(
                mara,
                Terms::Plan(text),
                "This is what we worked out with the mediator.",
            )
            .await?;
        self.at(from - 16.days(), 20, 31)?;
        let seen = self.app.family(mara).await.map_err(fail)?.head.seen();
        let link = self
            .app
            .invite(mara, self.app.fresh_command(), seen)
            .await
            .map_err(fail)?;
        self.at(from - 14.days(), 8, 4)?;
        let elias = self
            .app
            .join(&link, account(EMAIL_ELIAS, PASSWORD_ELIAS)?, DEVICE)
            .await
            .map_err(fail)?
            .session;
        self.at(from - 13.days(), 21, 47)?;
        self.accept(&elias, &plan, 1).await?;
        Ok(elias)
    }

    async fn act(&self, who: &Session, what: Command) -> Result<(), Failure> {
        let seen = self.app.family(who).await.map_err(fail)?.head.seen();
        self.app
            .act(who, self.app.fresh_command(), seen, what)
            .await
            .map(|_| ())
            .map_err(fail)
    }

    async fn propose(
        &self,
        who: &Session,
        terms: Terms,
        reason: &str,
    ) -> Result<ProposalId, Failure> {
        let proposal = self.app.fresh_proposal().map_err(fail)?;
        let what = Command::Propose {
            proposal: proposal.clone(),
            terms,
            reason: Reason::optional(reason).map_err(fail)?,
            answer_by: None,
        };
        self.act(who, what).await?;
        Ok(proposal)
    }

    async fn counter(
        &self,
        who: &Session,
        proposal: &ProposalId,
        terms: Terms,
        reason: &str,
    ) -> Result<(), Failure> {
        let what = Command::Counter {
            proposal: proposal.clone(),
            revision: Revision::FIRST,
            terms,
            reason: Reason::optional(reason).map_err(fail)?,
            answer_by: None,
        };
        self.act(who, what).await
    }

    async fn accept(
        &self,
        who: &Session,
        proposal: &ProposalId,
        revision: u32,
    ) -> Result<(), Failure> {
        let what = Command::Accept {
            proposal: proposal.clone(),
            revision: Revision(revision),
            alternative: family::Alternative::FIRST,
        };
        self.act(who, what).await
    }

    async fn decline(
        &self,
        who: &Session,
        proposal: &ProposalId,
        reason: &str,
    ) -> Result<(), Failure> {
        let what = Command::Decline {
            proposal: proposal.clone(),
            revision: Revision::FIRST,
            reason: Reason::optional(reason).map_err(fail)?,
        };
        self.act(who, what).await
    }

    async fn withdraw(
        &self,
        who: &Session,
        proposal: &ProposalId,
        reason: &str,
    ) -> Result<(), Failure> {
        let what = Command::Withdraw {
            proposal: proposal.clone(),
            revision: Revision::FIRST,
            reason: Reason::optional(reason).map_err(fail)?,
        };
        self.act(who, what).await
    }

    /// What the past months brought: agreed at once, and after a counter.
    async fn months(&self, [mara, elias]: &[&Arc<Session>; 2]) -> Result<(), Failure> {
        let weekend = |weeks: i32| self.other_weekend(weeks);
        self.at(self.monday(-22) + 1.day(), 19, 40)?;
        let reunion = self
            .propose(
                mara,
                swap(&[weekend(-20), weekend(-19)])?,
                "My sister’s wedding is that weekend in Ghent. Can we change the two weekends?",
            )
            .await?;
        self.at(self.monday(-22) + 2.days(), 7, 55)?;
        self.accept(elias, &reunion, 1).await?;

        self.at(self.monday(-17), 12, 10)?;
        let dinner = self
            .propose(
                elias,
                swap(&[self.evening(-17, 1, &["noor"], ELIAS)])?,
                "Noor would like to come to grandpa’s birthday dinner.",
            )
            .await?;
        self.at(self.monday(-17), 18, 2)?;
        self.accept(mara, &dinner, 1).await?;

        self.at(self.monday(-13) + 2.days(), 21, 15)?;
        let camp = self
            .propose(
                elias,
                swap(&[weekend(-11), weekend(-10)])?,
                "I have to work on that Saturday.",
            )
            .await?;
        self.at(self.monday(-13) + 3.days(), 20, 30)?;
        let later = swap(&[weekend(-11), weekend(-10), weekend(-9)])?;
        self.counter(
            mara,
            &camp,
            later,
            "That is fine. Then I would keep the weekend after that too, for the campsite.",
        )
        .await?;
        self.at(self.monday(-13) + 4.days(), 8, 20)?;
        self.accept(elias, &camp, 2).await
    }

    /// What did not come to an agreement: turned down, and taken back.
    async fn other_months(&self, [mara, elias]: &[&Arc<Session>; 2]) -> Result<(), Failure> {
        let weekend = |weeks: i32| self.other_weekend(weeks);
        self.at(self.monday(-7) + 3.days(), 16, 45)?;
        let short = self
            .propose(
                mara,
                swap(&[weekend(-6)])?,
                "Could you take this weekend as well?",
            )
            .await?;
        self.at(self.monday(-7) + 3.days(), 20, 5)?;
        self.decline(
            elias,
            &short,
            "I am at a training course until Sunday evening. I can take the weekend after.",
        )
        .await?;

        self.at(self.monday(-5) + 1.day(), 9, 12)?;
        let cinema = self
            .propose(
                mara,
                swap(&[weekend(-4), weekend(-3)])?,
                "Sam’s friend has his party on Saturday.",
            )
            .await?;
        self.at(self.monday(-5) + 1.day(), 17, 36)?;
        self.withdraw(
            mara,
            &cinema,
            "The party was moved to the week after, so it fits the plan.",
        )
        .await
    }

    /// What is going on now: one thing agreed, one that waits for each.
    async fn today(&self, [mara, elias]: &[&Arc<Session>; 2]) -> Result<(), Failure> {
        let weekend = |weeks: i32| self.other_weekend(weeks);
        let today = self.today_date();
        self.at(today - 6.days(), 20, 18)?;
        let museum = self
            .propose(
                elias,
                swap(&[self.pim_night(1)])?,
                "Pim could sleep here on the Friday too; then we leave early for the zoo.",
            )
            .await?;
        self.at(today - 5.days(), 8, 41)?;
        self.accept(mara, &museum, 1).await?;

        self.at(today - 2.days(), 21, 3)?;
        self.propose(
            mara,
            swap(&[weekend(4), weekend(5)])?,
            "My parents come over in that second weekend. Can we change the two?",
        )
        .await?;
        self.at(today - 1.day(), 8, 12)?;
        self.propose(
            elias,
            swap(&[weekend(2), weekend(3)])?,
            "My brother is in the country that weekend and would like to see the children.",
        )
        .await?;
        self.clock.set(self.now.timestamp());
        Ok(())
    }

    /// The older three with the parent who does not have them by the plan, from Friday 08:30 to
    /// Monday 08:30 of the week that lies so many weeks from this one.
    fn other_weekend(&self, weeks: i32) -> Stay<'static> {
        let friday = self.monday(weeks) + 4.days();
        // The cycle begins with a weekend at Mara's, in the week in which the plan begins.
        let planned_with_mara = (weeks + plan_text::WEEKS_AGO) % 2 == 0;
        Stay {
            children: &["noor", "sam", "cato"],
            to: if planned_with_mara { ELIAS } else { MARA },
            start: friday.at(8, 30, 0, 0),
            end: (friday + 3.days()).at(8, 30, 0, 0),
        }
    }

    /// 16:00 to 20:00 on a weekday (0 is Monday).
    fn evening<'c>(&self, weeks: i32, day: i32, children: &'c [&'c str], to: Side) -> Stay<'c> {
        let date = self.monday(weeks) + day.days();
        Stay {
            children,
            to,
            start: date.at(16, 0, 0, 0),
            end: date.at(20, 0, 0, 0),
        }
    }

    /// Pim with Elias from Friday 17:00 until his Saturday begins.
    fn pim_night(&self, weeks: i32) -> Stay<'static> {
        let friday = self.monday(weeks) + 4.days();
        debug_assert_eq!(friday.weekday(), Weekday::Friday);
        Stay {
            children: &["pim"],
            to: ELIAS,
            start: friday.at(17, 0, 0, 0),
            end: (friday + 1.day()).at(10, 0, 0, 0),
        }
    }
}

fn swap(stays: &[Stay<'_>]) -> Result<Terms, Failure> {
    let moves = stays.iter().map(|s| {
        Ok(Move {
            children: s
                .children
                .iter()
                .map(|c| c.parse().map_err(fail))
                .collect::<Result<_, Failure>>()?,
            to: s.to,
            start: s.start,
            end: s.end,
        })
    });
    moves.collect::<Result<_, Failure>>().map(Terms::Swap)
}
