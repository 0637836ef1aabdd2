import { say } from '../ui/toasts.tsx';
import { t } from './i18n.ts';

/** Copies a text and says `done`, or that this browser does not let a page copy. */
export async function copyText(text: string, done: string): Promise<void> {
  const isCopied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  say(isCopied || copyByCommand(text) ? done : t('copy-failed'));
}

/** By plain HTTP a page has no clipboard, but most browsers let it answer to the command. */
function copyByCommand(text: string): boolean {
  let isCopied = false;
  const answer = (event: ClipboardEvent): void => {
    event.preventDefault();
    // Before those of the page, which may copy what is marked.
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    isCopied = event.clipboardData !== null;
  };
  document.addEventListener('copy', answer, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', answer, { capture: true });
  return isCopied;
}
