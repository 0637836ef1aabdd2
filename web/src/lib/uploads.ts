import type { Resource } from '../../../src/client/index.ts';
import { problemText } from '../ui/problem.tsx';
import { client } from './client.ts';
import { deviceUser } from './device-user.ts';
import { t } from './i18n.ts';
import type { Signal } from './signal.ts';

export interface Upload {
  id: number;
  name: string;
  size: number;
  /** From 0 to 1. */
  progress: number;
  /** Why it did not work. */
  error?: string | undefined;
  file: File;
}
export type Uploads = readonly Upload[];

let last = 0;
let underWay = 0;

/** Whether files are being sent: they are lost with the page. */
export const isUploading = (): boolean => underWay > 0;

/**
 * Files on their way to the server; each can be stopped, and tried again. They go on when the page is left on which they were
 * added.
 * @param onDone hears of each that is there, unless somebody else has signed in meanwhile
 */
export function createUploads(uploads: Signal<Uploads>, onDone: (resource: Resource) => unknown) {
  const stops = new Map<number, AbortController>();
  const patch = (id: number, changes: Partial<Upload>) =>
    uploads.set((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  const drop = (id: number) => uploads.set((all) => all.filter((one) => one.id !== id));

  async function send(id: number, file: File): Promise<void> {
    const stop = new AbortController();
    stops.set(id, stop);
    const owner = deviceUser();
    underWay++;
    try {
      const onProgress = (progress: number) => patch(id, { progress });
      const resource = await client.resources.upload(file, file.name, { onProgress, signal: stop.signal });
      if (owner === deviceUser()) await onDone(resource);
      drop(id);
    } catch (error) {
      if (stop.signal.aborted) drop(id);
      else patch(id, { error: problemText(error, t) });
    } finally {
      underWay--;
    }
  }

  return {
    add(files: Iterable<File>) {
      for (const file of files) {
        const id = ++last;
        uploads.set((all) => [...all, { id, name: file.name, size: file.size, progress: 0, file }]);
        void send(id, file);
      }
    },
    stop(id: number) {
      stops.get(id)?.abort();
      drop(id);
    },
    retry({ id, file }: Upload) {
      patch(id, { error: undefined, progress: 0 });
      void send(id, file);
    },
  };
}
