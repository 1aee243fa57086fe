//! The dossier (hồ sơ): states, commands, events and the rules that lead from one to the other.

pub mod number;
