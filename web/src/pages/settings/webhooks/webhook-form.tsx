import { useState } from 'react';
import type { Webhook } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { useUser } from '../../../lib/session.ts';
import { Field } from '../../../ui/field.tsx';
import { Form, useSubmit } from '../parts/form.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { EVENTS, USER_EVENTS, type EventName } from './events.ts';

interface Props {
  /** The one that is changed; none: a new one. */
  webhook?: Webhook | undefined;
  onSaved: (webhook: Webhook) => void;
  onCancel: () => void;
}

export function WebhookForm({ webhook, onSaved, onCancel }: Props) {
  const s = useSettingsTexts();
  const { role } = useUser();
  const [fields, setFields] = useState({ name: webhook?.name ?? '', url: webhook?.url ?? '', secret: '' });
  const [events, setEvents] = useState<readonly string[]>(webhook?.events ?? ['memo.created']);
  const set = (changes: Partial<typeof fields>) => setFields((before) => ({ ...before, ...changes }));
  const offered: readonly EventName[] = role === 'USER' ? EVENTS : [...EVENTS, ...USER_EVENTS];
  const form = useSubmit<Webhook>(() => {
    const { secret, ...rest } = fields;
    const body = { ...rest, events: [...events], ...(secret !== '' && { secret }) };
    return webhook ? client.webhooks.update(webhook.id, body) : client.webhooks.create(body);
  }, onSaved);
  return (
    <Form
      form={form}
      action={s(webhook ? 'save' : 'create')}
      fields={['name', 'url', 'events', 'secret']}
      onCancel={onCancel}
    >
      <Field
        label={s('webhooks-name')}
        autoFocus
        autoComplete="off"
        value={fields.name}
        error={form.issueOf('name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label={s('webhooks-url')}
        hint={s('webhooks-url-hint')}
        type="url"
        autoComplete="off"
        value={fields.url}
        error={form.issueOf('url')}
        onChange={(event) => set({ url: event.target.value })}
      />
      <fieldset>
        <legend className="mb-1 text-margin font-medium">{s('webhooks-events')}</legend>
        {offered.map((event) => (
          <label key={event} className="flex min-h-8 items-center gap-3 text-ui">
            <input
              type="checkbox"
              className="size-4"
              checked={events.includes(event)}
              onChange={() =>
                setEvents((all) =>
                  all.includes(event) ? all.filter((one) => one !== event) : [...all, event],
                )
              }
            />
            {s(`event-${event}`)}
          </label>
        ))}
        {form.issueOf('events') && (
          <p role="alert" className="text-margin text-rubric">
            {form.issueOf('events')}
          </p>
        )}
      </fieldset>
      <Field
        label={s('webhooks-secret')}
        hint={s(webhook ? 'webhooks-secret-change-hint' : 'webhooks-secret-hint')}
        autoComplete="off"
        spellCheck={false}
        value={fields.secret}
        error={form.issueOf('secret')}
        onChange={(event) => set({ secret: event.target.value })}
      />
    </Form>
  );
}
