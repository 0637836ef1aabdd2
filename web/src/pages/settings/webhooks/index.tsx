import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../../lib/client.ts';
import { Button } from '../../../ui/button.tsx';
import { settingsKeys } from '../keys.ts';
import { NoneYet } from '../parts/none-yet.tsx';
import { Answer } from '../parts/query.tsx';
import { Section } from '../parts/section.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookItem } from './webhook-item.tsx';

export function Webhooks() {
  const s = useSettingsTexts();
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const query = useQuery({
    queryKey: settingsKeys.webhooks,
    queryFn: ({ signal }) => client.webhooks.list(signal),
    staleTime: 0,
  });
  return (
    <Section title={s('webhooks')} text={s('webhooks-text')}>
      {made && (
        <ShownOnce
          title={s('webhooks-made', { name: made.name })}
          text={s('webhooks-once')}
          secret={made.secret}
          onDone={() => setMade(null)}
        />
      )}
      <div className="mb-6">
        {isAdding ? (
          <WebhookForm
            onCancel={() => setAdding(false)}
            onSaved={(webhook) => {
              setAdding(false);
              if ('secret' in webhook) setMade({ name: webhook.name, secret: String(webhook.secret) });
              void query.refetch();
            }}
          />
        ) : (
          <Button kind="main" onClick={() => setAdding(true)}>
            {s('webhooks-new')}
          </Button>
        )}
      </div>
      <Answer query={query}>
        {({ data }) =>
          data.length === 0 ? (
            !isAdding && <NoneYet title={s('webhooks-none')} text={s('webhooks-none-text')} />
          ) : (
            <ul aria-label={s('webhooks')} className="border-t border-hairline">
              {data.map((webhook) => (
                <li key={webhook.id}>
                  <WebhookItem webhook={webhook} onChange={() => void query.refetch()} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}
