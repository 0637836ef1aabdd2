import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTexts } from '../lib/i18n.ts';
import { queryClient } from '../lib/query-client.ts';
import { useSession } from '../lib/session.ts';
import { Problem } from '../ui/problem.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Confirmation } from '../ui/confirm.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { Shell } from './shell.tsx';

const Door = lazy(() => import('../pages/door/index.tsx'));

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

/** The app for who is signed in, the door for everybody else. */
function Gate() {
  useTexts();
  const session = useSession();
  if (session.data) return <Shell key={session.data.id} />;
  if (session.data === null) return <Door />;
  if (!session.error) return <Spinner />;
  return (
    <main className="mx-auto max-w-prose p-8">
      <Problem error={session.error} onRetry={() => void session.refetch()} />
    </main>
  );
}
