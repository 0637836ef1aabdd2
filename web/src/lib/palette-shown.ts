import { createSignal } from './signal.ts';

/** Whether the palette is shown; anything in the app may ask for it. */
export const paletteShown = createSignal(false);
