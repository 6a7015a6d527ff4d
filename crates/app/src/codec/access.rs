//! The stored shape of changes in how somebody gets in. One kind for all: a stranger who reads
//! the leaves of a private tree learns no more than that something changed.

use super::{Encoded, Reader, Undecodable, json, kind};
use family::{AccessChange, RecoveryBy};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
enum Shape {
    PasskeyAdded { name: String },
    PasskeyRemoved { name: String },
    AuthenticatorSet {},
    AuthenticatorRemoved {},
    RecoveryCodesMade {},
    RecoveryCodeUsed {},
    PasswordChanged {},
    SessionEnded {},
    OtherSessionsEnded {},
    RecoveryBegunByMail {},
    RecoveryBegunByOperator {},
    RecoveryStopped {},
    RecoveryDone {},
    AlertsMoved {},
    AddressChanged {},
}

pub(super) fn encode(change: &AccessChange) -> Encoded {
    let shape = match change {
        AccessChange::PasskeyAdded { name } => Shape::PasskeyAdded {
            name: name.to_string(),
        },
        AccessChange::PasskeyRemoved { name } => Shape::PasskeyRemoved {
            name: name.to_string(),
        },
        AccessChange::AuthenticatorSet => Shape::AuthenticatorSet {},
        AccessChange::AuthenticatorRemoved => Shape::AuthenticatorRemoved {},
        AccessChange::RecoveryCodesMade => Shape::RecoveryCodesMade {},
        AccessChange::RecoveryCodeUsed => Shape::RecoveryCodeUsed {},
        AccessChange::PasswordChanged => Shape::PasswordChanged {},
        AccessChange::SessionsEnded { others: false } => Shape::SessionEnded {},
        AccessChange::SessionsEnded { others: true } => Shape::OtherSessionsEnded {},
        AccessChange::RecoveryBegun {
            by: RecoveryBy::Mail,
        } => Shape::RecoveryBegunByMail {},
        AccessChange::RecoveryBegun {
            by: RecoveryBy::Operator,
        } => Shape::RecoveryBegunByOperator {},
        AccessChange::RecoveryStopped => Shape::RecoveryStopped {},
        AccessChange::RecoveryDone => Shape::RecoveryDone {},
        AccessChange::AlertsMoved => Shape::AlertsMoved {},
        AccessChange::AddressChanged => Shape::AddressChanged {},
    };
    json(kind::ACCESS, &shape)
}

pub(super) fn read(reader: &Reader<'_>) -> Result<AccessChange, Undecodable> {
    Ok(match reader.shape::<Shape>()? {
        Shape::PasskeyAdded { name } => AccessChange::PasskeyAdded {
            name: reader.name(&name)?,
        },
        Shape::PasskeyRemoved { name } => AccessChange::PasskeyRemoved {
            name: reader.name(&name)?,
        },
        Shape::AuthenticatorSet {} => AccessChange::AuthenticatorSet,
        Shape::AuthenticatorRemoved {} => AccessChange::AuthenticatorRemoved,
        Shape::RecoveryCodesMade {} => AccessChange::RecoveryCodesMade,
        Shape::RecoveryCodeUsed {} => AccessChange::RecoveryCodeUsed,
        Shape::PasswordChanged {} => AccessChange::PasswordChanged,
        Shape::SessionEnded {} => AccessChange::SessionsEnded { others: false },
        Shape::OtherSessionsEnded {} => AccessChange::SessionsEnded { others: true },
        Shape::RecoveryBegunByMail {} => AccessChange::RecoveryBegun {
            by: RecoveryBy::Mail,
        },
        Shape::RecoveryBegunByOperator {} => AccessChange::RecoveryBegun {
            by: RecoveryBy::Operator,
        },
        Shape::RecoveryStopped {} => AccessChange::RecoveryStopped,
        Shape::RecoveryDone {} => AccessChange::RecoveryDone,
        Shape::AlertsMoved {} => AccessChange::AlertsMoved,
        Shape::AddressChanged {} => AccessChange::AddressChanged,
    })
}
