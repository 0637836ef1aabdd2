import { Trash2 } from 'lucide-react';
import type { User, UserPatch } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import type { MenuItem } from '../../../ui/menu.tsx';
import { problemText } from '../../../ui/problem.tsx';
import { say } from '../../../ui/toasts.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** What the caller may do with an account: roles and status are the host's, who is nobody's. */
export function useMemberMenu(user: User, me: User, onChange: () => void): MenuItem[] {
  const t = useTexts();
  const s = useSettingsTexts();
  const name = user.username;

  async function attempt(work: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await work();
      say(done);
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
    }
    onChange();
  }
  const update = (patch: UserPatch, done: string) =>
    void attempt(() => client.users.update(user.id, patch), done);

  async function remove(): Promise<void> {
    const title = s('members-delete-title', { name });
    if (!(await confirm({ title, text: s('members-delete-text'), action: s('members-delete') }))) return;
    await attempt(() => client.users.remove(user.id), s('members-deleted', { name }));
  }

  if (user.id === me.id || user.role === 'HOST') return [];
  const deletion: MenuItem = {
    text: s('members-delete'),
    icon: Trash2,
    danger: true,
    onSelect: () => void remove(),
  };
  if (me.role !== 'HOST') return user.role === 'USER' ? [deletion] : [];
  const otherRole = user.role === 'USER' ? 'ADMIN' : 'USER';
  const role = s(`role-${otherRole}`);
  const isArchived = user.rowStatus === 'ARCHIVED';
  return [
    {
      text: s('members-make', { role }),
      onSelect: () => update({ role: otherRole }, s('members-role-now', { name, role })),
    },
    isArchived
      ? {
          text: s('members-restore'),
          onSelect: () => update({ rowStatus: 'NORMAL' }, s('members-restored', { name })),
        }
      : {
          text: s('members-archive'),
          onSelect: () => update({ rowStatus: 'ARCHIVED' }, s('members-archived-now', { name })),
        },
    'line',
    deletion,
  ];
}
