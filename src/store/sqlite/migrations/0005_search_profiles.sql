-- What ranking must know of a note besides that it matches; the key is notes.position.
CREATE TABLE search_profiles (
  position INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  length INTEGER NOT NULL
) STRICT;

-- How far the notes have been indexed as a version of the program wants it.
CREATE TABLE search_builds (
  version INTEGER PRIMARY KEY,
  last_id INTEGER NOT NULL,
  is_complete INTEGER NOT NULL
) STRICT;
INSERT INTO search_builds SELECT 2, 0, CASE WHEN EXISTS (SELECT 1 FROM notes) THEN 0 ELSE 1 END;
