import { useLayoutEffect, useState } from 'react';
import { useFilesTexts } from './texts.ts';

/** Takes files that are dropped anywhere on the page, or pasted into it. */
export function DropZone({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const f = useFilesTexts();
  const [isOver, setOver] = useState(false);
  // Not a passive one: while the next page is loaded, this one is hidden, and takes nothing.
  useLayoutEffect(() => {
    // Moving from one element to another leaves the first: only the last of these leaves the window.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const set = (to: number) => {
      depth = Math.max(0, to);
      setOver(depth > 0);
    };
    const onEnter = (event: DragEvent) => hasFiles(event) && set(depth + 1);
    const onLeave = (event: DragEvent) => hasFiles(event) && set(depth - 1);
    const onOver = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      set(0);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    const end = new AbortController();
    const options = { signal: end.signal };
    window.addEventListener('dragenter', onEnter, options);
    window.addEventListener('dragleave', onLeave, options);
    window.addEventListener('dragover', onOver, options);
    window.addEventListener('drop', onDrop, options);
    window.addEventListener('paste', onPaste, options);
    return () => end.abort();
  }, [onFiles]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-40 flex items-center justify-center rounded-lg border-2 border-dashed border-rubric bg-wash">
      <p className="floating px-4 py-2 text-ui">{f('drop-here')}</p>
    </div>
  );
}
