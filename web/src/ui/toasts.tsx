import { X } from 'lucide-react';
import { useEffect } from 'react';
import { t, useTexts } from '../lib/i18n.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { createSignal, useSignal } from '../lib/signal.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

interface Toast {
  id: number;
  text: string;
  /** Takes back what was done. */
  undo?: (() => void) | undefined;
}

const SHOWN_MS = 8000;
const toast = createSignal<Toast | null>(null);
let last = 0;

/** Says what happened, at the foot of the page; a second one takes the place of the first. */
export function say(text: string, undo?: () => void): void {
  toast.set({ id: ++last, text, undo });
}

const dismiss = (id: number): void => toast.set((now) => (now?.id === id ? null : now));

/** Where they are shown; once in the app. */
export function Toasts() {
  useTexts();
  const shown = useSignal(toast);
  const undo = () => {
    if (!shown?.undo) return;
    shown.undo();
    dismiss(shown.id);
  };
  useShortcut({ keys: 'z', label: 'undo', group: 'keys-notes', run: undo }, shown?.undo !== undefined);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => dismiss(shown.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex justify-center px-4 md:bottom-8"
    >
      {shown && (
        <div
          key={shown.id}
          className="rise pointer-events-auto flex items-center gap-2 rounded-lg bg-ink py-1 pr-1 pl-4 text-margin text-paper shadow-float"
        >
          <span>{shown.text}</span>
          {shown.undo && (
            <Button kind="quiet" onClick={undo} className="!text-paper underline hover:!bg-transparent">
              {t('undo')}
            </Button>
          )}
          <IconButton
            icon={X}
            label={t('close')}
            onClick={() => dismiss(shown.id)}
            className="!text-paper hover:!bg-transparent"
          />
        </div>
      )}
    </div>
  );
}
