-- The file of a note as it was last seen or written; without a stamp, the note has no file.
CREATE TABLE vault_files (
  note_id INTEGER NOT NULL PRIMARY KEY,
  owner_id INTEGER NOT NULL,
  filename TEXT NOT NULL,
  stamp TEXT,
  hash TEXT NOT NULL,
  has_bom INTEGER NOT NULL,
  edited_at INTEGER NOT NULL,
  problem TEXT
) STRICT;
CREATE INDEX vault_files_filename ON vault_files (owner_id, filename);
CREATE INDEX vault_files_hash ON vault_files (owner_id, hash);

-- The folder of a user, and which one it was when it was last seen: a folder that is mounted elsewhere is another one.
CREATE TABLE vault_folders (
  owner_id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  identity TEXT NOT NULL
) STRICT;
