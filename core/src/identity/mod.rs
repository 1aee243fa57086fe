//! Identity numbers and contacts: each a type whose only door is `FromStr`.
