CREATE TABLE spaces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,
  owner_id INTEGER NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  is_public INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX spaces_uid ON spaces (uid);
CREATE INDEX spaces_owner ON spaces (owner_id);

-- user_id: whose the invitation is; null as long as no account has its e-mail address.
CREATE TABLE space_members (
  space_id INTEGER NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
  email_key TEXT NOT NULL,
  email TEXT NOT NULL,
  user_id INTEGER REFERENCES users (id),
  access TEXT NOT NULL,
  status TEXT NOT NULL,
  invited_at INTEGER NOT NULL,
  answered_at INTEGER,
  PRIMARY KEY (space_id, email_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX space_members_user ON space_members (user_id, status) WHERE user_id IS NOT NULL;
CREATE INDEX space_members_email ON space_members (email_key) WHERE user_id IS NULL;

-- status and position are those of the note.
CREATE TABLE space_notes (
  space_id INTEGER NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
  note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  position INTEGER NOT NULL,
  added_by INTEGER NOT NULL REFERENCES users (id),
  added_at INTEGER NOT NULL,
  PRIMARY KEY (note_id, space_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX space_notes_page ON space_notes (space_id, status, position);

CREATE TABLE space_favorites (
  user_id INTEGER NOT NULL REFERENCES users (id),
  space_id INTEGER NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, space_id)
) STRICT, WITHOUT ROWID;

-- What is known of a note's source on the web. captured_hash: of the content as capturing wrote it, SHA-256, hex.
CREATE TABLE pages (
  note_id INTEGER NOT NULL PRIMARY KEY REFERENCES notes (id) ON DELETE CASCADE,
  owner_id INTEGER NOT NULL,
  url TEXT NOT NULL,
  url_key TEXT NOT NULL,
  description TEXT NOT NULL,
  image_url TEXT,
  site_name TEXT,
  author TEXT,
  favicon_url TEXT,
  language TEXT,
  published_at INTEGER,
  status TEXT NOT NULL,
  reason TEXT,
  attempts INTEGER NOT NULL,
  next_attempt_at INTEGER,
  captured_at INTEGER,
  captured_hash TEXT
) STRICT;
CREATE INDEX pages_url ON pages (owner_id, url_key);

-- How many notes with status NORMAL a user has (`user:1`), or a space holds (`space:1`).
CREATE TABLE note_counts (
  scope TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO note_counts (scope, value)
SELECT 'user:' || owner_id, count(*) FROM notes WHERE status = 'NORMAL' GROUP BY owner_id;

-- Finds notes with the same content: few have the same counts.
CREATE INDEX notes_own_size ON notes (owner_id, char_count, word_count, line_count);

-- What a user's apps want to find again on another device.
CREATE TABLE user_preferences (
  user_id INTEGER NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  value_json TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;
