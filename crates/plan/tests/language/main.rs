//! The plan language from outside: rules, holidays, measures, standards, limits and warnings as
//! tables of cases, properties over random plans, an independent evaluator, and the worked
//! families. One program, so that it is linked once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop, and reads the files that it checks"
)]

mod calls;
mod common;
mod compare;
mod compose;
mod dates;
mod dates_edition;
mod dates_school;
mod dealings;
mod documentation;
mod edit;
mod edit_difference;
mod edit_rule_sentence;
mod edit_what_if;
mod examples;
mod facts;
mod format;
mod holiday_holders;
mod holiday_problems;
mod holiday_properties;
mod holiday_shares;
mod holiday_warnings;
mod holidays;
mod library;
mod limits;
mod measure_properties;
mod measures;
mod naive;
mod patterns;
mod precedence;
mod problems;
mod properties;
mod regular;
mod rules;
mod scenarios;
mod schema;
mod school_holidays;
mod school_time;
mod standards;
mod stated_limits;
mod steps;
mod succession;
mod template;
mod warnings;
mod weekends;
