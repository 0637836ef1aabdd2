import { useState } from 'react';
import { client } from '../../../lib/client.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { useUser } from '../../../lib/session.ts';
import { Field } from '../../../ui/field.tsx';
import { settingsKeys } from '../keys.ts';
import { Form, useSubmit } from '../parts/form.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

export function Password() {
  const s = useSettingsTexts();
  const { id, username } = useUser();
  const [currentPassword, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const form = useSubmit(
    () => client.users.update(id, { currentPassword, password }),
    () => {
      setCurrent('');
      setPassword('');
      for (const queryKey of [settingsKeys.sessions, settingsKeys.tokens])
        void queryClient.invalidateQueries({ queryKey });
    },
  );
  return (
    <Section title={s('password')} text={s('password-text')}>
      <Form
        form={form}
        action={s('password-change')}
        fields={['currentPassword', 'password']}
        done={s('password-changed')}
      >
        {/* Lets a password manager know whose password it is. */}
        <input type="text" autoComplete="username" value={username} readOnly hidden />
        <Field
          label={s('password-now')}
          type="password"
          autoComplete="current-password"
          value={currentPassword}
          error={form.issueOf('currentPassword')}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <Field
          label={s('password-new')}
          hint={s('password-hint')}
          type="password"
          autoComplete="new-password"
          value={password}
          error={form.issueOf('password')}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Form>
    </Section>
  );
}
