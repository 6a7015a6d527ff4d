//! `parenthesis plan check`: errors, clashes, gaps, warnings and breaches of stated limits.
//! Makes text; prints nothing.

use jiff::ToSpan as _;
use jiff::civil::Date;
use plan::{ParentingPlan, Window, compile};

use super::source::PlanFile;
use super::{Answer, CheckOptions, Failure, Verdict, cautions, clashes, show};

/// How far from the plan's first date clashes and gaps are looked for, in years.
const YEARS_MAX: i32 = 20;
/// At least so far, however old the children are, in years.
const YEARS_MIN: i32 = 1;
/// The age at which a child decides, in years.
const GROWN_YEARS: u8 = 18;

pub(super) fn run(options: &CheckOptions) -> Result<Answer, Failure> {
    let file = PlanFile::read(&options.plan)?;
    let window = horizon(&file.plan)?;
    let timeline = compile(&file.plan, window, &[]);
    let clashes = clashes::report(&file, &timeline, None);
    let gaps = clashes::gaps(&file, &timeline);
    let warnings = cautions::warnings(&file, options.plan.today());
    let breaches = cautions::breaches(&file, &timeline);
    let cautions = gaps + &warnings + &breaches;
    let sound = clashes.is_empty() && (cautions.is_empty() || !options.strict);
    let (out, verdict) = if sound {
        (summary(&file, window), Verdict::Fine)
    } else {
        (String::new(), Verdict::Wrong)
    };
    let notes = clashes + &cautions;
    Ok(Answer {
        out,
        notes,
        verdict,
    })
}

/// From the plan's first date until it ends or the youngest child is grown.
fn horizon(plan: &ParentingPlan) -> Result<Window, Failure> {
    let years = |years: i32| plan.from().saturating_add(years.years());
    let grown = plan
        .children()
        .iter()
        .map(|child| child.birthday(GROWN_YEARS));
    let grown = grown.max().unwrap_or(Date::MAX).max(years(YEARS_MIN));
    let ends = plan.until().unwrap_or(Date::MAX);
    let to = ends.min(grown).min(years(YEARS_MAX));
    Window::new(plan.from(), to).map_err(Failure::sentence)
}

fn summary(file: &PlanFile, window: Window) -> String {
    let plan = &file.plan;
    let children = show::counted(plan.children().len(), "child", "children");
    let clauses = show::counted(plan.clauses().len(), "clause", "clauses");
    format!(
        "{}: The plan is sound: {children}, {clauses}, no clashes from {} to {}.\n",
        file.name,
        window.from(),
        window.to()
    )
}
