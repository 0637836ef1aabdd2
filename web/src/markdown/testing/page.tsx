import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Markdown, outlineOf, toggleTask, type MarkdownProps } from '../index.ts';
import { noteNodes } from '../note-cache.ts';
import { safeFragment } from '../sanitize.ts';

/** What the browser tests steer. Nothing of the app is here but the parts under test. */
const root = createRoot(document.querySelector('#page')!);

function show(content: string, more: Partial<MarkdownProps> = {}): void {
  flushSync(() =>
    root.render(
      <Markdown
        content={content}
        note={{ id: 1, filename: '64214a1d.md' }}
        resolveLink={(filename) => (filename === '64214a1d.md' ? '/notes/64214a1d' : null)}
        onToggleTask={(index) => {
          events.push(`task ${index}`);
          show(toggleTask(content, index), more);
        }}
        onTag={(tag) => events.push(`tag ${tag}`)}
        onDangling={(filename) => events.push(`dangling ${filename}`)}
        onOpenNote={(href) => events.push(`open ${href}`)}
        {...more}
      />,
    ),
  );
}

function showMany(contents: string[]): number {
  const began = performance.now();
  flushSync(() =>
    root.render(
      contents.map((content, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the list never changes.
        <Markdown key={index} content={content} note={{ id: index, filename: '' }} variant="timeline" />
      )),
    ),
  );
  return performance.now() - began;
}

/** What is left of some HTML behind the second wall, where a script that it has would run. */
function wall(html: string): void {
  flushSync(() => root.render(<div ref={(place) => place?.replaceChildren(safeFragment(html))} />));
}

const events: string[] = [];
Object.assign(window, { testing: { show, showMany, wall, events, outlineOf, noteNodes } });
document.documentElement.dataset['ready'] = '';
