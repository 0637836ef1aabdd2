import { connect } from 'node:net';

/** Called when an answer has come, with its HTTP status. */
type Answered = (status: number) => void;

export interface Connection {
  /** Sends a request; only when the one before it has been answered. */
  send(request: Buffer, answered: Answered): void;
  close(): void;
}

/**
 * An HTTP/1.1 connection that reads no more of an answer than its status and its length, so that the client of a
 * measurement costs next to nothing.
 * @param failed is called when the connection breaks, or an answer is none that is understood here
 */
export function openConnection(port: number, failed: (error: Error) => void): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  let isClosed = false;
  let answered: Answered | undefined;
  let status = 0;
  let remaining = 0;
  let head = Buffer.alloc(0);

  function read(chunk: Buffer): void {
    if (remaining > 0) remaining -= chunk.length;
    else if (!readHead(chunk)) return;
    if (remaining > 0) return;
    if (remaining < 0 || !answered) return fail(new Error('The server sent more than it was asked for'));
    const done = answered;
    answered = undefined;
    done(status);
  }

  /** @returns whether all of it is there */
  function readHead(chunk: Buffer): boolean {
    // What is read into is used again for the next chunk.
    const bytes = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    const end = bytes.indexOf('\r\n\r\n');
    head = end === -1 ? Buffer.from(bytes) : Buffer.alloc(0);
    if (end === -1) return false;
    const text = bytes.toString('latin1', 0, end);
    status = Number(text.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    if (length === undefined && status !== 304 && status !== 204)
      fail(new Error(`An answer without length:\n${text}`));
    remaining = status === 304 ? 0 : Number(length ?? 0);
    remaining -= bytes.length - end - 4;
    return true;
  }

  function fail(error: Error): void {
    if (isClosed) return;
    isClosed = true;
    socket.destroy();
    reject(error);
    failed(error);
  }

  const buffer = Buffer.allocUnsafe(256 * 1024);
  const onread = {
    buffer,
    callback(size: number): boolean {
      read(buffer.subarray(0, size));
      return true;
    },
  };
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed the connection')));
  socket.on('connect', () =>
    resolve({
      send(request, done) {
        answered = done;
        socket.write(request);
      },
      close() {
        isClosed = true;
        socket.destroy();
      },
    }),
  );
  return promise;
}
