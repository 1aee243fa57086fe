//! Who acts: a citizen, an officer of an agency, or the portal itself.
