import { useLayoutEffect, useRef } from 'react';
import type { TextKey } from '../texts/en.ts';
import { createSignal } from './signal.ts';

export interface Shortcut {
  /** As `mod+k`, `g t` (one after the other), `?`, `j`; `mod` is Command on a Mac and Control elsewhere. */
  keys: string;
  /** What it does, for the sheet and the palette. */
  label: TextKey;
  group: TextKey;
  run: () => void;
  /** Whether it works while something is written; with `mod` it does anyway. */
  whileTyping?: boolean;
}

/** All that works on the page that is shown. */
export const shortcuts = createSignal<readonly Shortcut[]>([]);

/**
 * Registers keys as long as the component is shown. Not by passive effects: while the next page is loaded, this one is hidden,
 * and its keys must not act on what nobody sees; and a page that is seen has its keys.
 */
export function useShortcut({ run, ...shortcut }: Shortcut, isActive = true): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  const { keys, label, group, whileTyping = false } = shortcut;
  useLayoutEffect(() => {
    if (!isActive) return;
    const entry: Shortcut = { keys, label, group, whileTyping, run: () => latest.current() };
    shortcuts.set((all) => [...all, entry]);
    return () => shortcuts.set((all) => all.filter((one) => one !== entry));
  }, [keys, label, group, whileTyping, isActive]);
}

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const SEQUENCE_MS = 1200;
let before: { key: string; at: number } | null = null;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const mod = IS_MAC ? event.metaKey : event.ctrlKey;
  if (!mod && (event.ctrlKey || event.metaKey)) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const key = `${mod ? 'mod+' : ''}${event.shiftKey && /^[a-z]$|^.{2,}$/.test(name) ? 'shift+' : ''}${name}`;
  // Inside of a shadow root, such as the editor's, the target is hidden from here.
  const typing = isTyping(event.composedPath()[0] ?? event.target);
  const sequence = before && event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${key}` : null;
  before = mod || typing ? null : { key, at: event.timeStamp };
  // A dialog has keys of its own; the last that was shown wins.
  if (document.querySelector('dialog[open]') && !mod) return;
  const fits = ({ keys, whileTyping }: Shortcut) =>
    (keys === sequence || keys === key) && (!typing || mod || whileTyping);
  const found =
    shortcuts.get().findLast((one) => one.keys === sequence && fits(one)) ?? shortcuts.get().findLast(fits);
  if (!found) return;
  event.preventDefault();
  before = null;
  found.run();
}

window.addEventListener('keydown', onKeyDown);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type)
  );
}

/** As it is shown: `mod+k` is `⌘ K` or `Ctrl K`. */
export function keyNames(keys: string): string[] {
  const names: Record<string, string> = {
    mod: IS_MAC ? '⌘' : 'Ctrl',
    shift: IS_MAC ? '⇧' : 'Shift',
    Enter: '↵',
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
  };
  return keys.split(/[+ ]/).map((key) => names[key] ?? key.toUpperCase());
}
