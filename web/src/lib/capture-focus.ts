import { createSignal } from './signal.ts';

/** Grows when somebody, anywhere in the app, wants to write: the capture box takes the focus. */
export const captureAsked = createSignal(0);
