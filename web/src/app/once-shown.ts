import { keepSeen } from '../lib/persist-writing.ts';
import { sendWhenBack } from '../lib/send-when-back.ts';
import { keepPlaces } from '../notes/keep-places.ts';

/** What the app does from when its first page is there until it ends. */
export function onceShown(): void {
  keepSeen();
  keepPlaces();
  sendWhenBack();
}
