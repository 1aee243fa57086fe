//! Search over procedures: accents optional, slips forgiven; it refuses to know where procedures are kept.
