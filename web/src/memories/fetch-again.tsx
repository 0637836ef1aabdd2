import { useState } from 'react';
import type { MemoryDetail } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { placeMemory } from './memory-lists.ts';
import { useTexts } from './texts/index.ts';

/** Offers a page that is there already to be fetched once more. */
export function FetchAgain({ id, onAsked }: { id: string; onAsked: (memory: MemoryDetail) => void }) {
  const t = useTexts();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const again = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const memory = await client.memories.capture(id);
      placeMemory(memory);
      onAsked(memory);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <>
      <Button disabled={isBusy} onClick={() => void again()}>
        {t('lib-again')}
      </Button>
      {error !== undefined && <Problem error={error} />}
    </>
  );
}
