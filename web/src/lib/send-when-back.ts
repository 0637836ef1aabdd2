import { onWake } from './on-wake.ts';
import { sendUnsent } from './unsent.ts';

/** Sends what is unsent as soon as there is a way to the server again, or somebody looks: not when a pause is over. */
export function sendWhenBack(): void {
  onWake(() => void sendUnsent());
}
