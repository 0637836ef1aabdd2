import type { Delivery } from '../../../../../src/client/index.ts';
import { useSettingsTexts } from '../texts/index.ts';

/** What came of a test: status, time and the beginning of the answer, or why it failed. */
export function TestAnswer({ test }: { test: Delivery | 'waits' | null }) {
  const s = useSettingsTexts();
  const attempt = test === null || test === 'waits' ? undefined : test.attempts.at(-1);
  return (
    <div role="status" className="text-margin">
      {test === 'waits' && <p className="mt-3 text-faded">{s('webhooks-testing')}</p>}
      {attempt && (
        <div className="mt-3">
          {attempt.error === null ? (
            <p>{s('webhooks-test-good', { status: String(attempt.status), ms: attempt.durationMs })}</p>
          ) : (
            <p className="text-rubric">{s('webhooks-test-bad', { reason: attempt.error })}</p>
          )}
          {attempt.answer && (
            <pre
              tabIndex={0}
              aria-label={s('webhooks-answer')}
              className="mt-2 max-h-40 overflow-auto rounded border border-hairline bg-sunk px-3 py-2 font-mono text-margin whitespace-pre-wrap"
            >
              {attempt.answer}
            </pre>
          )}
        </div>
      )}
    </div>
  );
}
