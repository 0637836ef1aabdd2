import { createCorpus, type Corpus } from '../data/corpus.ts';
import { SEED, type DataSet } from '../data/data-set.ts';
import type { Constants } from '../probe.ts';
import { startServer, type Server, type ServerOptions } from '../server/start.ts';

/** A server with a data set, and who asks it. */
export interface Instance {
  notes: number;
  corpus: Corpus;
  server: Server;
  /** Of the baselines, which send what this server sends. */
  constants: Constants;
  headers: Record<string, string>;
  /** The answer as it is. @throws unless it is a success */
  get(path: string): Promise<Response>;
  stop(): Promise<void>;
}

type Start = Pick<ServerOptions, 'program' | 'nodeOptions' | 'workers'>;

export async function startInstance(dataSet: DataSet, start: Start): Promise<Instance> {
  const { notes, database, folder: data, token } = dataSet;
  const server = await startServer({ ...start, data, database });
  const headers = { authorization: `Bearer ${token}` };
  async function get(path: string): Promise<Response> {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, { headers });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
    return answer;
  }
  const [one, list] = [await text(get(`/memos/${HOT_ID}`)), await text(get('/memos'))];
  return {
    notes,
    corpus: createCorpus({ seed: SEED, notes }),
    server,
    constants: await server.ask<Constants>({ ask: 'constants', one, list }),
    headers,
    get,
    stop: () => server.stop(),
  };
}

async function text(answer: Promise<Response>): Promise<string> {
  return (await answer).text();
}

/** A note of the first user, who asks. */
export const HOT_ID = 101;
