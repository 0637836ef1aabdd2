import { ClientError } from '../../../src/client/client-error.ts';
import { useTexts } from '../lib/i18n.ts';
import { Button } from './button.tsx';

/** What happened, and what to do: for what could not be read. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts();
  return (
    <div role="alert" className="my-4 border-l-2 border-rubric py-1 pl-4 text-ui">
      <p>{problemText(error, t)}</p>
      {onRetry && (
        <Button onClick={onRetry} className="mt-2">
          {t('try-again')}
        </Button>
      )}
    </div>
  );
}

/** A sentence for an error. */
export function problemText(error: unknown, t: ReturnType<typeof useTexts>): string {
  if (!(error instanceof ClientError)) return t('problem-unknown');
  if (error.code === 'NETWORK') return t('problem-network');
  return error.details[0]?.issue ?? error.message;
}
