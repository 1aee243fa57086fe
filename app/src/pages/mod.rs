//! Pages, one file a route: load by `api`, lay out components, branch only on loading, problem, ready (`load::page`).
//!
//! Public: `home`, `search`, `procedure`, `blank_form`, `life_event`, `guide`. Filing: `start`, `step`. One's own: `mine`,
//! `track`, `tracked`, `receipt`, `sign_in`. The office: `desk`, `desk_dossier`. Nothing there: `missing`.

pub mod blank_form;
pub mod desk;
pub mod desk_dossier;
pub mod guide;
pub mod home;
pub mod life_event;
pub mod mine;
pub mod missing;
pub mod procedure;
mod procedure_parts;
pub mod receipt;
pub mod search;
pub mod sign_in;
pub mod start;
pub mod step;
mod step_papers;
mod step_review;
pub mod track;
pub mod tracked;
