import { useState } from 'react';
import { useTexts } from '../lib/i18n.ts';
import { keyNames, shortcuts, type Shortcut } from '../lib/shortcuts.ts';
import type { TextKey } from '../texts/en.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';

const ORDER: readonly TextKey[] = ['keys-everywhere', 'keys-write', 'keys-notes', 'keys-go'];
const rankOf = (group: TextKey): number => (ORDER.includes(group) ? ORDER.indexOf(group) : ORDER.length);

/** Every key that works on this page, to be looked through by what it does or by its name. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [all] = useState(() => shortcuts.get());
  const wanted = text.trim().toLowerCase();
  const fits = ({ keys, label, group }: Shortcut) =>
    [t(label), t(group), keyNames(keys).join(' '), keys].some((name) => name.toLowerCase().includes(wanted));
  // A key that a part of the page has taken over is named once.
  const each = new Map(all.map((one) => [`${one.keys}/${one.label}`, one]));
  const shown = [...each.values()].filter(fits).toSorted((a, b) => rankOf(a.group) - rankOf(b.group));
  const groups = Map.groupBy(shown, ({ group }) => group);
  return (
    <Dialog title={t('keys')} onClose={onClose} className="sm:w-[min(44rem,calc(100vw-4rem))]">
      <div className="px-6 pt-1 pb-6">
        <input
          type="search"
          aria-label={t('keys-filter')}
          placeholder={t('keys-filter')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="field mb-4"
        />
        <p role="status" className={shown.length > 0 ? 'sr-only' : 'text-margin text-faded'}>
          {shown.length > 0 ? wanted !== '' && t('keys-count', { count: shown.length }) : t('nothing-found')}
        </p>
        {/* As tall as all keys in two columns, so that it does not jump while one looks for one. */}
        <div className="gap-10 sm:min-h-64 sm:columns-2">
          {[...groups].map(([group, members]) => (
            <section key={group} className="mb-6 break-inside-avoid">
              <h3 className="mb-1 text-margin text-faded">{t(group)}</h3>
              <dl>
                {members.map(({ keys, label }) => (
                  <div
                    key={keys + label}
                    className="flex items-baseline justify-between gap-4 border-t border-hairline py-1.5 text-margin"
                  >
                    <dt>{t(label)}</dt>
                    <dd className="shrink-0">
                      <Kbd keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
