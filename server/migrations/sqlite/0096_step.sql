-- The step of its process that a dossier is in, for lists; only dossiers of procedures that state a process have a row.
CREATE TABLE dossier_step (
    agency  TEXT NOT NULL,
    dossier TEXT NOT NULL,
    step    TEXT NOT NULL,
    PRIMARY KEY (agency, dossier)
);
