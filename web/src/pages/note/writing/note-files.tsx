import { CaptureFiles } from '../../timeline/capture/capture-files.tsx';
import type { NoteUploads } from './note-uploads.ts';

/** The files that are on their way into a note. */
export function NoteFiles({ files: { uploads, stop, retry } }: { files: NoteUploads }) {
  if (uploads.length === 0) return null;
  return <CaptureFiles resources={[]} uploads={uploads} onRemove={() => {}} onStop={stop} onRetry={retry} />;
}
