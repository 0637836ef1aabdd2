import { List, SquarePen } from 'lucide-react';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Memo } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { attempt } from '../../lib/attempt.ts';
import { Boundary } from '../../layout/boundary.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { toggleTask } from '../../markdown/tasks.ts';
import { tickTask } from '../../notes/tick-task.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { HAS_TITLE } from './has-title.ts';
import { LeftMargin } from './margins/left-margin.tsx';
import { Outline } from './margins/outline.tsx';
import { RightMargin } from './margins/right-margin.tsx';
import { headingId, useOutline } from './margins/use-outline.ts';
import { NoteDialogs, type OpenDialog } from './note-dialogs.tsx';
import { NoteMenu } from './note-menu.tsx';
import { placeRead, type Place } from './place.ts';
import { Reading } from './reading.tsx';
import { useLinks } from './use-links.ts';
import { useResolveLink } from './use-resolve-link.ts';
import { NoteFiles } from './writing/note-files.tsx';
import { useNoteUploads, withLink } from './writing/note-uploads.ts';
import { SaveState } from './writing/save-state.tsx';
import type { PaneHandle } from './writing/editor-pane.tsx';
import { useWriting } from './writing/use-writing.ts';
import type { OutlineHeading } from '../../markdown/outline.ts';

const loadWriting = () => import('./writing/writing-pane.tsx');
const WritingPane = lazy(() => attempt(loadWriting));
const Conflict = lazy(() => attempt(() => import('./writing/conflict.tsx')));

/** A note of one's own: read and written in the same place. */
export function OwnNote({ memo }: { memo: Memo }) {
  const t = useTexts();
  const writing = useWriting(memo);
  const { isEditing, setEditing, content, isSaved, state, flush } = writing;
  const { links, areKnown } = useLinks(memo.id);
  const resolveLink = useResolveLink(links, areKnown, true);
  const headings = useOutline(content);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const reading = useRef<HTMLDivElement>(null);
  const pane = useRef<PaneHandle>(null);
  const files = useNoteUploads(memo, (link) =>
    pane.current ? pane.current.insert(link) : writing.edit(withLink(content, link)),
  );
  // Where the text is to stand when it turns into the editor, or back.
  const [start, setStart] = useState<{ place: Place | null; withCursor: boolean }>({
    place: null,
    withCursor: false,
  });

  const write = (point?: { x: number; y: number }) => {
    const element = reading.current;
    const isWhole = element !== null && element.getBoundingClientRect().bottom < window.innerHeight;
    setStart({
      place: element && placeRead(element, point),
      withCursor: point !== undefined || !isWhole,
    });
    setEditing(true);
  };
  const end = () => {
    setStart({ place: pane.current?.place() ?? null, withCursor: false });
    flush();
    setEditing(false);
  };
  useEffect(() => {
    // A note that has just been made is written at once, and only then.
    if ((history.state as { write?: boolean } | null)?.write) {
      history.replaceState(null, '');
      setEditing(true);
    }
    // Loaded while there is time, so that a note can be written when there is no connection.
    const timer = setTimeout(() => void loadWriting().catch(() => {}), 300);
    return () => clearTimeout(timer);
  }, [setEditing]);
  const canWrite = !isEditing && dialog === null;
  useShortcut({ keys: 'e', label: 'note-edit', group: 'keys-notes', run: () => write() }, canWrite);
  useEnter(() => write(), canWrite);

  const create = (filename: string) => {
    const label = links.outgoing.find((link) => link.filename === filename)?.label ?? '';
    setDialog({ name: 'create', filename, label });
  };
  const tick = (index: number) => {
    if (isSaved) void tickTask(memo, index);
    else writing.edit(toggleTask(content, index));
  };
  const go = (heading: OutlineHeading) => {
    if (isEditing) return pane.current?.goTo(heading.from);
    const element = document.getElementById(headingId(memo.id, heading));
    element?.scrollIntoView({ block: 'start' });
    element?.setAttribute('tabindex', '-1');
    element?.focus({ preventScroll: true });
  };

  const text = (
    <Reading
      memo={memo}
      content={content}
      resolveLink={resolveLink}
      onDangling={create}
      onTick={tick}
      onWrite={write}
      start={start.place}
      ref={reading}
    />
  );
  return (
    <>
      <PageRow
        left={
          <>
            <LeftMargin memo={memo} />
            <Outline memoId={memo.id} headings={headings} onGo={go} />
          </>
        }
        right={<RightMargin memo={memo} links={links} isOwn onCreate={create} />}
      >
        <div className="note-bar">
          {headings.length > 0 && (
            <div className="note-outline-menu">
              <Menu
                icon={List}
                label={t('note-outline')}
                items={headings.map((heading) => ({ text: heading.text, onSelect: () => go(heading) }))}
              />
            </div>
          )}
          {state.status === 'conflict' ? null : isEditing ? (
            <Button kind="quiet" onClick={end}>
              {t('note-done')}
            </Button>
          ) : (
            <EditButton onClick={() => write()} />
          )}
          <NoteMenu
            memo={memo}
            content={content}
            isOwn
            isEditing={isEditing}
            onDialog={(name) => setDialog({ name })}
          />
        </div>
        {(isEditing || state.status === 'conflict' || !HAS_TITLE.test(content)) && (
          <h1 className="sr-only">{t('note')}</h1>
        )}
        {state.status === 'conflict' ? (
          <Boundary instead={text}>
            <Suspense fallback={<Spinner />}>
              <Conflict writing={writing} />
            </Suspense>
          </Boundary>
        ) : isEditing ? (
          <Boundary instead={text}>
            <Suspense fallback={text}>
              <WritingPane writing={writing} files={files} start={start} onEnd={end} ref={pane} />
            </Suspense>
          </Boundary>
        ) : (
          <>
            {text}
            <NoteFiles files={files} />
            {!isSaved && (
              <div className="mt-4">
                <SaveState writing={writing} />
              </div>
            )}
          </>
        )}
      </PageRow>
      {dialog && (
        <Boundary as="over">
          <NoteDialogs dialog={dialog} memo={memo} onClose={() => setDialog(null)} />
        </Boundary>
      )}
    </>
  );
}

function EditButton({ onClick }: { onClick: () => void }) {
  const t = useTexts();
  return (
    <>
      <Button kind="quiet" onClick={onClick} className="hidden sm:inline-flex">
        {t('note-edit')}
        <Kbd keys="e" />
      </Button>
      <IconButton icon={SquarePen} label={t('note-edit')} onClick={onClick} className="sm:hidden" />
    </>
  );
}

/** Enter, where it belongs to nothing else: a link or a button has its own. */
function useEnter(run: () => void, isActive: boolean): void {
  const latest = useRef(run);
  latest.current = run;
  // As the other keys: there as soon as the page is, and not while it is hidden.
  useLayoutEffect(() => {
    if (!isActive) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      const { target } = event;
      const isFree = target === document.body || (target instanceof HTMLElement && target.id === 'main');
      if (event.key !== 'Enter' || !isPlain || !isFree || event.defaultPrevented) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isActive]);
}
