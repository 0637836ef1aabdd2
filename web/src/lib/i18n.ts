import type { TextKey, Texts } from '../texts/en.ts';
import { firstEn } from '../texts/first-en.ts';
import { device } from './device.ts';
import { createSignal, useSignal } from './signal.ts';

export type Language = 'en' | 'de';
export type Params = Record<string, string | number>;
export const LANGUAGES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The texts of the first page come with it, all others with what needs them: see `moreTexts`. */
const TEXTS = {
  en: {
    first: async () => firstEn,
    more: async () => (await import('../texts/en.ts')).en,
  },
  de: {
    first: async () => (await import('../texts/first-de.ts')).firstDe,
    more: async () => (await import('../texts/de.ts')).de,
  },
};
const catalogue = createSignal<{ language: Language; texts: Partial<Texts> }>({
  language: 'en',
  texts: { ...firstEn },
});
let more: Promise<void> | undefined;
/** Whether a text was asked for before it was there: then all that is shown is drawn anew with it. */
let isMissing = false;

/**
 * The text of this name. `{name}` is replaced by a parameter; of `{n|one|many}` the form that fits the number `n`.
 * Components that are not drawn anew by something else call `useTexts` to follow a change of language.
 */
export function t(key: TextKey, params: Params = {}): string {
  const text = catalogue.get().texts[key];
  if (text === undefined) isMissing = true;
  return fill(text ?? '', params);
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => {
    const value = params[name] ?? '';
    if (one === undefined) return typeof value === 'number' ? formatNumber(value) : value;
    return (value === 1 ? one : many).replace('#', formatNumber(Number(value)));
  });
}

/** The hook for the texts of a page that is loaded when it is opened: they come with it, in every language. */
export function pageTexts<Key extends string>(texts: Record<Language, Readonly<Record<Key, string>>>) {
  const tell = (key: Key, params: Params = {}): string => fill(texts[language()][key], params);
  return function usePageTexts(): typeof tell {
    useSignal(catalogue);
    return tell;
  };
}

export function useTexts(): typeof t {
  useSignal(catalogue);
  return t;
}

export function language(): Language {
  return catalogue.get().language;
}

/** For dates and numbers: the reader's own region where it is one of this language. */
export function locale(): string {
  const chosen = language();
  return navigator.languages.find((name) => name.startsWith(chosen)) ?? chosen;
}

const formatNumber = (value: number): string => new Intl.NumberFormat(locale()).format(value);

/** Null: as the browser prefers. */
export function chosenLanguage(): Language | null {
  const chosen = device.read('language');
  return chosen === 'en' || chosen === 'de' ? chosen : null;
}

export async function chooseLanguage(chosen: Language | null): Promise<void> {
  device.write('language', chosen);
  await loadLanguage();
}

export async function loadLanguage(): Promise<void> {
  const preferred = navigator.languages.find((name) => /^(en|de)\b/.test(name))?.slice(0, 2) as Language;
  const wanted = chosenLanguage() ?? preferred ?? 'en';
  const load = TEXTS[wanted];
  const [first, rest] = await Promise.all([load.first(), more && load.more()]);
  document.documentElement.lang = wanted;
  catalogue.set({ language: wanted, texts: { ...first, ...rest } });
}

/** The texts of everything but the first page. What is loaded later waits for them: see later.tsx. */
export function moreTexts(): Promise<void> {
  return (more ??= addMore().catch((error: unknown) => {
    more = undefined;
    throw error;
  }));
}

async function addMore(): Promise<void> {
  const { language: before } = catalogue.get();
  const rest = await TEXTS[before].more();
  const { language: now, texts } = catalogue.get();
  // Another one was chosen meanwhile.
  if (now !== before) return addMore();
  Object.assign(texts, rest);
  if (isMissing) catalogue.set({ language: now, texts });
}
