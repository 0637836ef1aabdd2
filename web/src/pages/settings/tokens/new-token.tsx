import { useState } from 'react';
import type { AccessToken, Scope } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { useUser } from '../../../lib/session.ts';
import { Field } from '../../../ui/field.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { Form, useSubmit } from '../parts/form.tsx';
import { useSettingsTexts } from '../texts/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const EXPIRIES = ['30', '90', '365', 'never'] as const;
type Expiry = (typeof EXPIRIES)[number];

/** What a token is for, what it may do, and how long. */
export function NewToken({ onMade }: { onMade: (token: AccessToken & { accessToken: string }) => void }) {
  const s = useSettingsTexts();
  const { role } = useUser();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('write');
  const [expiry, setExpiry] = useState<Expiry>('365');
  const scopes: Scope[] = role === 'USER' ? ['read', 'write'] : ['read', 'write', 'admin'];
  const form = useSubmit(
    () => client.accessTokens.create({ name: name.trim(), scopes: [scope], expiresAt: endOf(expiry) }),
    (token) => {
      setName('');
      onMade(token);
    },
  );
  return (
    <Form form={form} action={s('tokens-create')} fields={['name', 'scopes', 'expiresAt']}>
      <Field
        label={s('tokens-name')}
        hint={s('tokens-name-hint')}
        autoComplete="off"
        value={name}
        error={form.issueOf('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <ChoiceField
        label={s('tokens-scope')}
        value={scope}
        error={form.issueOf('scopes')}
        options={scopes.map((value) => ({ value, text: s(`scope-${value}`) }))}
        onChoose={setScope}
      />
      <ChoiceField
        label={s('tokens-expiry')}
        value={expiry}
        error={form.issueOf('expiresAt')}
        options={EXPIRIES.map((value) => ({ value, text: s(`expiry-${value}`) }))}
        onChoose={setExpiry}
      />
    </Form>
  );
}

const endOf = (expiry: Expiry): string | undefined =>
  expiry === 'never' ? undefined : new Date(Date.now() + Number(expiry) * DAY_MS).toISOString();
