import { en, type TextKey, type Texts } from '../texts/en.ts';
import { device } from './device.ts';
import { createSignal, useSignal } from './signal.ts';

export type Language = 'en' | 'de';
export type Params = Record<string, string | number>;
export const LANGUAGES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

const catalogue = createSignal<{ language: Language; texts: Texts }>({ language: 'en', texts: en });

/**
 * The text of this name. `{name}` is replaced by a parameter; of `{n|one|many}` the form that fits the number `n`.
 * Components that are not drawn anew by something else call `useTexts` to follow a change of language.
 */
export function t(key: TextKey, params: Params = {}): string {
  return fill(catalogue.get().texts[key], params);
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
  const texts = wanted === 'de' ? (await import('../texts/de.ts')).de : en;
  document.documentElement.lang = wanted;
  catalogue.set({ language: wanted, texts });
}
