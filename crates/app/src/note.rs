//! The state of the record as words and as a signed text: what a parent keeps, and what every
//! e-mail carries. Whoever has it holds evidence (`docs/record-format.md`, section 15).

use crate::tree::Head;
use crate::{App, Fault, Session};
use family::Language;
use ledger::DatedHead;
use store::{FamilyId, Store};

/// A state of the record that both parents see, to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordNote {
    /// How many entries it had.
    pub size: u64,
    /// Size, root and short code in the reader's language, then the dated head, byte for byte.
    pub text: String,
}

impl<S: Store> App<S> {
    /// The newest state of the family's record with the log's word on when it was so. It names
    /// nobody. No later entry is recorded under an earlier time.
    ///
    /// # Errors
    /// A [`Fault`] when the record cannot be read.
    pub async fn record_note(
        &self,
        session: &Session,
        language: Language,
    ) -> Result<RecordNote, Fault> {
        self.note_of(&session.actor().family, language).await
    }

    /// The same of a family.
    pub(crate) async fn note_of(
        &self,
        family: &FamilyId,
        language: Language,
    ) -> Result<RecordNote, Fault> {
        let (head, dated) = self.dated(family).await?;
        Ok(RecordNote {
            size: head.size,
            text: note(&head, &dated, language)?,
        })
    }
}

fn note(head: &Head, dated: &[u8], language: Language) -> Result<String, Fault> {
    let doing = "putting a dated head into words";
    let said = DatedHead::claimed(dated).map_err(|e| Fault::new(doing, e))?;
    let signed = str::from_utf8(dated).map_err(|e| Fault::new(doing, e))?;
    let (size, code, root) = (head.size, head.short_code(), said.checkpoint.root);
    let time = said.time.to_string();
    // `2026-11-23T09:00:00.000Z`: to the second is enough for words.
    let (day, clock) = time.split_once('T').unwrap_or((&time, ""));
    let clock = clock.split('.').next().unwrap_or_default();
    let words = match (language, size) {
        (Language::En, 1) => format!(
            "On {day} at {clock} UTC the record that you both see had 1 entry.\n\
             Short code: {code}\nRoot: {root}\n\n\
             Keep this. Whoever has it can show later whether that entry was changed, and whether \
             another was put in afterwards under an earlier time.\n\
             The lines below are signed; leave them as they are."
        ),
        (Language::En, size) => format!(
            "On {day} at {clock} UTC the record that you both see had {size} entries.\n\
             Short code: {code}\nRoot: {root}\n\n\
             Keep this. Whoever has it can show later whether any of those entries was changed or \
             left out, and whether another was put in afterwards under an earlier time.\n\
             The lines below are signed; leave them as they are."
        ),
        (Language::Nl, size) => format!(
            "Op {day} om {clock} UTC was in het logboek dat jullie allebei zien {size} keer iets \
             vastgelegd.\n\
             Korte code: {code}\nWortel: {root}\n\n\
             Bewaar dit. Wie het heeft, kan later laten zien of daar iets van is gewijzigd of \
             weggelaten, en of er achteraf iets is tussengevoegd met een eerdere tijd.\n\
             De regels hieronder zijn ondertekend; laat ze zoals ze zijn."
        ),
    };
    Ok(format!("{words}\n\n{signed}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{
        Checkpoint, EntryTime, Hash, Origin, Signer, SigningKey, checkpoint, dated_head,
        verify_dated_head,
    };

    #[test]
    fn the_note_says_where_the_record_stands_and_holds_the_dated_head_verbatim() {
        let origin = Origin::from_random([7; 16]);
        let signer = Signer::for_tree(origin, &SigningKey::new([9; 32]));
        for language in [Language::En, Language::Nl] {
            for size in [1, 42] {
                let root = Hash::new([5; 32]);
                let head = Head {
                    size,
                    root: [5; 32],
                    checkpoint: checkpoint(origin, size, root, &signer).into(),
                };
                let dated = DatedHead {
                    time: EntryTime::from_unix_millis(1_795_424_401_234).unwrap(),
                    checkpoint: Checkpoint { origin, size, root },
                };
                let signed = dated_head(&dated, &signer);
                let text = note(&head, &signed, language).unwrap();
                let (words, rest) = text.split_once("\n\nparenthesis/newest").unwrap();
                let found = format!("parenthesis/newest{rest}");
                let stated = verify_dated_head(found.as_bytes(), origin, signer.verifier_key());
                assert_eq!(stated.unwrap(), dated);
                let time = "2026-11-23".to_owned();
                let code = ledger::short_code(&dated.checkpoint);
                for said in [
                    size.to_string(),
                    root.to_string(),
                    code,
                    time,
                    "09:00:01".into(),
                ] {
                    assert!(words.contains(&said), "{said} in {words}");
                }
            }
        }
    }
}
