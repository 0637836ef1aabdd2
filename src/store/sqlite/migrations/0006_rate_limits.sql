-- The tables of both engines are the same; here, limits are counted in memory, and this one stays empty.
CREATE TABLE rate_limits (
  key TEXT NOT NULL PRIMARY KEY,
  points INTEGER NOT NULL,
  expire INTEGER
) STRICT, WITHOUT ROWID;
