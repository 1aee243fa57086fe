-- Whose dossiers are whose, by procedure: the account's, and the numbers of identity papers in them. What may be filed twice is
-- found by it without looking into a dossier.

CREATE TABLE dossier_person (
    person       TEXT   NOT NULL,
    code         TEXT   NOT NULL,
    agency       TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    submitted_at BIGINT NOT NULL,
    PRIMARY KEY (person, code, submitted_at, agency, dossier)
);

CREATE INDEX dossier_person_of ON dossier_person (agency, dossier);

-- What stands already is found by its account, unless somebody filled it in for others.
INSERT INTO dossier_person (person, code, agency, dossier, submitted_at)
SELECT 'account:' || dossier.account, dossier.code, dossier.agency, dossier.id, dossier.submitted_at
FROM dossier
JOIN account ON account.id = dossier.account
WHERE account.role NOT IN ('officer', 'helper');
