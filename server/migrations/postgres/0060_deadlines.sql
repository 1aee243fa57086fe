-- When a promised date must be looked at next, and what was told of it: each stage of each date once.
ALTER TABLE dossier ADD COLUMN watch_at BIGINT NOT NULL DEFAULT 0;

CREATE INDEX dossier_watch ON dossier (watch_at) WHERE due_at IS NOT NULL AND is_open;

CREATE TABLE deadline_notice (
    agency  TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    due_at  BIGINT NOT NULL,
    stage   TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (agency, dossier, due_at, stage)
);
