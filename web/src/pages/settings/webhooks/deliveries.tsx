import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Problem, problemText } from '../../../ui/problem.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { say } from '../../../ui/toasts.tsx';
import { settingsKeys } from '../keys.ts';
import { useSettingsTexts } from '../texts/index.ts';
import { DeliveryLine } from './delivery-line.tsx';

const PAGE = 20;
const LOOK_AGAIN_MS = 1500;

/** What was sent, the newest first; looked at again as long as something is on its way. */
export function Deliveries({ webhookId }: { webhookId: number }) {
  const t = useTexts();
  const s = useSettingsTexts();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: settingsKeys.deliveries(webhookId),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      client.webhooks.deliveries(
        webhookId,
        { limit: PAGE, ...(pageParam && { pageToken: pageParam }) },
        signal,
      ),
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.data.some(({ status }) => status === 'pending'))
        ? LOOK_AGAIN_MS
        : false,
  });
  async function retry(deliveryId: number): Promise<void> {
    try {
      await client.webhooks.retry(webhookId, deliveryId);
      say(s('delivery-retrying'));
    } catch (problem) {
      say(t('not-done', { reason: problemText(problem, t) }));
    }
    await refetch();
  }
  const deliveries = data?.pages.flatMap((page) => page.data);
  return (
    <div className="mt-4">
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {deliveries?.length === 0 && <p className="text-margin text-faded">{s('deliveries-none')}</p>}
      {deliveries && deliveries.length > 0 && (
        <ul
          aria-label={s('deliveries')}
          className="border-t border-hairline [&>li:last-child>div]:border-b-0"
        >
          {deliveries.map((delivery) => (
            <li key={delivery.id}>
              <DeliveryLine delivery={delivery} onRetry={() => void retry(delivery.id)} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button className="mt-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {s('deliveries-more')}
        </Button>
      )}
    </div>
  );
}
