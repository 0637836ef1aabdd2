import { formatTime } from '../../domain/time.ts';
import type { Delivery, Webhook } from '../../domain/webhook.ts';
import type { JobView } from '../../services/jobs.ts';
import { presentEvent } from './webhook-events.ts';

export function webhook(hook: Webhook) {
  return {
    id: hook.id,
    creator: `users/${hook.userId}`,
    name: hook.name,
    url: hook.url,
    events: hook.events.map(presentEvent),
    active: hook.active,
    createTime: formatTime(hook.createdAt),
    updateTime: formatTime(hook.updatedAt),
  };
}

export function delivery(one: Delivery) {
  return {
    id: one.id,
    messageId: one.messageId,
    event: presentEvent(one.event),
    status: one.status,
    createTime: formatTime(one.createdAt),
    nextAttemptTime: timeOrNull(one.nextAttemptAt),
    finishTime: timeOrNull(one.finishedAt),
    attempts: one.attempts.map(({ at, durationMs, status, error, answer }) => ({
      time: formatTime(at),
      durationMs,
      status,
      error,
      answer,
    })),
  };
}

export function job(one: JobView) {
  return {
    id: one.id,
    kind: one.kind,
    lane: one.lane,
    status: one.running ? 'running' : one.status,
    attempts: one.attempts,
    runTime: formatTime(one.runAt),
    lastError: one.lastError,
    createTime: formatTime(one.createdAt),
    finishTime: timeOrNull(one.finishedAt),
  };
}

function timeOrNull(time: number | null): string | null {
  return time === null ? null : formatTime(time);
}
