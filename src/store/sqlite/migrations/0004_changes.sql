-- What happened at each revision of a scope, so that readers can catch up; kept for a week.
CREATE TABLE changes (
  scope TEXT NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  note_id INTEGER NOT NULL,
  note_uid TEXT NOT NULL,
  owner_id INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (scope, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_changed_at ON changes (changed_at);
