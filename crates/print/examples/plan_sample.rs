//! Writes the made-up plan of the tests, and its pages for the children, in both languages into a
//! folder, to be looked at: `cargo run -p print --example plan_sample -- FOLDER`.

use std::path::PathBuf;

use print::{ChildrenPaper, Language, PlanPaper};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("name a folder to write into")?;
    std::fs::create_dir_all(&folder)?;
    for language in [Language::En, Language::Nl] {
        let tag = language.tag();
        let plan = print::plan(&PlanPaper::sample(language))?;
        std::fs::write(folder.join(format!("plan-{tag}.pdf")), plan)?;
        let children = print::children(&ChildrenPaper::sample(language))?;
        std::fs::write(folder.join(format!("children-{tag}.pdf")), children)?;
    }
    Ok(())
}
