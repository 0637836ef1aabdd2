import { useState, type ReactNode } from 'react';
import { Plus } from 'lucide-react';
import type { Space } from '../../../../src/client/index.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { PageTitle } from '../../layout/page-title.tsx';
import { InvitationRow } from '../../spaces/invitation-row.tsx';
import { useInvitations, useSpaces } from '../../spaces/use-spaces.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NewSpace } from './new-space.tsx';
import { SpaceEntry } from './space-entry.tsx';

/** Collections of notes: favourites first, then one's own, then those of others. */
export default function SpacesPage() {
  const t = useTexts();
  const spaces = useSpaces();
  const invitations = useInvitations();
  const [isNew, setNew] = useState(false);
  return (
    <>
      <PageTitle title={t('spaces')}>
        <Button onClick={() => setNew(true)}>
          <Plus size={16} strokeWidth={1.5} aria-hidden />
          {t('space-new')}
        </Button>
      </PageTitle>
      {invitations.data && invitations.data.length > 0 && (
        <Section title={t('space-invitations')}>
          {invitations.data.map((one) => (
            <InvitationRow key={one.spaceId} invitation={one} />
          ))}
        </Section>
      )}
      {spaces.data ? (
        <Shelves spaces={spaces.data} hasInvitation={Boolean(invitations.data?.length)} />
      ) : (
        <PageRow>
          {spaces.error ? (
            <Problem error={spaces.error} onRetry={() => void spaces.refetch()} />
          ) : (
            <Skeleton lines={6} />
          )}
        </PageRow>
      )}
      {isNew && <NewSpace onClose={() => setNew(false)} />}
    </>
  );
}

function Shelves({ spaces, hasInvitation }: { spaces: readonly Space[]; hasInvitation: boolean }) {
  const t = useTexts();
  const others = spaces.filter(({ favorited }) => !favorited);
  const shelves = [
    { title: t('space-favourites'), entries: spaces.filter(({ favorited }) => favorited) },
    { title: t('space-own'), entries: others.filter(({ permissions }) => permissions.isOwner) },
    { title: t('space-shared'), entries: others.filter(({ permissions }) => !permissions.isOwner) },
  ];
  if (spaces.length === 0 && hasInvitation) return null;
  if (spaces.length === 0) {
    return (
      <PageRow>
        <EmptyState title={t('space-empty-title')}>
          <p>{t('space-empty-text')}</p>
          <figure className="mt-6 border-l-2 border-rubric pl-4">
            <blockquote className="font-serif text-body whitespace-pre-line text-ink">
              {t('space-empty-example')}
            </blockquote>
          </figure>
        </EmptyState>
      </PageRow>
    );
  }
  return shelves
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }) => (
      <Section key={title} title={title}>
        <ul>
          {entries.map((space) => (
            <SpaceEntry key={space.id} space={space} />
          ))}
        </ul>
      </Section>
    ));
}

/** Its head stands in the margin, level with its first line. */
function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="page-row mb-10">
      <h2 className="page-left pt-2 font-serif text-body text-rubric">{title}</h2>
      <div className="page-column">{children}</div>
    </section>
  );
}
