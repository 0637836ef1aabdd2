/** One server-sent event as the client reads it. */
interface StreamEvent {
  id: string;
  data: { type: string; memo?: Record<string, any> };
}

export interface EventStream {
  status: number;
  headers: Headers;
  /** The next event; comments and bare ids are read over. Rejects when the stream ends before. */
  next(): Promise<StreamEvent>;
  /** The next chunk of text as it came: a comment or a bare id, too. */
  nextBlock(): Promise<string>;
  /** Resolves when the server has ended the stream, with what came before. */
  ended(): Promise<StreamEvent[]>;
  /** Where the server says that the stream starts; what is written from then on is told. */
  start(): Promise<string>;
  close(): void;
}

/** Reads `GET /api/v1/events` of a listening server. */
export async function openEvents(
  address: string,
  { token, headers }: { token?: string; headers?: Record<string, string> } = {},
): Promise<EventStream> {
  const stop = new AbortController();
  const response = await fetch(`${address}/api/v1/events`, {
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    signal: stop.signal,
  });
  const blocks = blocksOf(response.body as ReadableStream<Uint8Array>);
  let lastId = '';
  const unread: string[] = [];

  async function nextBlock(): Promise<string> {
    const { value, done } = await blocks.next();
    if (done) throw new Error('The stream has ended');
    lastId = /^id: (.*)$/m.exec(value)?.[1] ?? lastId;
    return value;
  }

  async function next(): Promise<StreamEvent> {
    for (;;) {
      const event = eventIn(unread.shift() ?? (await nextBlock()));
      if (event) return event;
    }
  }

  return {
    status: response.status,
    headers: response.headers,
    next,
    nextBlock,
    async ended() {
      const events: StreamEvent[] = [];
      for (;;) {
        try {
          events.push(await next());
        } catch {
          return events;
        }
      }
    },
    async start() {
      while (lastId === '') unread.push(await nextBlock());
      return lastId;
    },
    close: () => stop.abort(),
  };
}

/** Opens a stream and waits until it follows: what is written from now on is told. */
export async function followEvents(...given: Parameters<typeof openEvents>): Promise<EventStream> {
  const stream = await openEvents(...given);
  if (stream.status !== 200) throw new Error(`The stream was refused: ${stream.status}`);
  await stream.start();
  return stream;
}

function eventIn(block: string): StreamEvent | null {
  const [, id = ''] = /^id: (.*)$/m.exec(block) ?? [];
  const [, data] = /^data: (.*)$/m.exec(block) ?? [];
  return data === undefined ? null : { id, data: JSON.parse(data) as StreamEvent['data'] };
}

async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  let text = '';
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
    }
  }
}
