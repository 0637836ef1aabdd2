import { device } from './device.ts';

/**
 * What was written and not saved yet, on this device, under a name such as `capture` or `note/123`. It is written at each
 * key, so that neither a reload nor a crash takes it.
 */
export interface Draft<Extra = object> {
  content: string;
  /** Epoch milliseconds. */
  changedAt: number;
  extra?: Extra | undefined;
}

export const drafts = {
  read<Extra>(name: string): Draft<Extra> | null {
    const text = device.read(`draft.${name}`);
    try {
      return text === null ? null : (JSON.parse(text) as Draft<Extra>);
    } catch {
      return null;
    }
  },
  /** @returns whether it is safe */
  write<Extra>(name: string, content: string, extra?: Extra): boolean {
    return device.write(`draft.${name}`, JSON.stringify({ content, changedAt: Date.now(), extra }));
  },
  drop(name: string): void {
    device.write(`draft.${name}`, null);
  },
};
