import type { Delivery } from '../../../../../src/client/index.ts';
import { formatDateTime } from '../../../lib/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ago } from '../parts/ago.ts';
import { useSettingsTexts } from '../texts/index.ts';
import { isKnownEvent } from './events.ts';

/** One delivery; what was answered, attempt by attempt, is there for who opens it. */
export function DeliveryLine({ delivery, onRetry }: { delivery: Delivery; onRetry: () => void }) {
  const s = useSettingsTexts();
  const { event, status, createTime, nextAttemptTime, attempts } = delivery;
  return (
    <div className="border-b border-hairline py-2 text-margin">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <details className="min-w-0 grow basis-60">
          <summary className="min-h-8 py-1.5">
            {isKnownEvent(event) ? s(`event-${event}`) : event},{' '}
            <time dateTime={createTime} className="text-faded">
              {formatDateTime(createTime)}
            </time>
          </summary>
          <ol className="mb-2 grid gap-1 pl-4 text-faded">
            {attempts.map((attempt) => (
              <li key={attempt.time}>
                <time dateTime={attempt.time}>{formatDateTime(attempt.time)}</time>, {attempt.status ?? '–'},{' '}
                {attempt.durationMs} ms
                {attempt.error && <span className="text-rubric">; {attempt.error}</span>}
                {attempt.answer && (
                  <pre className="mt-1 font-mono break-words whitespace-pre-wrap">{attempt.answer}</pre>
                )}
              </li>
            ))}
          </ol>
        </details>
        <span className={classes(status === 'failed' ? 'text-rubric' : 'text-faded')}>
          {s(`delivery-${status}`)}
          {attempts.length > 1 && `, ${s('delivery-attempts', { count: attempts.length })}`}
          {status === 'pending' &&
            nextAttemptTime &&
            attempts.length > 0 &&
            `, ${s('delivery-next', { ago: ago(nextAttemptTime) })}`}
        </span>
        {/* A test has one attempt, and is made anew rather than sent again. */}
        {status !== 'delivered' && event !== 'webhook.test' && (
          <Button onClick={onRetry}>{s('delivery-retry')}</Button>
        )}
      </div>
    </div>
  );
}
