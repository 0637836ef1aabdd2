import { useTexts } from '../lib/i18n.ts';
import type { TextKey } from '../texts/en.ts';
import { Kbd } from '../ui/kbd.tsx';

const KEYS: readonly [keys: string, text: TextKey][] = [
  ['ArrowUp ArrowDown', 'palette-choose'],
  ['Enter', 'open'],
  ['mod+Enter', 'palette-new-tab'],
  ['>', 'palette-only-commands'],
  ['Escape', 'close'],
];

/** What the keys do here; where there are no keys, it is not shown. */
export function KeyHints() {
  const t = useTexts();
  return (
    <ul className="palette-keys">
      {KEYS.map(([keys, text]) => (
        <li key={keys} className="flex items-center gap-2">
          <Kbd keys={keys} />
          {t(text)}
        </li>
      ))}
    </ul>
  );
}
