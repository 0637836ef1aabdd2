CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  nickname TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT,
  avatar_url TEXT NOT NULL,
  default_visibility TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_username_key ON users (username_key);
CREATE UNIQUE INDEX users_email_key ON users (email_key);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id),
  secret_hash TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX sessions_secret_hash ON sessions (secret_hash);
CREATE INDEX sessions_user_id ON sessions (user_id);

CREATE TABLE access_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id),
  secret_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  scope TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX access_tokens_secret_hash ON access_tokens (secret_hash);
CREATE INDEX access_tokens_user_id ON access_tokens (user_id);

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
  scope TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,
  owner_id INTEGER NOT NULL REFERENCES users (id),
  filename TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  visibility TEXT NOT NULL,
  status TEXT NOT NULL,
  pinned INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  display_at INTEGER NOT NULL,
  trashed_at INTEGER,
  edited_at INTEGER NOT NULL,
  editor TEXT,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  snippet TEXT NOT NULL,
  tags_json TEXT NOT NULL,
  is_label INTEGER NOT NULL,
  has_link INTEGER NOT NULL,
  has_task INTEGER NOT NULL,
  has_code INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  word_count INTEGER NOT NULL,
  char_count INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX notes_uid ON notes (uid);
CREATE UNIQUE INDEX notes_position ON notes (position);
CREATE UNIQUE INDEX notes_filename ON notes (owner_id, filename);
CREATE INDEX notes_own_created ON notes (owner_id, status, visibility, position);
CREATE INDEX notes_own_updated ON notes (owner_id, status, visibility, updated_at, position);
CREATE INDEX notes_own_pinned ON notes (owner_id, status, visibility, pinned, position);
CREATE INDEX notes_all_created ON notes (visibility, status, position);
CREATE INDEX notes_all_updated ON notes (visibility, status, updated_at, position);
CREATE INDEX notes_all_pinned ON notes (visibility, status, pinned, position);
CREATE INDEX notes_trashed ON notes (trashed_at) WHERE trashed_at IS NOT NULL;

CREATE TABLE note_tags (
  note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  tag_key TEXT NOT NULL,
  tag TEXT,
  owner_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  visibility TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (note_id, tag_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_tags_own ON note_tags (owner_id, status, visibility, tag_key, position);
CREATE INDEX note_tags_all ON note_tags (visibility, status, tag_key, position);

CREATE TABLE note_links (
  note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  owner_id INTEGER NOT NULL,
  target TEXT NOT NULL,
  line INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (note_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_links_target ON note_links (owner_id, target);

CREATE TABLE note_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  content TEXT NOT NULL,
  edited_at INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_versions_note ON note_versions (note_id, id);

CREATE TABLE idempotency_keys (
  user_id INTEGER NOT NULL REFERENCES users (id),
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

-- Fed with the tokens of domain/search, so the tokenizer only has to split at spaces. The row id is notes.position.
CREATE VIRTUAL TABLE note_search USING fts5 (
  title, body, scope,
  content = '', contentless_delete = 1,
  tokenize = "ascii tokenchars ':/_-.'"
);
