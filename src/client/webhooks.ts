import type { Delivery, Page, Webhook } from './types.ts';
import type { Transport } from './transport.ts';

export interface NewWebhook {
  name: string;
  url: string;
  events: string[];
  /** Signs the deliveries; one is made up where it is missing. */
  secret?: string | undefined;
  active?: boolean | undefined;
}

export function createWebhooks({ json }: Transport) {
  const at = (id: number) => `/api/v1/webhooks/${id}`;
  return {
    list: (signal?: AbortSignal) => json<{ data: Webhook[] }>('GET', '/api/v1/webhooks', { signal }),
    /** `secret` is shown now and never again. */
    create: (webhook: NewWebhook) =>
      json<Webhook & { secret: string }>('POST', '/api/v1/webhooks', { body: webhook }),
    get: (id: number) => json<Webhook>('GET', at(id)),
    update: (id: number, patch: Partial<NewWebhook>) => json<Webhook>('PATCH', at(id), { body: patch }),
    remove: (id: number) => json<object>('DELETE', at(id)),
    test: (id: number) => json<Delivery>('POST', `${at(id)}/test`),
    deliveries: (
      id: number,
      query: { limit?: number; pageToken?: string | undefined } = {},
      signal?: AbortSignal,
    ) => json<Page<Delivery>>('GET', `${at(id)}/deliveries`, { query, signal }),
    retry: (id: number, deliveryId: number) =>
      json<Delivery>('POST', `${at(id)}/deliveries/${deliveryId}/retry`),
  };
}
