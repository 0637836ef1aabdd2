import { useTexts } from '../lib/i18n.ts';
import { tokensOf } from '../pages/search/query/edit-query.ts';

/** Examples of all that the language of searches has, each written into the field by a click. */
const HINTS = ['#', 'is:pinned', 'has:link', 'has:file', 'has:task', 'has:code', 'after:7d', 'before:52w'];

export function FilterHints({ text, onWrite }: { text: string; onWrite: (text: string) => void }) {
  const t = useTexts();
  const write = (token: string) => {
    const before = text.trim() === '' ? '' : `${text.trimEnd()} `;
    onWrite(`${before}${token}${token === '#' ? '' : ' '}`);
  };
  const used = tokensOf(text);
  return (
    <div role="group" aria-label={t('search-narrow')} className="palette-hints">
      {HINTS.filter((token) => !used.includes(token)).map((token) => (
        <button key={token} type="button" onClick={() => write(token)} className="palette-hint">
          {token === '#' ? t('search-hint-tag') : token}
        </button>
      ))}
    </div>
  );
}
