//! What `verify` can be asked: the part of the command line that both programs share. Pure
//! description.

use std::path::PathBuf;

use clap::Args;
use ledger::VerifierKey;

/// Options of `verify`.
#[derive(Debug, Clone, Args)]
pub struct VerifyOptions {
    /// Bundles (.zip) and files of receipts (.tlog-proof) to verify.
    #[arg(value_name = "BUNDLE|RECEIPT", required = true)]
    pub files: Vec<PathBuf>,
    /// What you kept, to hold them against: receipts, older or other bundles, checkpoints, and
    /// e-mails (.eml) or any text that carries a receipt or a checkpoint. May be given several times.
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// A key of the record that you know from elsewhere, such as from an older receipt or from the
    /// other parent. Without one, the file's own key is shown for you to compare. May be given
    /// several times.
    #[arg(long, value_name = "VKEY")]
    pub key: Vec<VerifierKey>,
    /// List every disclosed entry and who vouches for its author.
    #[arg(long)]
    pub entries: bool,
    /// Print the findings as JSON.
    #[arg(long)]
    pub json: bool,
}
