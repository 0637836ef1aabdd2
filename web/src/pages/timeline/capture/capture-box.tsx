import { Paperclip } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { captureAsked } from '../../../lib/capture-focus.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { cameBack } from '../../../lib/navigation-kind.ts';
import { outbox } from '../../../lib/outbox.ts';
import { useUser } from '../../../lib/session.ts';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { useSignal } from '../../../lib/signal.ts';
import { useSoon, withSoon } from '../../../lib/soon.tsx';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Select } from '../../../ui/select.tsx';
import { VISIBILITIES } from '../use-filter.ts';
import { captureUploads, changeDraft, useCaptureDraft } from './capture-draft.ts';
import { CompletedTextarea } from './completed-textarea.tsx';

/** The first line of the page, with the cursor in it. It holds its own state: the list below is not drawn anew by typing. */
export function CaptureBox({ tag }: { tag?: string | undefined }) {
  const t = useTexts();
  const { defaultVisibility = 'PRIVATE' } = useUser();
  const first = tag === undefined ? '' : `#${tag} `;
  const { content, resources, visibility, isSafe } = useCaptureDraft(defaultVisibility, first);
  const uploads = useSignal(captureUploads);
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  // A list of files is emptied by its field.
  const add = (files: Iterable<File>, all = [...files]) =>
    withSoon(({ captureFiles }) => captureFiles.add(all));
  const CaptureFiles = useSoon()?.CaptureFiles;
  const isBusy = uploads.some(({ error }) => error === undefined);
  const isEmpty = content.trim() === '';
  const hasSomething = !isEmpty || resources.length > 0 || uploads.length > 0;
  const canSave = (!isEmpty || resources.length > 0) && !isBusy;

  const save = () => {
    if (!canSave) return;
    // A file without a word is named by its name.
    const written = isEmpty ? (resources[0]?.filename ?? '') : content;
    void outbox.add({ content: written, visibility, resources });
    changeDraft({ content: '', resources: [], visibility: defaultVisibility });
    box.current?.focus();
  };

  const asked = useSignal(captureAsked);
  useEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    // Who comes back wants to go on reading.
    const isArrival = !cameBack() && !matchMedia('(hover: none)').matches;
    if (asked > 0 || isArrival) box.current?.focus({ preventScroll: asked === 0 });
  }, [asked]);
  useShortcut({ keys: 'n', label: 'write', group: 'keys-everywhere', run: () => box.current?.focus() });
  useShortcut({ keys: 'mod+Enter', label: 'save', group: 'keys-write', run: save }, canSave);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const drag = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: drop,
  };

  return (
    <section aria-label={t('write-a-note')} className="page-row" {...drag}>
      <div
        className={classes(
          'group/capture page-column -mx-4 rounded-lg px-4 pt-2',
          isOver && 'bg-wash outline outline-rubric',
        )}
      >
        <CompletedTextarea
          ref={box}
          value={content}
          onChange={(text) => changeDraft({ content: text })}
          onFiles={add}
          placeholder={t('capture-placeholder')}
          label={t('write-a-note')}
        />
        {CaptureFiles && resources.length + uploads.length > 0 && (
          <CaptureFiles
            resources={resources}
            uploads={uploads}
            onStop={(id) => withSoon(({ captureFiles }) => captureFiles.stop(id))}
            onRetry={(upload) => withSoon(({ captureFiles }) => captureFiles.retry(upload))}
            onRemove={(resource) => {
              changeDraft({ resources: resources.filter(({ id }) => id !== resource.id) });
              withSoon(({ client }) => client.resources.remove(resource.id).catch(() => {}));
            }}
          />
        )}
        {!isSafe && (
          <p role="alert" className="text-margin text-rubric">
            {t('draft-not-kept')}
          </p>
        )}
        <div
          className={classes(
            'flex min-h-10 flex-wrap items-center justify-between gap-2 border-t border-hairline py-1 transition-opacity',
            !hasSomething &&
              'opacity-0 group-focus-within/capture:opacity-100 group-hover/capture:opacity-100 touch:opacity-100',
          )}
        >
          <div className="-ml-2 flex items-center">
            <input
              ref={picker}
              type="file"
              multiple
              tabIndex={-1}
              aria-hidden
              className="hidden"
              onChange={({ target }) => {
                add(target.files ?? []);
                target.value = '';
              }}
            />
            <IconButton icon={Paperclip} label={t('add-files')} onClick={() => picker.current?.click()} />
            {hasSomething && (
              <Select
                label={t('visibility')}
                value={visibility}
                options={VISIBILITIES.map((value) => ({ value, text: t(`visibility-${value}`) }))}
                onChoose={(value) => changeDraft({ visibility: value })}
              />
            )}
          </div>
          {hasSomething && (
            <Button kind="main" onClick={save} disabled={!canSave}>
              {t('save')}
              <span className="hidden opacity-80 sm:inline [&_span]:!border-current/40 [&_kbd]:!text-paper">
                <Kbd keys="mod+Enter" />
              </span>
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
