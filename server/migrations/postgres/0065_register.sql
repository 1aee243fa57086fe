-- The register of an agency's dossiers (sổ theo dõi hồ sơ) is read by the time of submission.

CREATE INDEX dossier_register ON dossier (agency, submitted_at, id);
