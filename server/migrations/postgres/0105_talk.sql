-- What is written beside a dossier and is no event of it: messages between applicant and desk, and notes of the desk's own.
-- The id comes with the form that sends it: sent twice, it is one. Neither is ever changed, but for when it was read.

CREATE TABLE dossier_message (
    agency  TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    id      TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    side    TEXT   NOT NULL,
    account TEXT   NOT NULL,
    name    TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (agency, dossier, id)
);

CREATE TABLE dossier_note (
    agency  TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    id      TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    account TEXT   NOT NULL,
    name    TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    PRIMARY KEY (agency, dossier, id)
);
