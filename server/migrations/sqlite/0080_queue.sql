-- The queue of the desk: who has a dossier, and an order that holds at every hour (`core::office`): lanes of 10^17 with
-- microseconds UTC in them. What stands already is put in its lane; its exact place comes with its next event.

ALTER TABLE dossier ADD COLUMN assignee TEXT NOT NULL DEFAULT '';

ALTER TABLE dossier ADD COLUMN near_from BIGINT;

-- The number and the applicant's name, without accents and in small letters; empty until it is folded.
ALTER TABLE dossier ADD COLUMN search TEXT NOT NULL DEFAULT '';

UPDATE dossier SET urgency = submitted_at + 86400000000, near_from = submitted_at + 43200000000 WHERE status = 1;
UPDATE dossier SET urgency = due_at, near_from = due_at - 86400000000 WHERE status IN (2, 4) AND due_at IS NOT NULL;
UPDATE dossier SET urgency = 100000000000000000 + submitted_at WHERE status IN (2, 4) AND due_at IS NULL;
UPDATE dossier SET urgency = 200000000000000000 + updated_at WHERE status = 9;
UPDATE dossier SET urgency = 300000000000000000 + updated_at WHERE status IN (5, 6);
UPDATE dossier SET urgency = 400000000000000000 + updated_at WHERE status IN (3, 7, 8, 10);

DROP INDEX dossier_queue;

-- All that a list is filtered, sorted and counted by: neither needs a row's answers.
CREATE INDEX dossier_queue ON dossier (agency, is_open, urgency, id, assignee, status, code, near_from, search);

CREATE INDEX dossier_of_officer ON dossier (agency, is_open, assignee, urgency, id);

CREATE INDEX dossier_unfolded ON dossier (agency, id) WHERE search = '';

-- Days on which an officer is away, and who acts for them.
CREATE TABLE absence (
    id         TEXT   NOT NULL PRIMARY KEY,
    agency     TEXT   NOT NULL,
    account    TEXT   NOT NULL REFERENCES account (id),
    from_day   TEXT   NOT NULL,
    to_day     TEXT   NOT NULL,
    deputy     TEXT   REFERENCES account (id),
    created_at BIGINT NOT NULL
);

CREATE INDEX absence_of_agency ON absence (agency, to_day);

-- Filters of the queue that an officer keeps by name.
CREATE TABLE queue_filter (
    account    TEXT   NOT NULL REFERENCES account (id),
    name       TEXT   NOT NULL,
    query      TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, name)
);

-- One action on many dossiers, and what became of each: done once, however often it is sent.
CREATE TABLE bulk (
    request_id TEXT   NOT NULL PRIMARY KEY,
    account    TEXT   NOT NULL REFERENCES account (id),
    agency     TEXT   NOT NULL,
    action     TEXT   NOT NULL,
    assignee   TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE bulk_line (
    request_id TEXT   NOT NULL REFERENCES bulk (request_id),
    place      BIGINT NOT NULL,
    dossier    TEXT   NOT NULL,
    number     TEXT   NOT NULL,
    seen       BIGINT NOT NULL,
    outcome    TEXT   NOT NULL,
    PRIMARY KEY (request_id, place)
);

CREATE INDEX account_by_agency ON account (agency, role);
