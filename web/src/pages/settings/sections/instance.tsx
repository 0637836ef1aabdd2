import { useState } from 'react';
import type { SystemInfo, SystemPatch } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { keys } from '../../../lib/query-keys.ts';
import { useSystem, useUser } from '../../../lib/session.ts';
import { Field } from '../../../ui/field.tsx';
import { problemText } from '../../../ui/problem.tsx';
import { say } from '../../../ui/toasts.tsx';
import { Form, useSubmit } from '../parts/form.tsx';
import { Answer } from '../parts/query.tsx';
import { Section } from '../parts/section.tsx';
import { SwitchLine } from '../parts/switch.tsx';
import { useSettingsTexts } from '../texts/index.ts';

export function InstanceSettings() {
  const s = useSettingsTexts();
  return (
    <Section title={s('instance')} text={s('instance-text')}>
      <Answer query={useSystem()}>{(system) => <Settings system={system} />}</Answer>
    </Section>
  );
}

const keep = (system: SystemInfo): void => void queryClient.setQueryData(keys.system, system);

function Settings({ system }: { system: SystemInfo }) {
  const t = useTexts();
  const s = useSettingsTexts();
  const isHost = useUser().role === 'HOST';
  const [title, setTitle] = useState(system.customizedProfile.title);
  const [description, setDescription] = useState(system.customizedProfile.description);
  const [isFixed, setFixed] = useState(false);
  const form = useSubmit(() => client.system.update({ customizedProfile: { title, description } }), keep);

  async function change(patch: SystemPatch): Promise<void> {
    try {
      const after = await client.system.update(patch);
      keep(after);
      setFixed(patch.allowSignUp !== undefined && after.allowSignUp !== patch.allowSignUp);
    } catch (error) {
      say(s('not-saved', { reason: problemText(error, t) }));
    }
  }

  return (
    <>
      <div className="mb-8 border-t border-hairline">
        <SwitchLine
          label={s('instance-sign-up')}
          hint={s(isFixed ? 'instance-sign-up-fixed' : 'instance-sign-up-hint')}
          isOn={system.allowSignUp}
          disabled={!isHost}
          onChange={(allowSignUp) => void change({ allowSignUp })}
        />
        <SwitchLine
          label={s('instance-password')}
          hint={s('instance-password-hint')}
          isOn={!system.disablePasswordLogin}
          disabled={!isHost}
          onChange={(isOn) => void change({ disablePasswordLogin: !isOn })}
        />
      </div>
      {isHost ? (
        <Form
          form={form}
          action={s('save')}
          fields={['customizedProfile.title', 'customizedProfile.description', 'title', 'description']}
          done={s('saved')}
        >
          <Field
            label={s('instance-title')}
            value={title}
            error={form.issueOf('customizedProfile.title') ?? form.issueOf('title')}
            onChange={(event) => setTitle(event.target.value)}
          />
          <Field
            label={s('instance-description')}
            value={description}
            error={form.issueOf('customizedProfile.description') ?? form.issueOf('description')}
            onChange={(event) => setDescription(event.target.value)}
          />
        </Form>
      ) : (
        <p className="text-margin text-faded">{s('instance-host-only')}</p>
      )}
      <p className="mt-8 text-margin text-faded">
        {s('instance-version', { version: system.commonplaceVersion, api: system.version })}
      </p>
    </>
  );
}
