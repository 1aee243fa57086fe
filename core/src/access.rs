//! Who may do what: a decision by actor, action and dossier; it refuses to know how anyone signed in.
