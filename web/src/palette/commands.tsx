import {
  Archive,
  Command,
  Globe,
  Languages,
  LogOut,
  PenLine,
  Search,
  Settings,
  SunMoon,
  Trash2,
} from 'lucide-react';
import { PLACES } from '../app/navigation.ts';
import { captureAsked } from '../lib/capture-focus.ts';
import { chosenLanguage, LANGUAGES, type t as T } from '../lib/i18n.ts';
import { prefer } from '../lib/preferences.ts';
import { searchPath } from '../lib/saved-searches.ts';
import type { Shortcut } from '../lib/shortcuts.ts';
import { signOut } from '../lib/sign-out.ts';
import { theme, type Theme } from '../lib/theme.ts';
import { SAVED_PAGES } from '../pages/search/query/saved-page.ts';
import { Kbd } from '../ui/kbd.tsx';
import type { Item } from './items.ts';

export interface Command extends Item {
  /** What it is found by. */
  name: string;
}

const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** All that can be done from anywhere, and every key of the page below. */
export function commandsOf(
  t: typeof T,
  navigate: (path: string) => void,
  shortcuts: readonly Shortcut[],
): Command[] {
  const command = (key: string, name: string, rest: Omit<Command, 'key' | 'name' | 'text'>): Command => ({
    key: `command/${key}`,
    name,
    text: name,
    ...rest,
  });
  const newNote = () => {
    navigate('/');
    captureAsked.set((count) => count + 1);
  };
  const places = PLACES.map(({ path, text, icon, keys }) =>
    command(path, t(text), { icon, href: path, side: <Kbd keys={keys} /> }),
  );
  const languages = [null, ...(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])]
    .filter((code) => code !== chosenLanguage())
    .map((code) =>
      command(
        `language/${code}`,
        t('palette-language', { name: code ? LANGUAGES[code] : t('as-the-browser') }),
        { icon: Languages, run: () => void prefer('language', code) },
      ),
    );
  const themes = THEMES.filter((name) => name !== theme.get()).map((name) =>
    command(`theme/${name}`, t('palette-theme', { name: t(`theme-${name}`) }), {
      icon: SunMoon,
      run: () => void prefer('theme', name === 'system' ? null : name),
    }),
  );
  const own = [
    command('new', t('palette-new-note'), { icon: PenLine, run: newNote }),
    ...places,
    command('/archive', t('archive'), { icon: Archive, href: '/archive' }),
    command('/trash', t('trash'), { icon: Trash2, href: '/trash' }),
    command('/settings', t('settings'), { icon: Settings, href: '/settings' }),
    command('/search', t('palette-search-page'), { icon: Search, href: '/search' }),
    command('saved-pages', t('palette-saved-pages'), {
      icon: Globe,
      href: searchPath({ q: '', in: SAVED_PAGES }),
    }),
    command('how', t('search-how'), { icon: Search, href: '/search?how' }),
    ...themes,
    ...languages,
    command('sign-out', t('sign-out'), { icon: LogOut, run: () => void signOut() }),
  ];
  const keyed = shortcuts
    .filter(({ keys, group }) => keys !== 'mod+k' && group !== 'keys-go')
    .map(({ keys, label, run }) =>
      command(`key/${keys}/${label}`, t(label), { icon: Command, run, side: <Kbd keys={keys} /> }),
    );
  return [...new Map([...own, ...keyed].map((one) => [one.key, one])).values()];
}
