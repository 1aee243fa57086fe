-- Papers lent by a link: for what, until when, and who opened them when. The link itself is not kept: it is made of the id
-- and the portal's own keys.

CREATE TABLE share (
    id         TEXT   NOT NULL PRIMARY KEY,
    account    TEXT   NOT NULL REFERENCES account (id),
    file       TEXT   NOT NULL,
    sharer     TEXT   NOT NULL,
    purpose    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE INDEX share_by_account ON share (account, id);

CREATE TABLE share_opening (
    share TEXT   NOT NULL REFERENCES share (id),
    id    TEXT   NOT NULL,
    at    BIGINT NOT NULL,
    agent TEXT   NOT NULL,
    PRIMARY KEY (share, id)
);
