import { Agent, request } from 'node:http';

export interface Load {
  url: string;
  method?: 'GET' | 'POST' | 'PATCH';
  headers?: Record<string, string>;
  /** Called for each request. */
  body?: () => string;
  clients: number;
  seconds: number;
}

export interface Result {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

/** Keeps `clients` connections busy for a bounded time; every answer must be a success or a 304. */
export async function run(load: Load): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.clients });
  const durations: number[] = [];
  const end = performance.now() + load.seconds * 1000;

  async function client(): Promise<void> {
    while (performance.now() < end) {
      const start = performance.now();
      await once(load, agent);
      durations.push(performance.now() - start);
    }
  }

  const start = performance.now();
  await Promise.all(Array.from({ length: load.clients }, client));
  const elapsed = (performance.now() - start) / 1000;
  agent.destroy();
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { perSecond: durations.length / elapsed, p50: at(0.5), p95: at(0.95) };
}

function once({ url, method = 'GET', headers = {}, body }: Load, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        const status = response.statusCode ?? 0;
        if (status < 300 || status === 304) resolve();
        else reject(new Error(`${method} ${url} answered ${status}`));
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body?.());
  });
}
