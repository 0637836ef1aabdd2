import { createSignal } from './signal.ts';

/** Whether the server tells what changes; where it does not, what is shown may be old. */
export const isLive = createSignal(true);
