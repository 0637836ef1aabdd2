/** The names of what the settings cache. */
export const settingsKeys = {
  sessions: ['sessions'] as const,
  tokens: ['access-tokens'] as const,
  webhooks: ['webhooks'] as const,
  deliveries: (id: number) => ['webhooks', id, 'deliveries'] as const,
  vault: ['vault'] as const,
  saving: ['preferences'] as const,
  members: ['users'] as const,
  jobs: ['jobs'] as const,
};
