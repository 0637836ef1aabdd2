/** One call of a reader, on its way to a thread: `reads[repository][method](...args)`. */
export interface Ask {
  repository: string;
  method: string;
  args: readonly unknown[];
}

export type Reply = { result: unknown } | { error: Error };
