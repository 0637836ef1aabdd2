/** What a webhook can be told; the last ones are for administrators. */
export const EVENTS = ['memo.created', 'memo.updated', 'memo.deleted', 'resource.uploaded'] as const;
export const USER_EVENTS = ['user.created', 'user.updated'] as const;

export type EventName = (typeof EVENTS)[number] | (typeof USER_EVENTS)[number];

const KNOWN: readonly string[] = [...EVENTS, ...USER_EVENTS, 'webhook.test'];

export const isKnownEvent = (name: string): name is EventName | 'webhook.test' => KNOWN.includes(name);
