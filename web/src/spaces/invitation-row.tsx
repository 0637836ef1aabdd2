import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Invitation } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { useTexts } from '../memories/texts/index.ts';
import { queryClient } from '../lib/query-client.ts';
import { keys } from '../lib/query-keys.ts';
import { Button } from '../ui/button.tsx';
import { problemText } from '../ui/problem.tsx';
import { say } from '../ui/toasts.tsx';
import { spacePath } from './use-spaces.ts';

/** An invitation that waits for an answer. */
export function InvitationRow({ invitation: { space, accessType } }: { invitation: Invitation }) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [isBusy, setBusy] = useState(false);
  async function answer(how: 'accept' | 'reject'): Promise<void> {
    setBusy(true);
    try {
      await client.spaces[how](space.id);
      if (how === 'accept') navigate(spacePath(space.id));
      else say(t('space-rejected'));
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
      setBusy(false);
    }
    for (const queryKey of [keys.invitations, keys.spaces, keys.space(space.id), keys.memories(space.id)])
      void queryClient.invalidateQueries({ queryKey });
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-hairline py-3">
      <div className="min-w-0">
        <p className="font-serif text-body font-semibold wrap-anywhere">{space.name}</p>
        <p className="text-margin text-faded">
          {t(`space-invited-${accessType}`, { name: space.owner.name })}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          kind="main"
          disabled={isBusy}
          aria-label={t('space-accept-of', { name: space.name })}
          onClick={() => void answer('accept')}
        >
          {t('space-accept')}
        </Button>
        <Button
          disabled={isBusy}
          aria-label={t('space-reject-of', { name: space.name })}
          onClick={() => void answer('reject')}
        >
          {t('space-reject')}
        </Button>
      </div>
    </div>
  );
}
