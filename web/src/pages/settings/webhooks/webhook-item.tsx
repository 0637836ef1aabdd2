import { useState } from 'react';
import type { Delivery, Webhook } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { Button } from '../../../ui/button.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { problemText } from '../../../ui/problem.tsx';
import { say } from '../../../ui/toasts.tsx';
import { settingsKeys } from '../keys.ts';
import { Switch } from '../parts/switch.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { Deliveries } from './deliveries.tsx';
import { isKnownEvent } from './events.ts';
import { TestAnswer } from './test-answer.tsx';
import { WebhookForm } from './webhook-form.tsx';

/** A webhook: what it is told, whether it is on, a test, and what was delivered. */
export function WebhookItem({ webhook, onChange }: { webhook: Webhook; onChange: () => void }) {
  const t = useTexts();
  const s = useSettingsTexts();
  const { id, name, url, events, active } = webhook;
  const [isEditing, setEditing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [test, setTest] = useState<Delivery | 'waits' | null>(null);

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
      return false;
    } finally {
      onChange();
    }
  }

  async function sendTest(): Promise<void> {
    setTest('waits');
    const isSent = await attempt(async () => setTest(await client.webhooks.test(id)));
    if (!isSent) setTest(null);
    await queryClient.invalidateQueries({ queryKey: settingsKeys.deliveries(id) });
  }

  async function remove(): Promise<void> {
    const title = s('webhooks-delete-title', { name });
    if (!(await confirm({ title, text: s('webhooks-delete-text'), action: s('webhooks-delete') }))) return;
    if (await attempt(() => client.webhooks.remove(id))) say(s('webhooks-deleted', { name }));
  }

  return (
    <article aria-label={name} className="border-b border-hairline py-4">
      <div className="flex items-start justify-between gap-6">
        <div className="min-w-0">
          <h2 className="text-ui break-words">
            {name}
            {!active && <span className="ml-3 text-margin text-faded">{s('webhooks-off')}</span>}
          </h2>
          <p className="font-mono text-margin break-all text-faded">{url}</p>
          <p className="mt-1 text-margin text-faded">
            {events.map((event) => (isKnownEvent(event) ? s(`event-${event}`) : event)).join('; ')}
          </p>
        </div>
        <Switch
          isOn={active}
          aria-label={s('webhooks-is-on', { name })}
          onChange={(isOn) => void attempt(() => client.webhooks.update(id, { active: isOn }))}
        />
      </div>
      {isEditing ? (
        <div className="mt-4">
          <WebhookForm
            webhook={webhook}
            onCancel={() => setEditing(false)}
            onSaved={() => {
              setEditing(false);
              onChange();
            }}
          />
        </div>
      ) : (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button disabled={test === 'waits'} onClick={() => void sendTest()}>
            {s('webhooks-test')}
          </Button>
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {s('deliveries')}
          </Button>
          <Button onClick={() => setEditing(true)}>{s('webhooks-edit')}</Button>
          <Button kind="quiet" className="text-rubric" onClick={() => void remove()}>
            {s('webhooks-delete')}
          </Button>
        </div>
      )}
      <TestAnswer test={test} />
      {isOpen && <Deliveries webhookId={id} />}
    </article>
  );
}
