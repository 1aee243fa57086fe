-- Who may act for an organisation: its representative, as its identity was proved, and those it has entrusted.

CREATE TABLE representative (
    organisation TEXT   NOT NULL PRIMARY KEY REFERENCES account (id),
    personal_id  TEXT   NOT NULL,
    since        BIGINT NOT NULL
);

CREATE INDEX representative_by_person ON representative (personal_id);

CREATE TABLE delegation (
    id           TEXT   NOT NULL PRIMARY KEY,
    organisation TEXT   NOT NULL REFERENCES account (id),
    personal_id  TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    procedures   TEXT   NOT NULL,
    agencies     TEXT   NOT NULL,
    valid_from   TEXT   NOT NULL,
    valid_to     TEXT,
    given_by     TEXT   NOT NULL REFERENCES account (id),
    given_at     BIGINT NOT NULL,
    revoked_by   TEXT REFERENCES account (id),
    revoked_at   BIGINT
);

CREATE INDEX delegation_by_person ON delegation (personal_id);

CREATE INDEX delegation_by_organisation ON delegation (organisation, given_at);

-- For whom the person of a session acts, when not for themselves.
ALTER TABLE session ADD COLUMN acting TEXT;
