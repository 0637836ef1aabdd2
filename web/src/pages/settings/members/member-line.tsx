import { Ellipsis } from 'lucide-react';
import type { User } from '../../../../../src/client/index.ts';
import { dayKey, formatDate } from '../../../lib/dates.ts';
import { Menu } from '../../../ui/menu.tsx';
import { Initials } from '../parts/initials.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { useMemberMenu } from './use-member-menu.ts';

export function MemberLine({ user, me, onChange }: { user: User; me: User; onChange: () => void }) {
  const s = useSettingsTexts();
  const items = useMemberMenu(user, me, onChange);
  const isArchived = user.rowStatus === 'ARCHIVED';
  return (
    <div className="flex min-h-16 items-center gap-3 border-b border-hairline py-3">
      <Initials user={user} />
      <div className="min-w-0 grow">
        <p className="truncate text-ui">
          {user.nickname || user.username}
          {user.id === me.id && <span className="ml-3 text-margin text-rubric">{s('members-you')}</span>}
          {isArchived && <span className="ml-3 text-margin text-rubric">{s('members-archived')}</span>}
        </p>
        <p className="text-margin break-words text-faded">
          {user.username}, {s(`role-${user.role}`)}
          {user.email && `, ${user.email}`},{' '}
          {s('members-since', { date: formatDate(dayKey(user.createTime)) })}
        </p>
      </div>
      {items.length > 0 && <Menu icon={Ellipsis} label={`${s('actions')}: ${user.username}`} items={items} />}
    </div>
  );
}
