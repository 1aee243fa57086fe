-- Dossiers whose people and organisations are compared with the state's registers: asked by a worker, again and again
-- while a register does not answer.

CREATE TABLE register_check (
    agency       TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    attempts     BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    checked_at   BIGINT,
    outcome      TEXT,
    PRIMARY KEY (agency, dossier)
);

CREATE INDEX register_check_waiting ON register_check (checked_at, locked_until);
