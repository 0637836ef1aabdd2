import { RotateCcw, X } from 'lucide-react';
import type { Resource } from '../../../../../src/client/index.ts';
import { formatBytes } from '../../../lib/bytes.ts';
import { useTexts } from '../../../lib/i18n.ts';
import type { Upload } from '../../../lib/uploads.ts';
import { IconButton } from '../../../ui/icon-button.tsx';

interface Props {
  resources: readonly Resource[];
  uploads: readonly Upload[];
  onRemove: (resource: Resource) => void;
  onStop: (id: number) => void;
  onRetry: (upload: Upload) => void;
}

/** The files that the note will have: those that are there, and those on their way. */
export function CaptureFiles({ resources, uploads, onRemove, onStop, onRetry }: Props) {
  const t = useTexts();
  return (
    <ul aria-label={t('files')} className="pb-2 text-margin">
      {resources.map((resource) => (
        <li key={resource.uid} className="flex items-center gap-3">
          <span className="truncate">{resource.filename}</span>
          <span className="text-faded">{formatBytes(resource.size)}</span>
          <IconButton
            icon={X}
            label={t('remove-file', { name: resource.filename })}
            onClick={() => onRemove(resource)}
            className="ml-auto"
          />
        </li>
      ))}
      {uploads.map((upload) => (
        <li key={upload.id} className="flex items-center gap-3">
          <span className="truncate">{upload.name}</span>
          {upload.error === undefined ? (
            <>
              <progress
                aria-label={t('uploading', { name: upload.name })}
                value={upload.progress}
                className="h-1 w-24 grow appearance-none overflow-hidden rounded bg-hairline [&::-moz-progress-bar]:bg-rubric [&::-webkit-progress-bar]:bg-hairline [&::-webkit-progress-value]:bg-rubric"
              />
              <span className="text-faded tabular-nums">{Math.round(upload.progress * 100)} %</span>
            </>
          ) : (
            <>
              <span role="alert" className="grow truncate text-rubric">
                {upload.error}
              </span>
              <IconButton icon={RotateCcw} label={t('try-again')} onClick={() => onRetry(upload)} />
            </>
          )}
          <IconButton
            icon={X}
            label={t('stop-upload', { name: upload.name })}
            onClick={() => onStop(upload.id)}
          />
        </li>
      ))}
    </ul>
  );
}
