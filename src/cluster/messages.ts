/** What a worker says to the primary. */
export type ToPrimary =
  | { kind: 'hello' }
  /** It answers requests; the greeting says where. */
  | { kind: 'listening'; greeting: string }
  | { kind: 'turn-wanted' }
  | { kind: 'turn-over' }
  | { kind: 'committed'; scopes: readonly string[] }
  | { kind: 'metrics-wanted'; id: number };

/** What the primary says to a worker. */
export type ToWorker =
  | { kind: 'welcome'; setupCode: string; keepsHouse: boolean }
  | { kind: 'turn' }
  /** Another worker has committed changes of these scopes. */
  | { kind: 'committed'; scopes: readonly string[] }
  | { kind: 'all-listening'; value: boolean }
  /** Of all workers, in the text format of Prometheus; null where they could not be had. */
  | { kind: 'metrics'; id: number; text: string | null }
  | { kind: 'stop' };

/** Packages speak over the same channel, so what is ours has a name. */
const NAME = 'commonplace';

export function wrap<Message>(message: Message): { [NAME]: Message } {
  return { [NAME]: message };
}

/** @returns undefined for what a package has sent */
export function unwrap<Message>(received: unknown): Message | undefined {
  return (received as { [NAME]?: Message } | null)?.[NAME];
}
