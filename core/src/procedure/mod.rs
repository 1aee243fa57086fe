//! Procedures (thủ tục hành chính) and their revisions.
