//! Which papers a dossier must hold, and what counts as an acceptable file.
