-- A draft's own name, and what a newer revision of its procedure changed in it.
ALTER TABLE draft ADD COLUMN name TEXT;

ALTER TABLE draft ADD COLUMN changes TEXT;

-- A browser that began a draft before anybody signed in: the hash of its cookie, and the account that stands for it.
CREATE TABLE guest (
    token_sha256 TEXT   NOT NULL PRIMARY KEY,
    account      TEXT   NOT NULL UNIQUE REFERENCES account (id),
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);

CREATE INDEX guest_by_end ON guest (expires_at);
