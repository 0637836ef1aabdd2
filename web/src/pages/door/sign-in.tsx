import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { DoorProblem } from './door-problem.tsx';
import { enter } from './enter.ts';

export function SignIn() {
  const t = useTexts();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, error, isPending, submittedAt } = useMutation({
    mutationFn: () => client.auth.signIn(username.trim(), password),
    onSuccess: ({ user }) => enter(user),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={t('username')}
        autoComplete="username"
        autoCapitalize="none"
        required
        autoFocus
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <Field
        label={t('password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {error && <DoorProblem key={submittedAt} error={error} />}
      <Button kind="main" type="submit" disabled={isPending} className="mt-2 justify-self-start">
        {t('sign-in')}
      </Button>
    </form>
  );
}
