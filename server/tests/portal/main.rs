//! The tests of the portal in one program: linking the server once instead of once for each file is most of their time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking"
)]

#[path = "../common/clamd.rs"]
mod clamd;
#[path = "../common/mod.rs"]
mod common;
#[path = "../common/filing.rs"]
mod filing;
#[path = "../common/program.rs"]
mod program;
#[path = "../common/provider.rs"]
mod provider;
#[path = "../common/portal.rs"]
mod setup;
#[path = "../common/sink.rs"]
mod sink;
#[path = "../common/web.rs"]
mod web;

mod access;
mod again;
mod assurance;
mod audit;
mod backup;
mod card;
mod catalogue;
mod consultation;
mod desk_forms;
mod documents;
mod drafts;
mod duplicates;
mod fees;
mod file_writes;
mod files;
mod files_at_rest;
mod filling;
mod http;
mod identity;
mod incomplete;
mod intake;
mod law;
mod lists;
mod messages;
mod national;
mod notes;
mod notifications;
mod object_store;
mod office;
mod officer_notices;
mod offline;
mod once;
mod organisation_channels;
mod organisations;
mod paper_check;
#[cfg(feature = "pdf")]
mod papers;
mod payments;
mod post;
mod process;
mod proofs;
mod province;
mod registers;
mod repository;
mod results;
mod resumable;
mod scanner;
mod services;
mod sessions;
mod staff;
mod start;
mod store;
mod whole_way;
