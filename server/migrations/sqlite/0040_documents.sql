-- What was learnt of a file when it came in: its pages, and what the virus scanner says (none, waiting, clean).

ALTER TABLE file ADD COLUMN pages BIGINT;

ALTER TABLE file ADD COLUMN scan TEXT NOT NULL DEFAULT 'none';

CREATE INDEX file_by_account ON file (account, id);

CREATE INDEX file_by_scan ON file (scan, id);
