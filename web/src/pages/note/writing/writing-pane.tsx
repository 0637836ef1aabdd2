import { Paperclip } from 'lucide-react';
import { useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { useSignal } from '../../../lib/signal.ts';
import { vimKeys } from '../../../lib/vim-keys.ts';
import { readDestination } from '../../../markdown/destination.ts';
import { notePath } from '../../../notes/note-text.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import type { Place } from '../place.ts';
import EditorPane, { type PaneHandle } from './editor-pane.tsx';
import { noteCompletions } from './note-completions.ts';
import { NoteFiles } from './note-files.tsx';
import type { NoteUploads } from './note-uploads.ts';
import { SaveState } from './save-state.tsx';
import type { Writing } from './use-writing.ts';

interface Props {
  writing: Writing;
  files: NoteUploads;
  start: { place: Place | null; withCursor: boolean };
  onEnd: () => void;
  ref: Ref<PaneHandle>;
}

/** A note being written: the editor, the files on their way, and where the text is. */
export default function WritingPane({ writing, files, start, onEnd, ref }: Props) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const vim = useSignal(vimKeys);
  const pane = useRef<PaneHandle>(null);
  useImperativeHandle(ref, () => pane.current!);
  const picker = useRef<HTMLInputElement>(null);
  const { add } = files;

  // Before the editor hears of it, which knows no end.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Escape ends what is open in the editor first; in vim it is a key like any other.
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing || vim) return;
    event.preventDefault();
    onEnd();
  };
  const open = (destination: string) => {
    const to = readDestination(destination);
    if (to.kind === 'note') navigate(notePath(to.filename));
    else if (to.kind === 'web') window.open(to.href, '_blank', 'noopener,noreferrer');
    else if (to.kind === 'file') window.open(client.resources.address(to.name), '_blank', 'noopener');
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it hears the keys of the editor within.
    <div onKeyDownCapture={onKeyDownCapture} onKeyDown={onKeyDown}>
      <EditorPane
        ref={pane}
        start={start}
        value={writing.state.content}
        label={t('note-text')}
        placeholder={t('capture-placeholder')}
        vim={vim}
        completions={noteCompletions}
        onChange={writing.edit}
        onSave={writing.flush}
        onBlur={writing.flush}
        onOpenLink={open}
        onPasteFiles={add}
      />
      <div className="note-foot">
        <NoteFiles files={files} />
        <div className="flex min-h-10 items-center gap-2">
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
          <IconButton
            icon={Paperclip}
            label={t('add-files')}
            className="-ml-2"
            onClick={() => picker.current?.click()}
          />
          <div className="grow">
            <SaveState writing={writing} />
          </div>
          <Button onClick={onEnd}>
            {t('note-done')}
            <span className="hidden sm:inline">
              <Kbd keys="mod+Enter" />
            </span>
          </Button>
        </div>
      </div>
    </div>
  );
}
