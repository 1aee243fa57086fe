-- Questions to other bodies, as the events of their dossiers tell them: the list of whoever is asked, and which silence is to
-- be reported.
CREATE TABLE consultation (
    agency      TEXT   NOT NULL,
    dossier     TEXT   NOT NULL,
    seq         BIGINT NOT NULL,
    asked       TEXT   NOT NULL,
    number      TEXT   NOT NULL,
    procedure   TEXT   NOT NULL,
    asked_at    BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    closed_at   BIGINT,
    outcome     TEXT   NOT NULL,
    reported_at BIGINT,
    PRIMARY KEY (agency, dossier, seq)
);

CREATE INDEX consultation_open ON consultation (asked, due_at, dossier, seq) WHERE closed_at IS NULL;

CREATE INDEX consultation_closed ON consultation (asked, closed_at) WHERE closed_at IS NOT NULL;

CREATE INDEX consultation_silent ON consultation (due_at) WHERE closed_at IS NULL AND reported_at IS NULL;
