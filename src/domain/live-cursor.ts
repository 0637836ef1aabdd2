/** How far a reader of live events has got: the last revisions seen of the own notes, of the commons, and of each space by id. */
export interface LiveCursor {
  own: number;
  commons: number;
  spaces: ReadonlyMap<number, number>;
}

/** Clients send it back in a header, of which servers and proxies take some kilobytes. */
const MAX_LENGTH = 4000;

/**
 * `12-40`, the id of an event; with `-3.7` for each space. Where these are too many they are left out: who resumes from there
 * reads anew.
 */
export function formatLiveCursor({ own, commons, spaces }: LiveCursor): string {
  const base = `${own}-${commons}`;
  const all = [base, ...[...spaces].map(([id, revision]) => `${id}.${revision}`)].join('-');
  return all.length > MAX_LENGTH ? base : all;
}

/** Null for what is not an id of ours. */
export function parseLiveCursor(text: string): LiveCursor | null {
  if (text.length > MAX_LENGTH || !/^\d{1,15}-\d{1,15}(-\d{1,15}\.\d{1,15})*$/.test(text)) return null;
  const [own, commons, ...spaces] = text.split('-');
  return {
    own: Number(own),
    commons: Number(commons),
    spaces: new Map(spaces.map((space) => space.split('.').map(Number) as [number, number])),
  };
}

/** Whether nothing has happened between two readings. */
export function isSameCursor(one: LiveCursor, other: LiveCursor): boolean {
  return one.own === other.own && one.commons === other.commons && isSame(one.spaces, other.spaces);
}

function isSame(one: LiveCursor['spaces'], other: LiveCursor['spaces']): boolean {
  return one.size === other.size && [...one].every(([id, revision]) => other.get(id) === revision);
}

/**
 * Whether a reader that got this far can be told what has happened since: nothing of it lies ahead, and the spaces are the
 * same ones.
 */
export function canFollow(cursor: LiveCursor, present: LiveCursor): boolean {
  return (
    cursor.own <= present.own &&
    cursor.commons <= present.commons &&
    cursor.spaces.size === present.spaces.size &&
    [...present.spaces].every(([id, revision]) => (cursor.spaces.get(id) ?? Infinity) <= revision)
  );
}
