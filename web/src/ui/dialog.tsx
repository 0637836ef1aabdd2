import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '../lib/i18n.ts';
import { classes } from './classes.ts';
import { IconButton } from './icon-button.tsx';

interface Props {
  title: string;
  /** Whether the title is shown, or only read out. */
  hideTitle?: boolean;
  onClose: () => void;
  children: ReactNode;
  className?: string;
}

/**
 * A dialog as long as it is in the tree. It is the browser's own: the rest of the page is out of reach, Escape closes
 * it, and the focus goes back. (Radix would put a style sheet into the page, which the policy forbids.)
 */
export function Dialog({ title, hideTitle = false, onClose, children, className }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    (shown?.querySelector<HTMLElement>('input, textarea, select') ?? shown)?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={classes(
        'floating rise outline-none w-[min(36rem,calc(100vw-2rem))] max-h-[calc(100dvh-4rem)] overflow-auto backdrop:bg-[#1d1b1866]',
        className,
      )}
    >
      <div className={hideTitle ? 'sr-only' : 'flex items-center justify-between gap-4 px-6 pt-4'}>
        <h2 id={id} className="text-ui font-semibold">
          {title}
        </h2>
        <IconButton icon={X} label={t('close')} onClick={onClose} className="-mr-2" />
      </div>
      {children}
    </dialog>
  );
}
