import { ChevronLeft, ChevronRight, Trash2, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Resource } from '../../../../src/client/index.ts';
import { formatBytes } from '../../lib/bytes.ts';
import { client } from '../../lib/client.ts';
import { dayKey, formatDate } from '../../lib/dates.ts';
import { useTexts } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useDeleteFile } from './delete-file.ts';
import { DownloadLink } from './file-line.tsx';
import { ShownIn } from './shown-in.tsx';
import { useFilesTexts } from './texts.ts';

interface Props {
  pictures: readonly Resource[];
  shown: Resource;
  onShow: (picture: Resource) => void;
  onClose: () => void;
}

/** A picture as large as the window; arrows go to the others, Escape back to the list. */
export function Viewer({ pictures, shown, onShow, onClose }: Props) {
  const t = useTexts();
  const f = useFilesTexts();
  const deleteFile = useDeleteFile();
  const dialog = useRef<HTMLDialogElement>(null);
  const at = pictures.findIndex(({ id }) => id === shown.id);
  const [before, after] = [pictures[at - 1], pictures[at + 1]];
  const shownId = useRef(shown.id);
  shownId.current = shown.id;

  useEffect(() => {
    const box = dialog.current;
    box?.showModal();
    box?.focus();
    return () => {
      box?.close();
      // Back to the one that was looked at last.
      document.querySelector<HTMLElement>(`[data-picture="${shownId.current}"]`)?.focus();
    };
  }, []);

  const step = (to: Resource | undefined) => to && onShow(to);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: before, ArrowRight: after, Home: pictures[0], End: pictures.at(-1) }[event.key];
    if (!to) return;
    event.preventDefault();
    onShow(to);
  };
  async function remove(): Promise<void> {
    const next = after ?? before;
    const outcome = await deleteFile(shown);
    if (outcome === 'gone' && next) onShow(next);
    // What is said about a failure stands on the page.
    else if (outcome !== 'kept') onClose();
  }

  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={shown.filename}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-0 h-dvh max-h-none w-full max-w-none bg-paper outline-none"
    >
      <div className="flex h-full flex-col">
        <div className="flex items-start gap-3 px-4 py-2 sm:px-6">
          <div className="min-w-0 grow py-1" aria-live="polite">
            <p className="truncate text-ui font-medium">{shown.filename}</p>
            <p className="text-margin break-words text-faded">
              {formatBytes(shown.size)}, {formatDate(dayKey(shown.createTime))};{' '}
              <ShownIn file={shown} onFollow={onClose} />
            </p>
          </div>
          <div className="flex shrink-0">
            <DownloadLink file={shown} />
            <IconButton
              icon={Trash2}
              label={f('delete-file', { name: shown.filename })}
              data-tip={f('delete')}
              onClick={() => void remove()}
            />
            <IconButton icon={X} label={t('close')} onClick={onClose} className="-mr-1" />
          </div>
        </div>
        <div className="flex min-h-0 grow items-stretch">
          <Step icon={ChevronLeft} label={f('picture-before')} to={before} onStep={step} />
          <img
            key={shown.uid}
            src={client.resources.address(shown.uid)}
            alt={shown.filename}
            className="m-auto max-h-full min-w-0 max-w-full object-contain pb-4 sm:pb-6"
          />
          <Step icon={ChevronRight} label={f('picture-after')} to={after} onStep={step} />
        </div>
        {/* The next one is there when it is asked for. */}
        {after && <img src={client.resources.address(after.uid)} alt="" hidden />}
      </div>
    </dialog>
  );
}

function Step({
  icon,
  label,
  to,
  onStep,
}: {
  icon: typeof ChevronLeft;
  label: string;
  to: Resource | undefined;
  onStep: (to: Resource | undefined) => void;
}) {
  return (
    <IconButton
      icon={icon}
      label={label}
      data-tip={undefined}
      disabled={!to}
      onClick={() => onStep(to)}
      className="!h-auto self-stretch rounded-none sm:!min-w-14"
    />
  );
}
