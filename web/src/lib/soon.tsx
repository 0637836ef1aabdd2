import { lazy, useEffect, type ComponentType } from 'react';
import type * as Parts from '../soon.ts';
import { attempt } from './attempt.ts';
import { moreTexts } from './i18n.ts';
import { createSignal, useSignal } from './signal.ts';

type Soon = typeof Parts;

const RETRY_MS = 3000;
const shown = Promise.withResolvers<void>();
const loaded = createSignal<Soon | undefined>(undefined);

/** Stands where the first page is complete: what was not needed to show it is asked for from now on. */
export function FirstPageIsThere(): null {
  useEffect(() => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => shown.resolve());
    else setTimeout(() => shown.resolve(), 200);
  }, []);
  return null;
}

async function load(): Promise<Soon> {
  const [parts] = await Promise.all([loaded.get() ?? import('../soon.ts'), moreTexts()]);
  loaded.set(parts);
  return parts;
}

/** Does at once what somebody has asked for, or as soon as what does it is there. */
export function withSoon(act: (parts: Soon) => unknown): void {
  void load().then(act, () => setTimeout(() => withSoon(act), RETRY_MS));
}

/** Does what can wait until the first page is there, and the browser has nothing better to do. */
export function afterFirstPage(act: (parts: Soon) => unknown): void {
  void shown.promise.then(() => withSoon(act));
}

/** What comes after the first page, as soon as it is there. */
export const useSoon = (): Soon | undefined => useSignal(loaded);

afterFirstPage(() => {});

/** As the function of React, for a component that is loaded with its texts when it is first drawn. */
// oxlint-disable-next-line typescript/no-explicit-any
export const lazily = <T extends ComponentType<any>>(component: () => Promise<{ default: T }>) =>
  lazy(() => attempt(async () => (await Promise.all([component(), moreTexts()]))[0]));
