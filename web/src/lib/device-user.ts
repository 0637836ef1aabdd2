import { device } from './device.ts';

const NAME = 'user';
/** What is written and not on the server yet. */
const OWN = ['draft.', 'outbox.', 'change.'];

/** The id of who used this device last; what is unsent here is theirs. */
export const deviceUser = (): number | null => {
  const id = Number(device.read(NAME) ?? Number.NaN);
  return Number.isSafeInteger(id) ? id : null;
};

/**
 * Says who uses the device now. What somebody else had not sent is put away for them, and what was put away for this one is
 * there again: nobody sends or sees what another one wrote.
 * @returns whether it was somebody else
 */
export function takeDevice(id: number): boolean {
  const before = deviceUser();
  if (before === id) return false;
  if (before !== null) for (const name of ownNames()) move(name, `of.${before}.${name}`);
  const mine = `of.${id}.`;
  for (const name of device.names(mine)) move(name, name.slice(mine.length));
  // Where the device is full, the one before is not to be found in its place.
  device.write(NAME, null);
  device.write(NAME, String(id));
  return before !== null;
}

const ownNames = (): string[] => OWN.flatMap((prefix) => device.names(prefix));

/** First away from where the next one would find it: what the device then does not keep is still in memory. */
function move(from: string, to: string): void {
  const value = device.read(from);
  device.write(from, null);
  if (value !== null) device.write(to, value);
}
