import { createClient } from '../../../src/client/index.ts';

/** The server that sent this page. */
export const client = createClient();
