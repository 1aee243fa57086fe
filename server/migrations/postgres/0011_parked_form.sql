-- Forms that came when their person's session had just ended: kept half an hour for the same browser and the same person.

CREATE TABLE parked_form (
    id             TEXT   NOT NULL PRIMARY KEY,
    browser_sha256 TEXT   NOT NULL,
    account        TEXT   NOT NULL REFERENCES account (id),
    body           TEXT   NOT NULL,
    expires_at     BIGINT NOT NULL
);

CREATE INDEX parked_form_by_browser ON parked_form (browser_sha256, account, id);
