-- The papers of one person in an agency's repository: their dossiers there, then the files of those, the latest first.
CREATE INDEX dossier_of_holder ON dossier (account, agency, id);

DROP INDEX file_by_dossier;

CREATE INDEX file_by_dossier ON file (agency, dossier, id);
