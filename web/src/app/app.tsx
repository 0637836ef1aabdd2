import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../lib/i18n.ts';
import { queryClient } from '../lib/query-client.ts';
import { useSession } from '../lib/session.ts';
import { Problem } from '../ui/problem.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Confirmation } from '../ui/confirm.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { Shell } from './shell.tsx';

const Door = lazy(() => import('../pages/door/index.tsx'));
const VisitedSpace = lazy(() => import('../pages/space/visitor.tsx'));
const SavePage = lazy(() => import('../pages/save/index.tsx'));
const VisitedNote = lazy(() => import('../pages/note/visitor.tsx'));

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Suspense fallback={<Spinner />}>
        <Gate />
      </Suspense>
      <Confirmation />
      <Toasts />
    </QueryClientProvider>
  );
}

/** A note may be public, or a space; everything else is behind the door. */
function Outside() {
  const [path] = useLocation();
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
  // A small window, opened from elsewhere.
  if (session.data && path === '/save') return <SavePage />;
  if (session.data) return <Shell key={session.data.id} />;
  if (session.data === null) return <Outside />;
  if (!session.error) return <Spinner />;
  return (
    <main className="mx-auto max-w-prose p-8">
      <Problem error={session.error} onRetry={() => void session.refetch()} />
    </main>
  );
}
