import { createCore } from '../../../src/client/core.ts';
import { createTransport } from '../../../src/client/transport.ts';

/** The server that sent this page: what the first page asks of it. All else is in client.ts, and comes later. */
export const core = createCore(createTransport({}));
