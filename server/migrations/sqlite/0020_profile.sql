-- Once-only: facts by subject, concept and origin take the place of `fact`. A value in parts (an address, an identity
-- paper) is a row a part; an undivided one has the empty part. `subject` is 'me' or an id of `profile_subject`.

CREATE TABLE profile_subject (
    account    TEXT   NOT NULL REFERENCES account (id),
    id         TEXT   NOT NULL,
    relation   TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, id)
);

CREATE TABLE profile_fact (
    account      TEXT    NOT NULL REFERENCES account (id),
    subject      TEXT    NOT NULL,
    concept      TEXT    NOT NULL,
    part         TEXT    NOT NULL,
    origin       TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    value        TEXT    NOT NULL,
    recorded_at  BIGINT  NOT NULL,
    confirmed_by TEXT,
    overrules    BOOLEAN NOT NULL,
    PRIMARY KEY (account, subject, concept, part, origin)
);

INSERT INTO profile_fact
    (account, subject, concept, part, origin, source, value, recorded_at, confirmed_by, overrules)
SELECT account, 'me',
       CASE
           WHEN concept LIKE '%.province'  THEN substr(concept, 1, length(concept) - length('.province'))
           WHEN concept LIKE '%.commune'   THEN substr(concept, 1, length(concept) - length('.commune'))
           WHEN concept LIKE '%.street'    THEN substr(concept, 1, length(concept) - length('.street'))
           WHEN concept LIKE '%.kind'      THEN substr(concept, 1, length(concept) - length('.kind'))
           WHEN concept LIKE '%.number'    THEN substr(concept, 1, length(concept) - length('.number'))
           WHEN concept LIKE '%.issued_on' THEN substr(concept, 1, length(concept) - length('.issued_on'))
           WHEN concept LIKE '%.issued_by' THEN substr(concept, 1, length(concept) - length('.issued_by'))
           ELSE concept
       END,
       CASE
           WHEN concept LIKE '%.province'  THEN 'province'
           WHEN concept LIKE '%.commune'   THEN 'commune'
           WHEN concept LIKE '%.street'    THEN 'street'
           WHEN concept LIKE '%.kind'      THEN 'kind'
           WHEN concept LIKE '%.number'    THEN 'number'
           WHEN concept LIKE '%.issued_on' THEN 'issued_on'
           WHEN concept LIKE '%.issued_by' THEN 'issued_by'
           ELSE ''
       END,
       CASE WHEN origin = 'account' THEN 'account' ELSE 'typed' END,
       CASE WHEN origin = 'account' THEN '' ELSE origin END,
       value, recorded_at, NULL, FALSE
FROM fact;

DROP TABLE fact;

-- What was filled in for the person, as it was filed: by path of the input, and why a register's value was changed.
CREATE TABLE dossier_prefilled (
    agency  TEXT NOT NULL,
    dossier TEXT NOT NULL,
    origins TEXT NOT NULL,
    PRIMARY KEY (agency, dossier)
);
