import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that arrived at a receiver of webhooks. */
interface Arrival {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The raw body. */
  body: string;
  json: any;
}

export interface Receiver {
  url: string;
  arrivals: Arrival[];
  /** Waits for so many arrivals in all. @returns them */
  expect(count: number): Promise<Arrival[]>;
  /** What is answered from now on; by default 200. */
  answer: (response: ServerResponse, arrival: Arrival) => void;
  close(): Promise<void>;
}

/** Somebody whom webhooks are sent to, on loopback. */
export async function startReceiver(): Promise<Receiver> {
  const arrivals: Arrival[] = [];
  let noticed: () => void = () => {};
  const server = createServer((request, response) => void receive(request, response));

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = '', url: path = '', headers } = request;
    const arrival = { method, path, headers, body, json: JSON.parse(body) };
    arrivals.push(arrival);
    receiver.answer(response, arrival);
    noticed();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    answer: (response) => response.end('thanks'),
    async expect(count) {
      while (arrivals.length < count) await new Promise<void>((resolve) => (noticed = resolve));
      return arrivals;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}
