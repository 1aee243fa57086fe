-- A draft that an officer enters from paper (`core::office::Intake`, JSON), and the accounts that a desk opened for people who
-- have not signed in yet: the row goes when they do.

ALTER TABLE draft ADD COLUMN intake TEXT;

CREATE TABLE desk_account (
    account    TEXT   NOT NULL PRIMARY KEY REFERENCES account (id),
    name       TEXT   NOT NULL,
    born_on    TEXT,
    agency     TEXT   NOT NULL,
    officer    TEXT   NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL
);
