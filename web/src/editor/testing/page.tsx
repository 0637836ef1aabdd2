import { createRef, Suspense } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Diff, Editor, type EditorHandle, type EditorProps } from '../index.ts';

/** What the browser tests steer: an editor or a comparison, and what they told the app. */
const root = createRoot(document.querySelector('#page')!);
const events: string[] = [];
const handle = createRef<EditorHandle>();
let value = '';

function write(content: string, more: Partial<EditorProps> = {}): void {
  value = content;
  flushSync(() =>
    root.render(
      <Suspense fallback="…">
        <Editor
          key={Math.random()}
          ref={handle}
          label="Note"
          value={content}
          placeholder="Write a note"
          onChange={(next) => (value = next)}
          onSave={() => events.push('save')}
          onOpenLink={(destination) => events.push(`open ${destination}`)}
          onPasteFiles={(files) => Promise.resolve(`![${files[0]!.name}](/api/v1/resources/12)`)}
          completions={{
            tags: (prefix) =>
              Promise.resolve(['work', 'work/alpha', 'words'].filter((tag) => tag.startsWith(prefix))),
            notes: (query) =>
              Promise.resolve([{ title: `A note on ${query || 'nothing'}`, filename: '64214a1d.md' }]),
          }}
          {...more}
        />
      </Suspense>,
    ),
  );
}

function showDiff(before: string, after: string): void {
  root.render(
    <Suspense fallback="…">
      <Diff before={before} after={after} />
    </Suspense>,
  );
}

Object.assign(window, { testing: { write, showDiff, events, handle, value: () => value } });
document.documentElement.dataset['ready'] = '';
