//! The words of an entry, as they are searched: lower case, without accents. Pure.

use super::offers::of_offer;
use super::talk;
use family::{AccessChange, Event, Family, Language, LinkAnswer, PersonalEvent};

/// Words that are collected from one entry.
#[derive(Debug, Default)]
pub(super) struct Said(String);

impl Said {
    /// Adds words; a space keeps them apart from the others.
    pub(super) fn add(&mut self, words: &str) {
        self.0.push_str(words);
        self.0.push(' ');
    }

    /// All of them, as they stand.
    pub(super) fn plain(self) -> String {
        self.0
    }

    /// All of them, folded.
    pub(super) fn folded(self) -> Box<str> {
        fold(&self.0).into()
    }
}

/// Lower case, Latin letters without their accents, straight quotes: so that whoever types
/// `een` on a phone finds `Eén`.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'æ' => folded.push_str("ae"),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ğ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'œ' => folded.push_str("oe"),
            'ř' => folded.push('r'),
            'ś' | 'ş' | 'š' => folded.push('s'),
            'ß' => folded.push_str("ss"),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            '\u{2018}' | '\u{2019}' => folded.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' => folded.push('"'),
            // Accents that stand after their letter.
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// What a shared entry says, besides its author's name.
#[expect(clippy::too_many_lines, reason = "one line or few for each event")]
pub(super) fn of_event(event: &Event, family: &Family, said: &mut Said) {
    let reason = match event {
        Event::Founded(founding) => {
            said.add(founding.name.as_str());
            for parent in &founding.parents {
                said.add(parent.name.as_str());
            }
            for child in &founding.children {
                said.add(child.name.as_str());
            }
            None
        }
        Event::Invited { side, .. }
        | Event::Joined { side }
        | Event::Left { side }
        | Event::HoldLifted { side } => {
            said.add(family.seat(*side).parent.name.as_str());
            None
        }
        Event::Proposed { terms, reason, .. } | Event::Countered { terms, reason, .. } => {
            of_offer(terms, family, said);
            reason.as_ref()
        }
        Event::LetIn(grant) => {
            said.add(grant.name.as_str());
            None
        }
        Event::GuestEnded { member } => {
            if let Some(guest) = family.guests().of(member) {
                said.add(guest.grant.name.as_str());
            }
            None
        }
        Event::GuestJoined
        | Event::GuestLeft
        | Event::Looked(_)
        | Event::Accepted { .. }
        | Event::OfferSigned { .. }
        | Event::DeviceEnrolled { .. }
        | Event::DeviceRevoked { .. }
        | Event::Restored(_)
        | Event::Erased { .. }
        | Event::Closed => None,
        Event::ClausesMarked {
            proposal,
            revision,
            clauses,
            ..
        } => {
            talk::of_marked((proposal, *revision), clauses, family, said);
            None
        }
        Event::AnsweredByLink { answer, sent, .. } => {
            said.add(sent.address.as_str());
            match answer {
                LinkAnswer::Accepted { .. } => None,
                LinkAnswer::Declined { reason } => reason.as_ref(),
            }
        }
        Event::TopicOpened { title, .. } => {
            said.add(title.as_str());
            None
        }
        Event::Said(message) => {
            talk::of_message(message, family, said);
            None
        }
        Event::ReadSaid { about, .. } => {
            talk::of_topic(about, family, said);
            None
        }
        Event::CareSaid(told) => {
            talk::of_care(told, family, said);
            told.reason.as_ref()
        }
        Event::CallHeld(held) => {
            talk::of_call(held, family, said);
            None
        }
        Event::TabletPaired { name, children, .. } => {
            said.add(name.as_str());
            talk::of_children(children, family, said);
            None
        }
        Event::TabletEnded { tablet } => {
            if let Some(tablet) = family.tablets().of(tablet) {
                said.add(tablet.name.as_str());
            }
            None
        }
        Event::Declined { reason, .. }
        | Event::Withdrawn { reason, .. }
        | Event::HoldSet { reason } => reason.as_ref(),
    };
    if let Some(reason) = reason {
        said.add(reason.as_str());
    }
}

/// What a private entry says.
pub(super) fn of_personal(event: &PersonalEvent, said: &mut Said) {
    match event {
        PersonalEvent::SignedIn { device } => said.add(device),
        PersonalEvent::BundleMade(made) => said.add(&made.recipient),
        PersonalEvent::FeedMade { name } | PersonalEvent::FeedEnded { name } => {
            said.add(name.as_str());
        }
        PersonalEvent::DraftKept(draft) => {
            said.add(draft.name.as_str());
            for (_, answer) in &draft.answers {
                said.add(answer);
            }
            said.add(&draft.plan);
        }
        PersonalEvent::CalmChosen(_) | PersonalEvent::CallsWished(_) => {}
        PersonalEvent::LanguageChosen(Language::En) => said.add("English Engels"),
        PersonalEvent::LanguageChosen(Language::Nl) => said.add("Nederlands Dutch"),
        PersonalEvent::Access(
            AccessChange::PasskeyAdded { name } | AccessChange::PasskeyRemoved { name },
        ) => said.add(name.as_str()),
        PersonalEvent::LetIn(grant) => said.add(grant.name.as_str()),
        PersonalEvent::GuestJoined { .. }
        | PersonalEvent::GuestEnded { .. }
        | PersonalEvent::GuestLeft { .. }
        | PersonalEvent::Looked { .. }
        | PersonalEvent::DraftEnded { .. }
        | PersonalEvent::Access(_)
        | PersonalEvent::Opened
        | PersonalEvent::SignedOut
        | PersonalEvent::Restored(_)
        | PersonalEvent::Erased { .. }
        | PersonalEvent::Closed => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_curled_quotes_do_not_matter() {
        for (text, folded) in [
            (
                "Eén weekend in ’s-Gravenhage",
                "een weekend in 's-gravenhage",
            ),
            ("CAFÉ Zoë", "cafe zoe"),
            ("Cafe\u{301}", "cafe"),
            ("Straße, Łódź, İzmir", "strasse, lodz, izmir"),
            ("2026-10-14", "2026-10-14"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        let all: String = (0..0x2_100).filter_map(char::from_u32).collect();
        assert_eq!(fold(&fold(&all)), fold(&all));
    }
}
