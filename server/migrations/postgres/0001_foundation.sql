-- The same tables on both engines. Times are microseconds UTC, ids hyphenated UUIDs, hashes hexadecimal, JSON is TEXT.
-- `agency` stands first in the keys of dossiers and events, so that either table can be spread by it.

CREATE TABLE account (
    id         TEXT   NOT NULL PRIMARY KEY,
    person     TEXT   NOT NULL UNIQUE,
    name       TEXT   NOT NULL,
    role       TEXT   NOT NULL,
    agency     TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE session (
    token_sha256 TEXT   NOT NULL PRIMARY KEY,
    id           TEXT   NOT NULL UNIQUE,
    account      TEXT   NOT NULL REFERENCES account (id),
    user_agent   TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,
    idle_until   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);

CREATE INDEX session_by_account ON session (account, created_at);

CREATE TABLE fact (
    account     TEXT   NOT NULL REFERENCES account (id),
    concept     TEXT   NOT NULL,
    value       TEXT   NOT NULL,
    origin      TEXT   NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (account, concept)
);

CREATE TABLE procedure_revision (
    code         TEXT   NOT NULL,
    revision     TEXT   NOT NULL,
    valid_from   TEXT   NOT NULL,
    valid_to     TEXT,
    body         TEXT   NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (code, revision)
);

CREATE TABLE draft (
    id            TEXT   NOT NULL PRIMARY KEY,
    account       TEXT   NOT NULL REFERENCES account (id),
    code          TEXT   NOT NULL,
    revision      TEXT   NOT NULL,
    answers       TEXT   NOT NULL,
    origins       TEXT   NOT NULL,
    visited       TEXT   NOT NULL,
    step          TEXT   NOT NULL,
    refused       TEXT,
    request_id    TEXT   NOT NULL UNIQUE,
    mends_agency  TEXT,
    mends_dossier TEXT,
    mends_number  TEXT,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    FOREIGN KEY (code, revision) REFERENCES procedure_revision (code, revision)
);

CREATE INDEX draft_by_account ON draft (account, updated_at, id);

CREATE TABLE dossier (
    agency       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    number       TEXT   NOT NULL,
    account      TEXT   NOT NULL REFERENCES account (id),
    code         TEXT   NOT NULL,
    revision     TEXT   NOT NULL,
    procedure    TEXT   NOT NULL,
    applicant    TEXT   NOT NULL,
    status       BIGINT NOT NULL,
    is_open      BOOLEAN NOT NULL,
    answers      TEXT   NOT NULL,
    submitted_at BIGINT NOT NULL,
    due_at       BIGINT,
    urgency      BIGINT NOT NULL,
    last_seq     BIGINT NOT NULL,
    last_hash    TEXT   NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (agency, id),
    UNIQUE (agency, number),
    FOREIGN KEY (code, revision) REFERENCES procedure_revision (code, revision)
);

CREATE INDEX dossier_by_account ON dossier (account, submitted_at, id);

CREATE INDEX dossier_queue ON dossier (agency, is_open, urgency, id);

CREATE TABLE dossier_event (
    agency    TEXT   NOT NULL,
    dossier   TEXT   NOT NULL,
    seq       BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    kind      TEXT   NOT NULL,
    body      TEXT   NOT NULL,
    hash      TEXT   NOT NULL,
    PRIMARY KEY (agency, dossier, seq)
);

-- What a supplement took the place of, with the event until which it stood.
CREATE TABLE dossier_former (
    agency  TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    answers TEXT   NOT NULL,
    PRIMARY KEY (agency, dossier, seq)
);

CREATE TABLE dossier_counter (
    agency TEXT   NOT NULL,
    day    TEXT   NOT NULL,
    last   BIGINT NOT NULL,
    PRIMARY KEY (agency, day)
);

CREATE TABLE submission (
    request_id TEXT   NOT NULL PRIMARY KEY,
    account    TEXT   NOT NULL,
    agency     TEXT   NOT NULL,
    dossier    TEXT   NOT NULL,
    number     TEXT   NOT NULL,
    at         BIGINT NOT NULL
);

CREATE TABLE file (
    id         TEXT   NOT NULL PRIMARY KEY,
    account    TEXT   NOT NULL REFERENCES account (id),
    draft      TEXT,
    agency     TEXT,
    dossier    TEXT,
    slot       TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    bytes      BIGINT NOT NULL,
    media_type TEXT   NOT NULL,
    sha256     TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    replaced   BOOLEAN NOT NULL
);

CREATE INDEX file_by_draft ON file (draft);

CREATE INDEX file_by_dossier ON file (agency, dossier);

CREATE INDEX file_by_sha256 ON file (sha256);

CREATE TABLE outbox (
    id           TEXT   NOT NULL PRIMARY KEY,
    agency       TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    body         TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    attempts     BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    sent_at      BIGINT,
    problem      TEXT
);

CREATE INDEX outbox_waiting ON outbox (sent_at, locked_until, id);

CREATE TABLE notification (
    id      TEXT   NOT NULL PRIMARY KEY,
    agency  TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    at      BIGINT NOT NULL
);
