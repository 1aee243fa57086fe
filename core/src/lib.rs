//! The law of the portal: what the rules of Vietnamese public service say, and nothing else.
//!
//! No input or output, no clock, no chance, no async: everything a rule needs is a parameter, so the same code
//! answers the same in the browser and on the server.

pub mod access;
pub mod account;
pub mod actor;
pub mod agency;
pub mod calendar;
pub mod catalogue;
pub mod check;
pub mod concept;
pub mod deadline;
pub mod document;
pub mod door;
pub mod dossier;
pub mod draft;
pub mod form;
pub mod id;
pub mod identity;
pub mod notification;
pub mod office;
pub mod page;
pub mod paper;
pub mod payment;
pub mod place;
pub mod procedure;
pub mod profile;
pub mod statistics;
pub mod talk;
pub mod text;
