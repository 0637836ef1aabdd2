/** One event of a stream of server-sent events (WHATWG HTML, 9.2.6); `data` is undefined for an id alone. */
export interface StreamEvent {
  id: string | undefined;
  data: string | undefined;
}

/** Takes apart what arrives of `text/event-stream`; comments are `{ id: undefined, data: undefined }`. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) yield parse(block);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(block: string): StreamEvent {
  const values = (name: string) =>
    block
      .split(/\r?\n/)
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''));
  const data = values('data');
  return { id: values('id').at(-1), data: data.length > 0 ? data.join('\n') : undefined };
}
