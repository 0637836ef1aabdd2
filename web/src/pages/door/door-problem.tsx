import { useEffect, useState } from 'react';
import { ClientError } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { problemText } from '../../ui/problem.tsx';
import { useDoorTexts } from './texts.ts';

/** Why nobody was let in; where the server wants a pause, with the seconds that are left of it. */
export function DoorProblem({ error }: { error: unknown }) {
  const t = useTexts();
  const s = useDoorTexts();
  const wait = error instanceof ClientError && error.status === 429 ? error.retryAfter : undefined;
  const isWrong = error instanceof ClientError && error.status === 401;
  return (
    <div role="alert" className="border-l-2 border-rubric py-1 pl-3 text-margin">
      {wait !== undefined ? <Wait seconds={wait} /> : isWrong ? s('wrong') : problemText(error, t)}
    </div>
  );
}

const SECOND_MS = 1000;

function Wait({ seconds }: { seconds: number }) {
  const s = useDoorTexts();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * SECOND_MS;
    const timer = setInterval(
      () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / SECOND_MS))),
      SECOND_MS,
    );
    return () => clearInterval(timer);
  }, [seconds]);
  if (left === 0) return <p>{s('try-now')}</p>;
  return (
    <>
      <p>{s('too-many')}</p>
      {/* Not read out each second. */}
      <p role="timer" aria-live="off" className="tabular-nums">
        {left >= 60
          ? s('try-in-minutes', { minutes: Math.floor(left / 60), seconds: left % 60 })
          : s('try-in', { seconds: left })}
      </p>
    </>
  );
}
