//! Pages, one file a route: load by `api`, lay out components, branch only on loading, problem, ready (`load::page`).
//!
//! Public: `home`, `search`, `procedure`, `blank_form`, `life_event`, `guide`, `check_paper`, `result_proof`. Filing: `start`, `step`. One's own:
//! `mine`, `my_data`, `my_fact`, `documents`, `shared`, `track`, `tracked`, `receipt`, `sign_in`, `staff_sign_in`, `link_account`,
//! `account`, `organisations`, `notifications` and whether a message is `genuine`. The portal's: `deliveries`. The office:
//! `desk`, `desk_bulk`, `desk_staff`, `desk_repository`, `desk_intake` from paper (beside the steps: `step_intake`),
//! `desk_dossier` (what may be done: `desk_actions`, `desk_results`, what stands beside it: `desk_standing`, the scan:
//! `desk_scan`, steps of the work: `desk_process`, other bodies asked: `desk_consultation`), what this agency is `asked`.
//! Money: `pay`, on the desk `desk_money`, `desk_till`, `desk_refunds`, `desk_reconciliation`. Parcels: `desk_post`, `desk_post_sheet`. Beside a dossier: `talk`, `alike`, `posting`. Nothing there: `missing`.

pub mod account;
mod alike;
pub mod asked;
pub mod blank_form;
pub mod check_paper;
pub mod deliveries;
pub mod desk;
mod desk_actions;
pub mod desk_bulk;
mod desk_consultation;
pub mod desk_dossier;
mod desk_incomplete;
pub mod desk_intake;
mod desk_money;
pub mod desk_post;
pub mod desk_post_sheet;
mod desk_process;
pub mod desk_reconciliation;
pub mod desk_refunds;
pub mod desk_repository;
mod desk_results;
mod desk_scan;
pub mod desk_staff;
mod desk_standing;
pub mod desk_till;
pub mod documents;
pub mod genuine;
pub mod guide;
pub mod home;
pub mod life_event;
pub mod link_account;
pub mod mine;
pub mod missing;
pub mod my_data;
pub mod my_fact;
pub mod notifications;
pub mod offline;
pub mod organisations;
pub mod pay;
mod posting;
pub mod procedure;
mod procedure_parts;
pub mod receipt;
pub mod result_proof;
pub mod search;
pub mod shared;
pub mod sign_in;
pub mod staff_sign_in;
pub mod start;
pub mod step;
mod step_changes;
mod step_conflicts;
mod step_intake;
mod step_papers;
mod step_review;
mod talk;
pub mod track;
pub mod tracked;
