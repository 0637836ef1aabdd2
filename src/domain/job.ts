import { HOUR, MINUTE, SECOND } from './time.ts';

/**
 * A job of a lane is `ready` when it is the lane's first unfinished one, else `queued` behind that: what shares a lane runs
 * in order, and lanes run side by side.
 */
export const JOB_STATUSES = ['queued', 'ready', 'done', 'failed'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export interface Job {
  id: number;
  kind: string;
  /** What is before the first `/` names a group, of which only a few run at once. */
  lane: string;
  payload: unknown;
  /** How often it was begun, this time included; a crash counts too. */
  attempts: number;
  createdAt: number;
}

/** What became of an attempt. */
export type JobOutcome =
  { result: 'done' } | { result: 'failed'; error: string } | { result: 'again'; at: number; error: string };

/** After how long what did not work is done again, where that may help. */
export const RETRY_PAUSES_MS = [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR];

/** When a process dies, its jobs are taken up again after this; one that lives renews its leases in time. */
export const LEASE_MS = 10 * SECOND;

/** `webhook:5` of `webhook:5/note:7`. */
export function groupOf(lane: string): string {
  return lane.split('/', 1)[0] ?? lane;
}
