import { serveUpkeep } from '../serve-upkeep.ts';

/** Moves what the log holds into the database, each time it is asked to, and says how long the log is then, in pages. */
serveUpkeep((db) => {
  db.pragma('synchronous = full');
  return () => {
    const [row] = db.pragma('wal_checkpoint(passive)') as { log: number }[];
    return row?.log ?? 0;
  };
});
