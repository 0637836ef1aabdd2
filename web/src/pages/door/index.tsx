import { useState, type ReactNode } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { useSystem } from '../../lib/session.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { SignIn } from './sign-in.tsx';
import { SignUp } from './sign-up.tsx';
import { useDoorTexts } from './texts.ts';

/** For who is not signed in: the first visitor makes the owner's account, the others sign in or, where allowed, up. */
export default function DoorPage() {
  const t = useTexts();
  const s = useDoorTexts();
  const { data, error, refetch } = useSystem();
  const [wantsAccount, setWantsAccount] = useState(location.pathname === '/sign-up');
  const title = data?.customizedProfile.title ?? 'Commonplace';
  const isFirst = data?.hasOwner === false;
  const isNew = isFirst || (wantsAccount && data?.allowSignUp === true);
  const heading = t(isFirst ? 'first-visit' : isNew ? 'sign-up' : 'sign-in');
  useDocumentTitle(heading);
  return (
    <main className="mx-auto grid min-h-dvh max-w-96 content-center px-6 py-12">
      <p className="mb-8 border-l-2 border-rubric pl-4 font-serif text-title">{title}</p>
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Spinner />}
      {data && (
        <>
          <h1 className="mb-1 text-ui font-semibold">{heading}</h1>
          <p className="mb-6 text-margin text-faded">
            {t(isFirst ? 'first-visit-text' : isNew ? 'sign-up-text' : 'sign-in-text')}
          </p>
          {wantsAccount && !isNew && <Remark>{s('closed')}</Remark>}
          {data.disablePasswordLogin && !isNew && <Remark>{s('passwords-off')}</Remark>}
          {isNew ? <SignUp isFirst={isFirst} /> : <SignIn />}
          {!isFirst && data.allowSignUp && (
            <Button kind="quiet" className="mt-4 justify-self-start" onClick={() => setWantsAccount(!isNew)}>
              {t(isNew ? 'have-account' : 'need-account')}
            </Button>
          )}
        </>
      )}
    </main>
  );
}

function Remark({ children }: { children: ReactNode }) {
  return <p className="mb-6 border-l-2 border-rubric pl-3 text-margin">{children}</p>;
}
