import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { AccessType, Member, Space } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Problem, problemText } from '../../ui/problem.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Whom the owner has invited, and what they may do. */
export function useMembers(space: Space) {
  return useQuery({
    queryKey: keys.spaceMembers(space.id),
    queryFn: async ({ signal }) => (await client.spaces.members(space.id, signal)).members,
    enabled: space.permissions.isOwner,
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
}

export function Members({ space, onClose }: { space: Space; onClose: () => void }) {
  const t = useTexts();
  const members = useMembers(space);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');

  /** @returns whether it was done */
  async function attempt(work: () => Promise<unknown>, done = ''): Promise<boolean> {
    setProblem('');
    setSaid('');
    try {
      await work();
      setSaid(done);
      return true;
    } catch (error) {
      setProblem(t('not-done', { reason: problemText(error, t) }));
      return false;
    } finally {
      await queryClient.invalidateQueries({ queryKey: keys.spaceMembers(space.id) });
    }
  }

  return (
    <Dialog title={t('space-members')} onClose={onClose}>
      <div className="grid gap-4 px-6 pt-1 pb-6">
        <Invite
          onInvite={(email, accessType) =>
            attempt(
              () => client.spaces.invite(space.id, email, accessType),
              t('space-invited', { name: email }),
            )
          }
        />
        <p role="alert" className="text-margin text-rubric empty:hidden">
          {problem}
        </p>
        <p role="status" className="text-margin text-faded empty:hidden">
          {said}
        </p>
        {members.error && <Problem error={members.error} onRetry={() => void members.refetch()} />}
        {members.isPending && <Skeleton lines={2} />}
        {members.data && (
          <ul className="border-t border-hairline">
            {members.data.map((member) => (
              <MemberEntry
                key={member.email}
                member={member}
                onAccess={(accessType) =>
                  void attempt(() => client.spaces.setAccess(space.id, member.email, accessType))
                }
                onRemove={() =>
                  void attempt(
                    () => client.spaces.removeMember(space.id, member.email),
                    t('space-removed', { name: nameOf(member) }),
                  )
                }
              />
            ))}
            {members.data.length === 0 && <li className="pt-4 text-ui text-faded">{t('space-nobody')}</li>}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

const nameOf = ({ name, email }: Member): string => name ?? email;

function Invite({ onInvite }: { onInvite: (email: string, access: AccessType) => Promise<boolean> }) {
  const t = useTexts();
  const [email, setEmail] = useState('');
  const [access, setAccess] = useState<AccessType>('read');
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await onInvite(email.trim(), access)) setEmail('');
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-2">
      <Field
        label={t('space-email')}
        hint={t('space-invite-hint')}
        type="email"
        required
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div className="flex items-center justify-between gap-2">
        <RoleSelect label={t('space-role')} isNamed access={access} onChoose={setAccess} />
        <Button kind="main" type="submit" disabled={email.trim() === ''}>
          {t('space-invite')}
        </Button>
      </div>
    </form>
  );
}

interface RoleProps {
  label: string;
  isNamed?: boolean;
  access: AccessType;
  onChoose: (access: AccessType) => void;
}

function RoleSelect({ label, isNamed = false, access, onChoose }: RoleProps) {
  const t = useTexts();
  return (
    <Select
      label={label}
      showLabel={isNamed}
      value={access}
      options={(['read', 'edit'] as const).map((value) => ({ value, text: t(`space-role-${value}`) }))}
      onChoose={onChoose}
      className="-ml-3"
    />
  );
}

interface MemberProps {
  member: Member;
  onAccess: (access: AccessType) => void;
  onRemove: () => void;
}

function MemberEntry({ member, onAccess, onRemove }: MemberProps) {
  const t = useTexts();
  const { email, name, status, accessType } = member;
  const about = [
    name !== null && email,
    status === 'pending' && t('space-pending'),
    status === 'rejected' && t('space-declined'),
  ].filter(Boolean);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 border-b border-hairline py-2">
      <div className="min-w-0">
        <p className="text-ui font-medium wrap-anywhere">{nameOf(member)}</p>
        {about.length > 0 && <p className="text-margin text-faded wrap-anywhere">{about.join(' · ')}</p>}
      </div>
      <div className="flex items-center">
        {status !== 'rejected' && (
          <RoleSelect
            label={t('space-role-of', { name: nameOf(member) })}
            access={accessType}
            onChoose={onAccess}
          />
        )}
        <IconButton
          icon={Trash2}
          label={t('space-remove-of', { name: nameOf(member) })}
          onClick={onRemove}
          className="-mr-2"
        />
      </div>
    </li>
  );
}
