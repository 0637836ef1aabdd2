export type CompareQuestion =
  | { ask: 'list'; folder: string }
  | { ask: 'forget'; listing: number }
  | { ask: 'differing'; listing: number; ownerId: number }
  | { ask: 'unwritten'; ownerId: number };

export type CompareRequest = CompareQuestion & { id: number };

export type CompareReply =
  { id: number; result: unknown } | { id: number; error: { code: string | undefined; message: string } };
