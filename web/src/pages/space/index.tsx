import { Suspense } from 'react';
import { useParams } from 'wouter';
import type { Memory } from '../../../../src/client/index.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { InvitationRow } from '../../spaces/invitation-row.tsx';
import { SpaceRefused } from '../../spaces/space-refused.tsx';
import { refusalOf, useInvitations, useSpace } from '../../spaces/use-spaces.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AddLine } from './add-line.tsx';
import { EntryMenu } from './entry-menu.tsx';
import { SpaceHeader } from './space-header.tsx';
import { SpaceList } from './space-list.tsx';
import './space.css';

/** A space, and what it holds. Its address may end in words for people: `1a2b…---our-kitchen`. */
export default function SpacePage() {
  const { id = '' } = useParams<{ id: string }>();
  const uid = id.split('---', 1)[0] ?? '';
  return <SpaceOf key={uid} id={uid} />;
}

function SpaceOf({ id }: { id: string }) {
  const t = useTexts();
  const { data: space, error, refetch } = useSpace(id);
  const refusal = refusalOf(error);
  if (refusal)
    return (
      <PageRow>
        {refusal === 'closed' && <Waiting id={id} />}
        <SpaceRefused why={refusal} />
      </PageRow>
    );
  if (!space)
    return (
      <PageRow>
        {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={9} />}
      </PageRow>
    );
  const empty = (
    <EmptyState title={t('space-holds-nothing')}>
      {t(space.permissions.canEdit ? 'space-holds-nothing-own' : 'space-holds-nothing-read')}
    </EmptyState>
  );
  return (
    <>
      <SpaceHeader space={space} />
      {space.permissions.canEdit && <AddLine space={space} />}
      <Suspense>
        <SpaceList
          spaceId={id}
          empty={empty}
          actions={(memory: Memory) => <EntryMenu memory={memory} space={space} />}
        />
      </Suspense>
    </>
  );
}

/** Who was invited finds the invitation here, too. */
function Waiting({ id }: { id: string }) {
  const invitation = useInvitations().data?.find(({ spaceId }) => spaceId === id);
  return invitation && <InvitationRow invitation={invitation} />;
}
