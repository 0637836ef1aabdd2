import { openConnection, type Connection } from './connection.ts';

/** Some connections to one server, and what they ask. */
export interface Clients {
  connections: readonly Connection[];
  /** Rejects when one of them breaks. */
  broken: Promise<never>;
  close(): void;
}

export async function openClients(port: number, count: number): Promise<Clients> {
  const { promise: broken, reject } = Promise.withResolvers<never>();
  broken.catch(() => {});
  const connections = await Promise.all(Array.from({ length: count }, () => openConnection(port, reject)));
  return {
    connections,
    broken,
    close() {
      for (const connection of connections) connection.close();
    },
  };
}

/** What one round of requests took. */
export interface Sample {
  /** Milliseconds, one for each request. */
  durations: number[];
  /** From the first request to the last answer. */
  seconds: number;
  /** How often the server said that it has too much to do; those are not among the durations. */
  refused: number;
  /** What the server computed meanwhile, in milliseconds. */
  cpuMs?: number;
}

/** Requests, one after the other, from a source that never ends. */
export type Source = () => Buffer;

/** Every connection asks again as soon as it is answered, for so long. */
export async function saturate(clients: Clients, source: Source, seconds: number): Promise<Sample> {
  const end = performance.now() + seconds * 1000;
  return gather(clients, async (connection, _index, ask) => {
    while (performance.now() < end) await ask(connection, source(), 0);
  });
}

/**
 * Requests at a steady pace. One that has to wait for a connection counts from when it was due, as somebody who waits in a
 * queue does; the lateness of this process's own timers does not count.
 */
export async function pace(
  clients: Clients,
  source: Source,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Sample> {
  const gap = (1000 / perSecond) * clients.connections.length;
  const start = performance.now();
  return gather(clients, async (connection, index, ask) => {
    const first = start + (index * 1000) / perSecond;
    for (let due = first; due < start + seconds * 1000; due += gap) {
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await ask(connection, source(), Math.max(0, -early));
    }
  });
}

/** @param waited milliseconds before it was sent, which count as well */
type Ask = (connection: Connection, request: Buffer, waited: number) => Promise<void>;

async function gather(
  { connections, broken }: Clients,
  client: (connection: Connection, index: number, ask: Ask) => Promise<void>,
): Promise<Sample> {
  const sample: Sample = { durations: [], seconds: 0, refused: 0 };
  const start = performance.now();
  const ask: Ask = async (connection, request, waited) => {
    const sent = performance.now();
    const status = await new Promise<number>((resolve) => connection.send(request, resolve));
    if (status === UNAVAILABLE) sample.refused++;
    else if (status < 300 || status === 304) sample.durations.push(waited + performance.now() - sent);
    else throw new Error(`${firstLine(request)} was answered ${status}`);
  };
  const all = connections.map((connection, index) => client(connection, index, ask));
  await Promise.race([Promise.all(all), broken]);
  return { ...sample, seconds: (performance.now() - start) / 1000 };
}

const UNAVAILABLE = 503;

function firstLine(request: Buffer): string {
  return request.toString('latin1', 0, request.indexOf('\r\n'));
}
