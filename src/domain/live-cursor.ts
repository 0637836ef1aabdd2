/** How far a reader of live events has got: the last revisions seen of the own notes and of the commons. */
export interface LiveCursor {
  own: number;
  commons: number;
}

/** `12-40`, the id of an event. */
export function formatLiveCursor({ own, commons }: LiveCursor): string {
  return `${own}-${commons}`;
}

/** Null for what is not an id of ours. */
export function parseLiveCursor(text: string): LiveCursor | null {
  const [, own, commons] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  return own === undefined ? null : { own: Number(own), commons: Number(commons) };
}
