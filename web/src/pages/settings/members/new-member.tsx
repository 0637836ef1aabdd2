import { useState } from 'react';
import type { Role, User } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { Field } from '../../../ui/field.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { Form, useSubmit } from '../parts/form.tsx';
import { useSettingsTexts } from '../texts/index.ts';

interface Props {
  mayChooseRole: boolean;
  onMade: (user: User) => void;
  onCancel: () => void;
}

export function NewMember({ mayChooseRole, onMade, onCancel }: Props) {
  const s = useSettingsTexts();
  const [account, setAccount] = useState({ username: '', password: '', nickname: '', email: '' });
  const [role, setRole] = useState<Role>('USER');
  const set = (changes: Partial<typeof account>) => setAccount((before) => ({ ...before, ...changes }));
  const form = useSubmit(
    () =>
      client.users.create({
        ...account,
        username: account.username.trim(),
        ...(role !== 'USER' && { role }),
      }),
    onMade,
  );
  return (
    <Form
      form={form}
      action={s('members-create')}
      fields={['username', 'password', 'nickname', 'email', 'role']}
      onCancel={onCancel}
    >
      <Field
        label={s('members-name')}
        hint={s('members-name-hint')}
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        value={account.username}
        error={form.issueOf('username')}
        onChange={(event) => set({ username: event.target.value })}
      />
      <Field
        label={s('password')}
        hint={s('members-password-hint')}
        type="password"
        autoComplete="new-password"
        value={account.password}
        error={form.issueOf('password')}
        onChange={(event) => set({ password: event.target.value })}
      />
      <Field
        label={s('nickname')}
        autoComplete="off"
        value={account.nickname}
        error={form.issueOf('nickname')}
        onChange={(event) => set({ nickname: event.target.value })}
      />
      <Field
        label={s('email')}
        type="email"
        autoComplete="off"
        value={account.email}
        error={form.issueOf('email')}
        onChange={(event) => set({ email: event.target.value })}
      />
      {mayChooseRole && (
        <ChoiceField
          label={s('members-role')}
          value={role}
          error={form.issueOf('role')}
          options={(['USER', 'ADMIN'] as const).map((value) => ({ value, text: s(`role-${value}`) }))}
          onChoose={setRole}
        />
      )}
    </Form>
  );
}
