/** How far a reader of live events has got: the last revisions seen of the own notes, of the commons, and of each space by id. */
export interface LiveCursor {
  own: number;
  commons: number;
  spaces: ReadonlyMap<number, number>;
}

/** `12-40`, the id of an event; with `-3.7` for each space. */
export function formatLiveCursor({ own, commons, spaces }: LiveCursor): string {
  return [own, commons, ...[...spaces].map(([id, revision]) => `${id}.${revision}`)].join('-');
}

/** As many spaces as one may have, and some. */
const MAX_LENGTH = 40_000;

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
  return formatLiveCursor(one) === formatLiveCursor(other);
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
