-- In the order in which they are looked at: with many waiting, a batch is read without sorting all of them.
DROP INDEX dossier_watch;
CREATE INDEX dossier_watch ON dossier (watch_at, agency, id) WHERE due_at IS NOT NULL AND is_open;
