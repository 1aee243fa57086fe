-- Who an account is held by, and the identities it is signed in to with. An attempt and an offer live ten minutes.

ALTER TABLE account ADD COLUMN personal_id TEXT;

ALTER TABLE account ADD COLUMN tax_code TEXT;

ALTER TABLE account ADD COLUMN assurance TEXT;

CREATE UNIQUE INDEX account_by_personal_id ON account (personal_id);

CREATE UNIQUE INDEX account_by_tax_code ON account (tax_code);

CREATE TABLE identity (
    provider  TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    account   TEXT   NOT NULL REFERENCES account (id),
    linked_at BIGINT NOT NULL,
    seen_at   BIGINT NOT NULL,
    PRIMARY KEY (provider, subject)
);

CREATE INDEX identity_by_account ON identity (account);

CREATE TABLE sign_in_attempt (
    state_sha256   TEXT   NOT NULL PRIMARY KEY,
    browser_sha256 TEXT   NOT NULL,
    provider       TEXT   NOT NULL,
    nonce          TEXT   NOT NULL,
    verifier       TEXT   NOT NULL,
    next           TEXT   NOT NULL,
    expires_at     BIGINT NOT NULL
);

CREATE TABLE link_offer (
    browser_sha256 TEXT   NOT NULL PRIMARY KEY,
    account        TEXT   NOT NULL REFERENCES account (id),
    identity       TEXT   NOT NULL,
    next           TEXT   NOT NULL,
    expires_at     BIGINT NOT NULL
);
