import { useRef, useState } from 'react';
import type { Resource } from '../../../../../src/client/index.ts';
import { t } from '../../../lib/i18n.ts';
import { problemText } from '../../../ui/problem.tsx';

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

let last = 0;

/** Files on their way to the server; each can be stopped, and tried again. */
export function useUploads(onDone: (resource: Resource) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const patch = (id: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  const drop = (id: number) => setUploads((all) => all.filter((one) => one.id !== id));

  async function send(id: number, file: File): Promise<void> {
    const stop = new AbortController();
    stops.current.set(id, stop);
    try {
      const onProgress = (progress: number) => patch(id, { progress });
      const { client } = await import('../../../soon.ts');
      onDone(await client.resources.upload(file, file.name, { onProgress, signal: stop.signal }));
      drop(id);
    } catch (error) {
      if (stop.signal.aborted) drop(id);
      else patch(id, { error: problemText(error, t) });
    }
  }

  return {
    uploads,
    isBusy: uploads.some(({ error }) => error === undefined),
    add(files: Iterable<File>) {
      for (const file of files) {
        const id = ++last;
        setUploads((all) => [...all, { id, name: file.name, size: file.size, progress: 0, file }]);
        void send(id, file);
      }
    },
    stop(id: number) {
      stops.current.get(id)?.abort();
      drop(id);
    },
    retry({ id, file }: Upload) {
      patch(id, { error: undefined, progress: 0 });
      void send(id, file);
    },
  };
}
