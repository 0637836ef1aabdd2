import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { say } from '../../../ui/toasts.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** Something to be taken along: shown whole, in type in which no letter looks like another. */
export function Copyable({ text, name }: { text: string; name: string }) {
  const isLong = text.includes('\n');
  return (
    <div className="flex items-start gap-2 rounded border border-hairline bg-sunk py-1 pr-1 pl-3">
      <code
        tabIndex={0}
        aria-label={name}
        className={classes(
          'min-w-0 grow self-center py-1 font-mono text-margin select-all [font-variant-ligatures:none]',
          isLong ? 'overflow-x-auto whitespace-pre' : 'break-all whitespace-pre-wrap',
        )}
      >
        {text}
      </code>
      <CopyButton text={text} name={name} />
    </div>
  );
}

const SHOWN_MS = 2000;

function CopyButton({ text, name }: { text: string; name: string }) {
  const s = useSettingsTexts();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  // Without TLS browsers have no clipboard for pages.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      say(s('copy-failed'));
    }
  };
  const Icon = isCopied ? Check : CopyIcon;
  return (
    <Button kind="quiet" aria-label={s('copy-name', { name })} onClick={() => void copy()}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <span role="status">{s(isCopied ? 'copied' : 'copy')}</span>
    </Button>
  );
}
