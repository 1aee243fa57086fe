-- Results issued as papers, by the code of the page that proves each: its file with its sum, what it is by the national list, its
-- number and symbol. What became of one is told by its dossier's events.

CREATE TABLE result_paper (
    code    TEXT NOT NULL PRIMARY KEY,
    agency  TEXT NOT NULL,
    dossier TEXT NOT NULL,
    file    TEXT,
    sha256  TEXT,
    name    TEXT NOT NULL,
    kind    TEXT,
    symbol  TEXT NOT NULL
);

CREATE INDEX result_paper_by_dossier ON result_paper (agency, dossier);

CREATE INDEX result_paper_by_sha256 ON result_paper (sha256);
