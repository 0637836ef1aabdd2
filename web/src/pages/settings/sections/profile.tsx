import { useState } from 'react';
import type { User, Visibility } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { signedIn, useUser } from '../../../lib/session.ts';
import { Field } from '../../../ui/field.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { Form, useSubmit } from '../parts/form.tsx';
import { Initials } from '../parts/initials.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

const VISIBILITIES: readonly Visibility[] = ['PRIVATE', 'PROTECTED', 'PUBLIC'];
const FIELDS = ['nickname', 'email', 'avatarUrl', 'defaultVisibility'] as const;

export function Profile() {
  const s = useSettingsTexts();
  const user = useUser();
  const [profile, setProfile] = useState(() => ({
    nickname: user.nickname,
    email: user.email,
    avatarUrl: user.avatarUrl,
    defaultVisibility: user.defaultVisibility ?? 'PRIVATE',
  }));
  const set = (changes: Partial<typeof profile>) => {
    form.reset();
    setProfile((before) => ({ ...before, ...changes }));
  };
  const form = useSubmit(() => client.users.update(user.id, changed(user, profile)), signedIn);
  return (
    <Section title={s('profile')} text={s('profile-text')}>
      <div className="mb-6 flex items-center gap-3">
        <Initials user={{ ...user, ...profile }} />
        <p className="min-w-0 text-ui">
          <span className="block truncate font-medium">{profile.nickname || user.username}</span>
          <span className="block text-margin text-faded">
            {user.username}, {s(`role-${user.role}`)}
          </span>
        </p>
      </div>
      <Form form={form} action={s('save')} fields={FIELDS} done={s('saved')}>
        <Field
          label={s('nickname')}
          hint={s('nickname-hint', { name: user.username })}
          autoComplete="nickname"
          value={profile.nickname}
          error={form.issueOf('nickname')}
          onChange={(event) => set({ nickname: event.target.value })}
        />
        <Field
          label={s('email')}
          hint={s('email-hint')}
          type="email"
          autoComplete="email"
          value={profile.email}
          error={form.issueOf('email')}
          onChange={(event) => set({ email: event.target.value })}
        />
        <Field
          label={s('avatar-url')}
          hint={s('avatar-hint')}
          type="url"
          value={profile.avatarUrl}
          error={form.issueOf('avatarUrl')}
          onChange={(event) => set({ avatarUrl: event.target.value })}
        />
        <ChoiceField
          label={s('default-visibility')}
          hint={s('visibility-hint')}
          error={form.issueOf('defaultVisibility')}
          value={profile.defaultVisibility}
          options={VISIBILITIES.map((value) => ({ value, text: s(`visibility-${value}`) }))}
          onChoose={(defaultVisibility) => set({ defaultVisibility })}
        />
      </Form>
    </Section>
  );
}

/** Only what is different: what another window has changed meanwhile stays. */
function changed<Part extends Partial<User>>(user: User, profile: Part): Partial<Part> {
  const entries = Object.entries(profile).filter(([name, value]) => user[name as keyof User] !== value);
  return Object.fromEntries(entries) as Partial<Part>;
}
