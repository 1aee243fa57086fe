-- Who looked at a person's data, when and why: an officer once an hour for a dossier, a register at every question.

CREATE TABLE profile_look (
    account TEXT   NOT NULL REFERENCES account (id),
    hour    BIGINT NOT NULL,
    who     TEXT   NOT NULL,
    why     TEXT   NOT NULL,
    matter  TEXT   NOT NULL,
    name    TEXT   NOT NULL,
    agency  TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (account, hour, who, why, matter)
);
