import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ClientError, type User } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { DoorProblem } from './door-problem.tsx';
import { enter } from './enter.ts';

const PATIENCE_MS = 3000;

/** The owner of a new server finds notes that explain it; without them the account is as good. */
async function welcome(user: User): Promise<void> {
  const written = import('../../welcome/write-welcome.ts').then(({ writeWelcome }) => writeWelcome(user));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([written.catch(() => {}), late]);
}

/** A new account. The server says whether the first one needs the code from its log. */
export function SignUp({ isFirst }: { isFirst: boolean }) {
  const t = useTexts();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [setupCode, setSetupCode] = useState<string | undefined>();
  const { mutate, error, isPending, submittedAt } = useMutation({
    mutationFn: async () => {
      const account = { username: username.trim(), password, setupCode: setupCode?.trim() };
      const answer = await client.auth.signUp(account);
      if (isFirst) await welcome(answer.user);
      return answer;
    },
    onSuccess: ({ user }) => enter(user),
    onError: (problem) => {
      if (problem instanceof ClientError && problem.issueOf('setupCode')) setSetupCode((code) => code ?? '');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  const issueOf = (field: string) => {
    const issue = error instanceof ClientError ? error.issueOf(field) : undefined;
    // That a name is taken is said by the message, what to do by the issue.
    return issue !== undefined && error instanceof ClientError && error.code === 'ALREADY_EXISTS'
      ? `${error.message}. ${issue}.`
      : issue;
  };
  const isAboutField = ['username', 'password', 'setupCode'].some(issueOf);
  const wasAskedForCode = setupCode !== undefined;
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field
        label={t('username')}
        hint={t('username-hint')}
        autoComplete="username"
        autoCapitalize="none"
        required
        autoFocus
        value={username}
        error={issueOf('username')}
        onChange={(event) => setUsername(event.target.value)}
      />
      <Field
        label={t('password')}
        hint={t('password-hint')}
        type="password"
        autoComplete="new-password"
        minLength={8}
        required
        value={password}
        error={issueOf('password')}
        onChange={(event) => setPassword(event.target.value)}
      />
      {isFirst && wasAskedForCode && (
        <Field
          label={t('setup-code')}
          hint={t('setup-code-hint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
          value={setupCode}
          error={setupCode === '' ? undefined : issueOf('setupCode')}
          onChange={(event) => setSetupCode(event.target.value)}
        />
      )}
      {error && !isAboutField && <DoorProblem key={submittedAt} error={error} />}
      <Button kind="main" type="submit" disabled={isPending} className="mt-2 justify-self-start">
        {t(isFirst ? 'create-owner' : 'sign-up')}
      </Button>
    </form>
  );
}
