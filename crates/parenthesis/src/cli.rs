//! The command line: what can be asked, and the help for it. Pure description.

use crate::plan_command::PlanCommand;
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Parenthesis: two homes, one childhood.
///
/// A place for two separated parents who go on raising their children together: a parenting plan
/// that runs, agreements made by two, and a record that nobody can rewrite.
#[derive(Debug, Parser)]
#[command(
    name = "parenthesis",
    version,
    max_term_width = 96,
    propagate_version = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Look at a parenting plan: check it, compile it to the timeline of care, measure it.
    Plan {
        /// Which look.
        #[command(subcommand)]
        command: PlanCommand,
    },
    /// Start the server with the demo family: Mara and Elias with Noor, Sam, Cato and Pim.
    ///
    /// Everything is made by the same commands that real families use, with dates around today.
    /// Stop it with Ctrl-C. Do not put real matters into the demo: its passwords are printed. A
    /// demo family that is kept with --data stays at the day on which it was made.
    Demo(DemoOptions),
    /// Start the server for real families.
    ///
    /// In an empty folder it prints a link by which a family is begun in the browser. Give the
    /// address that people type as `--public-url`. For HTTPS of its own give a certificate, or let
    /// it get one with `--acme`; or put a proxy that speaks HTTPS in front.
    Serve(Box<ServeOptions>),
    /// Found a family from a plan file and print the link that invites the other parent.
    ///
    /// The plan names the parents and the children. It is put forward as a proposal; it counts
    /// once the other parent has accepted it. The server must not run on the same folder
    /// meanwhile.
    Found(FoundOptions),
    /// Put a plan file forward in a family that was founded before.
    ///
    /// For a plan that was changed after the other parent declined the first one. It counts once
    /// the other parent has accepted it. The server must not run on the same folder meanwhile.
    Propose(ProposeOptions),
    /// Verify a bundle or receipts, without a network and without trusting the host.
    ///
    /// Says what holds, what does not, and what cannot be told; the exit code is 1 when something
    /// does not hold. The program `parenthesis-verify` does the same without the server in it.
    Verify(verify::VerifyOptions),
    /// Check the whole database: every entry, signature, body and reference.
    ///
    /// Needs no network, changes nothing, and may run beside the server. Ends with 1 when anything
    /// does not hold, and says what.
    Check(CheckOptions),
    /// Make a sealed copy of the database, also while the server runs.
    ///
    /// It opens only with the instance key, which is not in it: keep both, and never together.
    Backup(BackupOptions),
    /// Put a backup in the place of a database that is lost.
    ///
    /// All of it is checked before anything is put in place. If newer entries are known than the
    /// backup has, nothing is done unless you say --lose-newer.
    Restore(RestoreOptions),
    /// Cosign the checkpoints of another server's records (C2SP tlog-witness).
    ///
    /// It sees numbers and hashes only. It signs what continues what it has signed before, and
    /// nothing else.
    Witness(WitnessOptions),
    /// Help somebody who cannot sign in any more.
    Member {
        /// How.
        #[command(subcommand)]
        command: MemberCommand,
    },
    /// Try whether messages to people go out, and see which are still on their way.
    Mail {
        /// What of it.
        #[command(subcommand)]
        command: MailCommand,
    },
    /// Look at keys, and replace the instance key.
    Key {
        /// What to do with it.
        #[command(subcommand)]
        command: KeyCommand,
    },
}

/// How somebody can be helped.
#[derive(Debug, Subcommand)]
pub enum MemberCommand {
    /// Begin a way back in, and print its link.
    ///
    /// It opens after three days. Until then every device that is signed in to the account shows
    /// it and can stop it; a message goes to the account's address, and it stands on that person's
    /// own record. The server must not run on the same folder meanwhile.
    Reset(ResetOptions),
}

/// Options of `member reset`.
#[derive(Debug, Args)]
pub struct ResetOptions {
    /// The folder with the database.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The e-mail address with which that person signs in.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// The address that people type, for the link.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8420")]
    pub public_url: String,
    #[command(flatten)]
    pub key: KeyOption,
}

/// What can be asked of messages to people.
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Send a message to an address now, and say what became of it.
    ///
    /// It goes the way that `serve` with the same options sends messages, says only that it is a
    /// test, and is not tried again. Without a mail server it is put as a file into the folder for
    /// messages. Ends with 0 when the mail server or the folder took it, otherwise with 1. The server
    /// may run meanwhile.
    Test(MailTestOptions),
    /// List the messages that are on their way and those that were given up.
    ///
    /// It says when each was written, how often it was tried and when it is tried next; never to
    /// whom it goes or what it says. The server may run meanwhile.
    List(MailListOptions),
}

