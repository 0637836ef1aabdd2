import { createUploads } from '../../../lib/uploads.ts';
import { captureDraft, captureUploads, changeDraft } from './capture-draft.ts';

/** The files that are given to the capture box: what has arrived is in its draft, wherever one is by then. */
export const captureFiles = createUploads(captureUploads, (resource) =>
  changeDraft({ resources: [...captureDraft.get().resources, resource] }),
);
