//! The pages over a real store through the real router: who may open what, forms, the record,
//! bundles, devices, endings, and a full disk. One program, so that it is linked once.

mod access;
mod access_table;
mod address;
mod bundle;
mod by_link;
mod care;
mod common;
mod devices;
mod disputes;
mod door;
mod ending;
mod entering;
mod every_route;
mod feeds;
mod first_run;
mod foreign_ids;
mod forms;
mod full;
mod guest_forms;
mod leaving;
mod live;
mod messages;
mod no_trace;
mod offers;
mod own_days;
mod plan;
mod plan_change;
mod push;
mod reading;
mod record;
mod recovery;
mod revoked;
mod roles;
mod safety;
mod swap;