/// Options of `mail test`.
#[derive(Debug, Args)]
pub struct MailTestOptions {
    /// The address that the message goes to.
    #[arg(value_name = "ADDRESS")]
    pub address: String,
    /// The folder with the database, beside which messages lie without a mail server. Nothing in it
    /// is opened.
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present_any = ["smtp", "mail_folder"]
    )]
    pub data: Option<PathBuf>,
    /// In which language it is written.
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = ["en", "nl"])]
    pub language: String,
    /// The address that people type, which the message names.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8420")]
    pub public_url: String,
    #[command(flatten)]
    pub mail: MailOptions,
}

/// Options of `mail list`.
#[derive(Debug, Args)]
pub struct MailListOptions {
    /// The folder with the database.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
}

/// Where messages to people go.
#[derive(Debug, Clone, Args)]
pub struct MailOptions {
    /// The mail server that takes messages to people: `smtps://user@host:465`, or
    /// `smtp://user@host:587`, which is used with STARTTLS only (in the clear on this very machine).
    /// The password stands in the environment variable PARENTHESIS_SMTP_PASSWORD.
    #[arg(
        long,
        value_name = "URL",
        env = "PARENTHESIS_SMTP",
        requires = "mail_from"
    )]
    pub smtp: Option<String>,
    /// The address that messages come from.
    #[arg(long, value_name = "ADDRESS", env = "PARENTHESIS_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Without a mail server: the folder into which messages are put as files, for you to hand
    /// over. Without this option, DIR.mail beside the data folder.
    #[arg(long, value_name = "DIR", conflicts_with = "smtp")]
    pub mail_folder: Option<PathBuf>,
}

/// Which push services are asked.
#[derive(Debug, Clone, Args)]
pub struct PushOptions {
    /// A push service of your own that may be asked although it lies in your own network or speaks
    /// plain HTTP: its origin, such as `http://192.168.1.5:8080`. Give several for several. All others
    /// must be reached by name, over HTTPS, at addresses of the public network.
    #[arg(long, value_name = "ORIGIN")]
    pub push_service_nearby: Vec<String>,
}

/// Through what calls go.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Calls")]
pub struct CallOptions {
    /// Where the relay of calls listens (UDP), or `none`. Unless given, on every address of IPv4 at port
    /// 3478 where other machines reach the pages, and otherwise on this machine at any free port.
    #[arg(long, value_name = "ADDR")]
    pub relay: Option<RelayAt>,
    /// Under which host or address, and at which port if it is another, browsers reach the relay; that
    /// of the public address unless given.
    #[arg(long, value_name = "HOST")]
    pub relay_address: Option<String>,
    /// A TURN server elsewhere, such as `turns:turn.example.org:443?transport=tcp`; may be given several
    /// times.
    #[arg(long, value_name = "URL", requires = "turn_secret_file")]
    pub turn: Vec<String>,
    /// The file whose first line is the secret that the TURN servers elsewhere were given (coturn:
    /// static-auth-secret).
    #[arg(long, value_name = "FILE", requires = "turn")]
    pub turn_secret_file: Option<PathBuf>,
}

/// Where a relay listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelayAt {
    /// There is none.
    Nowhere,
    /// There.
    Here(SocketAddr),
}

impl std::str::FromStr for RelayAt {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self::Nowhere);
        }
        let address = text.parse().map(Self::Here);
        address.map_err(|_| "give an address and a port such as 0.0.0.0:3478, or none".to_owned())
    }
}

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make a new instance key and wrap all keys in the database with it.
    ///
    /// The server must not run meanwhile. Backups made before open only with the old key.
    Rotate(RotateOptions),
    /// Print the key of each family's record, for whoever is to witness it.
    Show(CheckOptions),
}

/// Options of `witness`.
#[derive(Debug, Args)]
pub struct WitnessOptions {
    /// The folder for what it has signed last, and for its key; made if there is none.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Under which name it signs, such as `mediator.example/witness`.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Where to listen. Port 0 takes any free port.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8421")]
    pub listen: SocketAddr,
    /// The key of a record to witness, as `parenthesis key show` prints it. Give several for
    /// several records, or for a record that took another key.
    #[arg(long, value_name = "VKEY", required = true)]
    pub log: Vec<String>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// The folder with the database.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    #[command(flatten)]
    pub key: KeyOption,
}

