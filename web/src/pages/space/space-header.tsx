import { Ellipsis, Globe, Link2, Lock, LogOut, PenLine, Trash2, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Space } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { copyText } from '../../lib/copy-text.ts';
import { useTexts } from '../../memories/texts/index.ts';
import type { MemoryKey } from '../../memories/texts/en.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { FavouriteButton } from '../../spaces/favourite-button.tsx';
import { dropSpace, placeSpace, spacePath } from '../../spaces/use-spaces.ts';
import { Button } from '../../ui/button.tsx';
import { confirm } from '../../ui/confirm.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { problemText } from '../../ui/problem.tsx';
import { say } from '../../ui/toasts.tsx';
import { Members, useMembers } from './members.tsx';
import { RenameSpace } from './rename-space.tsx';

type Shown = 'rename' | 'members' | null;

/** The name of a space, who may see it, and what can be done with it as a whole. */
export function SpaceHeader({ space }: { space: Space }) {
  const t = useTexts();
  const [shown, show] = useState<Shown>(null);
  const [, navigate] = useLocation();
  const { id, name, isPublic, accessType, permissions, owner } = space;
  const members = useMembers(space).data?.filter(({ status }) => status === 'accepted').length;
  const [left] = useState(() => Promise.withResolvers<void>());
  useEffect(() => () => left.resolve(), [left]);
  const close = () => show(null);
  const copy = () => copyText(location.origin + spacePath(id), t('link-copied'));

  async function ask(action: MemoryKey, text: MemoryKey, work: () => Promise<void>): Promise<void> {
    if (!(await confirm({ title: name, text: t(text), action: t(action) }))) return;
    await work().catch((error: unknown) => say(t('not-done', { reason: problemText(error, t) })));
  }
  const toggleVisibility = () =>
    isPublic
      ? ask('space-make-private', 'space-private-means', () => setPublic(false))
      : ask('space-make-public', 'space-public-means', () => setPublic(true));
  async function setPublic(next: boolean): Promise<void> {
    placeSpace(await client.spaces.update(id, { isPublic: next }));
    say(t(next ? 'space-now-public' : 'space-now-private'));
  }
  /** First away from the page, which would ask for what is not there any more. */
  async function go(work: () => Promise<unknown>, said: MemoryKey): Promise<void> {
    navigate('/spaces');
    await left.promise;
    await work();
    dropSpace(id);
    say(t(said, { name }));
  }
  const remove = () =>
    ask('space-delete', 'space-delete-text', () => go(() => client.spaces.remove(id), 'space-deleted'));
  const leave = () =>
    ask('space-leave', 'space-leave-text', () => go(() => client.spaces.reject(id), 'space-left'));

  const link: MenuItem = { text: t('space-copy'), icon: Link2, onSelect: () => void copy() };
  const ofOwner: MenuItem[] = [
    { text: t('space-members'), icon: UserPlus, onSelect: () => show('members') },
    { text: t('space-rename'), icon: PenLine, onSelect: () => show('rename') },
    {
      text: t(isPublic ? 'space-make-private' : 'space-make-public'),
      icon: isPublic ? Lock : Globe,
      onSelect: () => void toggleVisibility(),
    },
    link,
    'line',
    { text: t('space-delete'), icon: Trash2, danger: true, onSelect: () => void remove() },
  ];
  const ofMember: MenuItem[] = [
    link,
    'line',
    { text: t('space-leave'), icon: LogOut, onSelect: () => void leave() },
  ];
  const items = permissions.isOwner ? ofOwner : accessType === 'public' ? [link] : ofMember;
  const about = [
    !permissions.isOwner && t('space-by', { name: owner.name }),
    (accessType === 'read' || accessType === 'edit') && t(`space-may-${accessType}`),
  ].filter(Boolean);
  const Seen = isPublic ? Globe : Lock;

  return (
    <div className="space-head">
      <PageTitle title={name}>
        <div className="flex shrink-0 items-center">
          <FavouriteButton space={space} />
          <Menu icon={Ellipsis} label={t('space-more')} items={items} className="-mr-2" />
        </div>
      </PageTitle>
      <PageRow>
        <div className="mb-6 flex min-h-8 flex-wrap items-center gap-x-4 text-margin text-faded">
          <span
            className="inline-flex items-center gap-1"
            title={t(`space-${isPublic ? 'public' : 'private'}-text`)}
          >
            <Seen size={14} strokeWidth={1.5} aria-hidden />
            {t(isPublic ? 'space-public' : 'space-private')}
          </span>
          {about.length > 0 && <span>{about.join(' · ')}</span>}
          {permissions.isOwner && (
            <Button kind="quiet" className="-mx-3" onClick={() => show('members')}>
              {members === undefined || members === 0
                ? t('space-invite')
                : t('space-member-count', { count: members })}
            </Button>
          )}
        </div>
      </PageRow>
      {shown === 'rename' && <RenameSpace space={space} onClose={close} />}
      {shown === 'members' && <Members space={space} onClose={close} />}
    </div>
  );
}
