import type { Memo, RowStatus, Visibility } from '../../../src/client/index.ts';
import { addDays, startOfDay } from './dates.ts';

export type MemoKind = 'link' | 'task' | 'code' | 'file';

/** What a list of memos shows; what is undefined does not matter. */
export interface MemoFilter {
  status: RowStatus;
  /** `users/<id>` */
  creator?: string | undefined;
  tag?: string | undefined;
  visibility?: Visibility | undefined;
  /** Days as `2026-11-22`, both included. */
  from?: string | undefined;
  to?: string | undefined;
  pinned?: true | undefined;
  kind?: MemoKind | undefined;
}

/** Only a search knows these; the list does not. */
export const needsSearch = ({ pinned, kind }: MemoFilter): boolean => Boolean(pinned || kind);

export const fromTime = ({ from }: MemoFilter): string | undefined => from && startOfDay(from).toISOString();

/** The first moment that is too late: the server does not include it. */
export const toTime = ({ to }: MemoFilter): string | undefined =>
  to && startOfDay(addDays(to, 1)).toISOString();

/** Whether the server would show this memo in this list; of kinds only the server knows, so `null` there. */
export function matches(memo: Memo, filter: MemoFilter): boolean | null {
  const { status, creator, tag, visibility, pinned, kind } = filter;
  if (memo.rowStatus !== status) return false;
  if (creator && memo.creator !== creator) return false;
  if (visibility && memo.visibility !== visibility) return false;
  if (pinned && !memo.pinned) return false;
  if (tag && !memo.tags.some((one) => isWithin(one, tag))) return false;
  const time = Date.parse(memo.createTime);
  const [from, to] = [fromTime(filter), toTime(filter)];
  if ((from && time < Date.parse(from)) || (to && time >= Date.parse(to))) return false;
  if (kind === 'file') return memo.resources.length > 0;
  return kind ? null : true;
}

/** `work/alpha` is within `work`. */
export function isWithin(tag: string, parent: string): boolean {
  const [one, other] = [tag.toLowerCase(), parent.toLowerCase()];
  return one === other || one.startsWith(`${other}/`);
}

/** The order of the list: pinned first where it says so, newest first within. */
export function compareMemos(a: Memo, b: Memo, pinnedFirst: boolean): number {
  if (pinnedFirst && a.pinned !== b.pinned) return a.pinned ? -1 : 1;
  return Date.parse(b.createTime) - Date.parse(a.createTime) || b.id - a.id;
}
