import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../lib/i18n.ts';
import { FirstPageIsThere, lazily, useSoon } from '../lib/soon.tsx';
import { queryClient } from '../lib/query-client.ts';
import { onSignedInElsewhere, useSession } from '../lib/session.ts';
import { Boundary } from '../layout/boundary.tsx';
import { Problem } from '../ui/problem.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Shell } from './shell.tsx';

const Door = lazily(() => import('../pages/door/index.tsx'));
const VisitedSpace = lazily(() => import('../pages/space/visitor.tsx'));
const SavePage = lazily(() => import('../pages/save/index.tsx'));
const VisitedNote = lazily(() => import('../pages/note/visitor.tsx'));

export function App() {
  const soon = useSoon();
  return (
    <QueryClientProvider client={queryClient}>
      <Boundary as="row">
        <Suspense fallback={<Spinner />}>
          <Gate />
        </Suspense>
      </Boundary>
      {soon && (
        <Boundary as="over">
          <soon.Confirmation />
          <soon.Toasts />
        </Boundary>
      )}
    </QueryClientProvider>
  );
}

/** A note may be public, or a space; everything else is behind the door. */
function Outside({ onSignedIn }: { onSignedIn: () => unknown }) {
  const [path] = useLocation();
  useEffect(() => onSignedInElsewhere(onSignedIn), [onSignedIn]);
  const name = /^\/(?:n|notes)\/([^/]+)\/?$/.exec(path)?.[1];
  const space = /^\/spaces\/([^/]+)\/?$/.exec(path)?.[1];
  if (space !== undefined) return <VisitedSpace key={space} id={space} />;
  return name === undefined ? <Door /> : <VisitedNote key={name} name={name} />;
}

/** The app for who is signed in, the door for everybody else. */
function Gate() {
  useTexts();
  const session = useSession();
  const [path] = useLocation();
  if (session.data) {
    return (
      <>
        {/* A small window, opened from elsewhere. */}
        {path === '/save' ? <SavePage /> : <Shell key={session.data.id} />}
        {path !== '/' && <FirstPageIsThere />}
      </>
    );
  }
  if (session.data !== null && !session.error) return <Spinner />;
  return (
    <>
      {session.data === null ? (
        <Outside onSignedIn={session.refetch} />
      ) : (
        <main className="mx-auto max-w-prose p-8">
          <Problem error={session.error} onRetry={() => void session.refetch()} />
        </main>
      )}
      <FirstPageIsThere />
    </>
  );
}
