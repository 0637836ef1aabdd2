import { Download, FileText, Film, Paperclip, Trash2 } from 'lucide-react';
import type { Resource } from '../../../../src/client/index.ts';
import { formatBytes } from '../../lib/bytes.ts';
import { client } from '../../lib/client.ts';
import { dayKey, formatDate, formatDateTime } from '../../lib/dates.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { kindOf } from './file-kind.ts';
import { useDeleteFile } from './delete-file.ts';
import { ShownIn } from './shown-in.tsx';
import { useFilesTexts } from './texts.ts';

const ICONS = { picture: FileText, document: FileText, sound: Film, other: Paperclip };

/** A file that is no picture: a line of the list. */
export function FileLine({ file }: { file: Resource }) {
  const f = useFilesTexts();
  const deleteFile = useDeleteFile();
  const address = client.resources.address(file.uid);
  const Icon = ICONS[kindOf(file)];
  return (
    <article
      aria-label={file.filename}
      className="group/file flex items-center gap-3 border-b border-hairline py-2"
    >
      <Icon size={18} strokeWidth={1.5} aria-hidden className="shrink-0 text-faded" />
      <div className="min-w-0 grow">
        <a href={address} className="text-ui break-words hover:text-rubric">
          {file.filename}
        </a>
        <p className="text-margin break-words text-faded">
          <span className="whitespace-nowrap">{formatBytes(file.size)}</span>,{' '}
          <time dateTime={file.createTime} title={formatDateTime(file.createTime)}>
            {formatDate(dayKey(file.createTime))}
          </time>
          ; <ShownIn file={file} />
        </p>
      </div>
      <div className="flex shrink-0">
        <DownloadLink file={file} />
        <IconButton
          icon={Trash2}
          label={f('delete-file', { name: file.filename })}
          data-tip={f('delete')}
          onClick={() => void deleteFile(file)}
        />
      </div>
    </article>
  );
}

export function DownloadLink({ file }: { file: Resource }) {
  const f = useFilesTexts();
  return (
    <a
      href={client.resources.address(file.uid)}
      download={file.filename}
      aria-label={f('download-file', { name: file.filename })}
      data-tip={f('download')}
      className="control control-quiet control-icon tip"
    >
      <Download size={18} strokeWidth={1.5} aria-hidden />
    </a>
  );
}
