-- What a person's devices seal their drafts with.
CREATE TABLE device_key (
    account    TEXT   NOT NULL PRIMARY KEY REFERENCES account (id),
    secret     TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);
