import type { Generated, Selectable } from 'kysely';
import type { EventName } from '../domain/events.ts';
import type { JobStatus } from '../domain/job.ts';
import type { DeliveryStatus } from '../domain/webhook.ts';
import type { Bit } from './schema.ts';

export interface JobsTable {
  id: Generated<number>;
  kind: string;
  lane: string;
  payload_json: string;
  status: JobStatus;
  /** How often it was begun; a crash in between counts too. */
  attempts: number;
  /** While it is leased: when the lease ends. */
  run_at: number;
  lease_until: number | null;
  lease_owner: string | null;
  last_error: string | null;
  created_at: number;
  finished_at: number | null;
}

export interface WebhooksTable {
  id: Generated<number>;
  user_id: number;
  name: string;
  url: string;
  events_json: string;
  /** In clear: deliveries are signed with it. */
  secret: string;
  active: Bit;
  created_at: number;
  updated_at: number;
}

export interface WebhookDeliveriesTable {
  id: Generated<number>;
  webhook_id: number;
  /** The `webhook-id` header, the same in every attempt. */
  message_id: string;
  event: EventName | 'test';
  lane: string;
  /** What happened, as it was then; null once it has arrived. */
  snapshot_json: string | null;
  status: DeliveryStatus;
  attempts_json: string;
  job_id: number | null;
  next_attempt_at: number | null;
  created_at: number;
  finished_at: number | null;
}

export type JobRow = Selectable<JobsTable>;
export type WebhookRow = Selectable<WebhooksTable>;
export type WebhookDeliveryRow = Selectable<WebhookDeliveriesTable>;
