-- There are no vaults with PostgreSQL; the tables are there so that both engines have the same.
CREATE TABLE vault_files (
  note_id bigint NOT NULL PRIMARY KEY,
  owner_id bigint NOT NULL,
  filename text COLLATE "C" NOT NULL,
  stamp text COLLATE "C",
  hash text COLLATE "C" NOT NULL,
  has_bom bigint NOT NULL,
  edited_at bigint NOT NULL,
  problem text COLLATE "C"
);
CREATE INDEX vault_files_filename ON vault_files (owner_id, filename);
CREATE INDEX vault_files_hash ON vault_files (owner_id, hash);

CREATE TABLE vault_folders (
  owner_id bigint NOT NULL PRIMARY KEY,
  path text COLLATE "C" NOT NULL,
  identity text COLLATE "C" NOT NULL
);