/// Options of `backup`.
#[derive(Debug, Args)]
pub struct BackupOptions {
    /// The folder with the database.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The file to make. A file that is there is never replaced.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    #[command(flatten)]
    pub key: KeyOption,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub struct RestoreOptions {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The folder for the database: not there yet, empty, or with an older state of the same
    /// database.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Go on without entries that were there and are lost. Each record that lost some takes
    /// another signing key and says so in its next entry.
    #[arg(long)]
    pub lose_newer: bool,
    #[command(flatten)]
    pub key: KeyOption,
}

/// Options of `key rotate`.
#[derive(Debug, Args)]
pub struct RotateOptions {
    /// The folder with the database.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Give each record another signing key too, by a handover from the old one.
    #[arg(long)]
    pub signing: bool,
    #[command(flatten)]
    pub key: KeyOption,
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// Keep the demo family in this folder, which is made for it; its key lies beside it. Opened
    /// again later, the family is still at the day on which it was made. Without this option a
    /// temporary folder is used and removed.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where to listen. Port 0 takes any free port.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub push: PushOptions,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// The folder with the database; made if there is none. The instance key is not in it but
    /// beside it, as DIR.key.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Where to listen; 127.0.0.1:8420 unless given, and with HTTPS of its own every address, at
    /// the port of the public address. Port 0 takes any free port.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// The address that people type, such as `https://family.example.org`. Without it the server
    /// answers as http://localhost with its port, and listens on this machine only.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// A witness that cosigns each family's checkpoints: its address and its key, as
    /// `https://witness.example=NAME+ID+KEY`. It is asked in the background; may be given several
    /// times.
    #[arg(long, value_name = "URL=VKEY")]
    pub witness: Vec<String>,
    /// A proxy in front, as an address or a range such as 10.0.0.0/8, whose X-Forwarded-For or
    /// Forwarded is believed; may be given several times. Nobody else's is read.
    #[arg(long, value_name = "RANGE")]
    pub trusted_proxy: Vec<String>,
    /// How lines of the log look.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub log_format: LogFormat,
    #[command(flatten)]
    pub mail: MailOptions,
    #[command(flatten)]
    pub push: PushOptions,
    #[command(flatten)]
    pub key: KeyOption,
    #[command(flatten)]
    pub https: HttpsOptions,
    #[command(flatten)]
    pub calls: CallOptions,
}

/// How lines of the log look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// Options for HTTPS of the server's own.
#[derive(Debug, Args)]
#[command(next_help_heading = "HTTPS of its own")]
pub struct HttpsOptions {
    /// The certificate (PEM), with those of its issuers after it, as certbot's fullchain.pem. It is
    /// read again when it changes, and on SIGHUP.
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The private key of the certificate (PEM).
    #[arg(long, value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Get the certificate for the host of the public address by itself, from Let's Encrypt unless
    /// told otherwise, and agree to the issuer's terms. Port 443 of that host must reach this server.
    /// What it gets is kept in DIR.acme beside the data folder.
    #[arg(long)]
    pub acme: bool,
    /// Where the issuer may write to when something is wrong with the certificate.
    #[arg(long, value_name = "ADDRESS")]
    pub acme_contact: Option<String>,
    /// The issuer's directory, by its address; Let's Encrypt unless given.
    #[arg(long, value_name = "URL")]
    pub acme_directory: Option<String>,
    /// The authority (PEM) that vouches for the address of a private issuer.
    #[arg(long, value_name = "FILE")]
    pub acme_ca: Option<PathBuf>,
    /// Also listen here for plain HTTP, usually on port 80, and lead whoever comes to the public
    /// address.
    #[arg(long, value_name = "ADDR")]
    pub redirect_from: Option<SocketAddr>,
}

/// Where the instance key is.
#[derive(Debug, Clone, Args)]
pub struct KeyOption {
    /// The file with the instance key (64 hexadecimal digits). Without it, `DIR.key` beside
    /// the data folder is used, and made if there is none. Without this key nothing in the
    /// database can be opened: keep a copy elsewhere, and never in the same backup.
    #[arg(long, value_name = "FILE", env = "PARENTHESIS_KEY_FILE")]
    pub key_file: Option<PathBuf>,
}

/// Options of `found`.
#[derive(Debug, Args)]
pub struct FoundOptions {
    /// The folder with the database; made if there is none.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The plan file, as `parenthesis plan check` accepts it.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    /// Which parent of the plan you are, by id.
    #[arg(long, value_name = "ID")]
    pub parent: String,
    /// Your e-mail address, to sign in.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// Read your password from this file's first line; without it, you are asked for it, or it
    /// is the first line of standard input.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// What you call your family; by default the parents' names.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// In which language you read the pages.
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = ["en", "nl"])]
    pub language: String,
    /// The address that people type, for the invitation's link.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8420")]
    pub public_url: String,
    #[command(flatten)]
    pub key: KeyOption,
}

/// Options of `propose`.
#[derive(Debug, Args)]
pub struct ProposeOptions {
    /// The folder with the database.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The plan file, as `parenthesis plan check` accepts it.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    /// The e-mail address with which you sign in.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// Read your password from this file's first line; without it, you are asked for it, or it
    /// is the first line of standard input.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    #[command(flatten)]
    pub key: KeyOption,
}
