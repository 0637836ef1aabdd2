import { useTexts } from '../../lib/i18n.ts';
import type { TextKey } from '../../texts/en.ts';
import { Dialog } from '../../ui/dialog.tsx';

/** The language of searches, line by line as docs/api-memos.md has it. */
const LINES: readonly [examples: string[], text: TextKey][] = [
  [['meeting notes'], 'search-l-words'],
  [['"meeting notes"'], 'search-l-phrase'],
  [['meeting -monday', 'meeting !monday'], 'search-l-not'],
  [['tea|coffee'], 'search-l-or'],
  [['doc*'], 'search-l-beginning'],
  [['"design doc"*'], 'search-l-phrase-beginning'],
  [['#work', 'tag:work/alpha'], 'search-l-tag'],
  [['-tag:work'], 'search-l-not-tag'],
  [['is:pinned'], 'search-l-pinned'],
  [['has:link'], 'search-l-link'],
  [['has:task', 'has:code'], 'search-l-task'],
  [['has:file'], 'search-l-file'],
  [['after:2025-01-31', 'after:7d', 'after:12h', 'after:2w'], 'search-l-after'],
  [['before:2025-02-01'], 'search-l-before'],
];

/** Explains the language; a click on an example searches for it. */
export function LanguageSheet({ onTry, onClose }: { onTry: (q: string) => void; onClose: () => void }) {
  const t = useTexts();
  return (
    <Dialog title={t('search-how')} onClose={onClose}>
      <div className="px-6 pt-2 pb-6">
        <dl className="text-margin">
          {LINES.map(([examples, text]) => (
            <div
              key={text}
              className="grid gap-x-6 gap-y-1 border-t border-hairline py-2 sm:grid-cols-[13rem_1fr]"
            >
              <dt className="flex flex-wrap gap-x-4 gap-y-1">
                {examples.map((example) => (
                  <button
                    key={example}
                    type="button"
                    aria-label={t('search-try', { query: example })}
                    onClick={() => onTry(example)}
                    className="min-h-6 font-mono text-rubric hover:underline"
                  >
                    {example}
                  </button>
                ))}
              </dt>
              <dd className="min-h-6 content-center">{t(text)}</dd>
            </div>
          ))}
        </dl>
        <p className="border-t border-hairline pt-3 text-margin text-faded">{t('search-l-rest')}</p>
      </div>
    </Dialog>
  );
}
