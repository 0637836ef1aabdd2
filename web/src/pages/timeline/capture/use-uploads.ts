import { useState } from 'react';
import type { Resource } from '../../../../../src/client/index.ts';
import { createSignal, useSignal } from '../../../lib/signal.ts';
import { createUploads, type Uploads } from '../../../lib/uploads.ts';

/** The uploads of a page: see lib/uploads.ts. */
export function useUploads(onDone: (resource: Resource) => void) {
  const [signal] = useState(() => createSignal<Uploads>([]));
  const [acts] = useState(() => createUploads(signal, onDone));
  return { uploads: useSignal(signal), ...acts };
}
