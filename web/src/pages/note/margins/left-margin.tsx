import { useQuery } from '@tanstack/react-query';
import { Globe, Lock, Pin, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Memo } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { dayKey, formatDate, formatDateTime, formatTime } from '../../../lib/dates.ts';
import { useTexts } from '../../../lib/i18n.ts';

const SEEN = { PRIVATE: Lock, PROTECTED: Users, PUBLIC: Globe };

/** When, what, and who may see it. */
export function LeftMargin({ memo, author }: { memo: Memo; author?: string | undefined }) {
  const t = useTexts();
  const Seen = SEEN[memo.visibility];
  return (
    <ul aria-label={t('note-about')} className="note-about">
      <li>
        <time dateTime={memo.createTime} title={formatDateTime(memo.createTime)}>
          {formatDate(dayKey(memo.createTime))}
        </time>
      </li>
      <li className="tabular-nums">{formatTime(memo.createTime)}</li>
      {author && <li>{author}</li>}
      <Iconic icon={<Seen size={14} strokeWidth={1.5} aria-hidden />}>
        {t(`visibility-${memo.visibility}`)}
      </Iconic>
      {memo.pinned && <Iconic icon={<Pin size={14} strokeWidth={1.5} aria-hidden />}>{t('pinned')}</Iconic>}
      {memo.rowStatus !== 'NORMAL' && (
        <li className="text-rubric">{t(memo.rowStatus === 'TRASHED' ? 'trash' : 'archive')}</li>
      )}
      {memo.updateTime !== memo.createTime && (
        <li>
          <time dateTime={memo.updateTime} title={formatDateTime(memo.updateTime)}>
            {t('note-changed', { time: changed(memo.updateTime) })}
          </time>
        </li>
      )}
    </ul>
  );
}

const changed = (iso: string): string =>
  dayKey(iso) === dayKey(new Date()) ? formatTime(iso) : formatDate(dayKey(iso));

function Iconic({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5 sm:justify-end">
      {icon}
      {children}
    </li>
  );
}

/** The name of who wrote it, for readers who are signed in. */
export function useAuthor(memo: Memo, isOwn: boolean): string | undefined {
  const { data } = useQuery({
    queryKey: ['user', memo.creator],
    queryFn: () => client.users.get(memo.creator.replace('users/', '')),
    enabled: !isOwn,
    staleTime: Infinity,
  });
  return data && (data.nickname || data.username);
}
