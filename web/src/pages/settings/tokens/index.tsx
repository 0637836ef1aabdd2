import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessToken } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { problemText } from '../../../ui/problem.tsx';
import { say } from '../../../ui/toasts.tsx';
import { settingsKeys } from '../keys.ts';
import { NoneYet } from '../parts/none-yet.tsx';
import { Answer } from '../parts/query.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { NewToken } from './new-token.tsx';
import { NewSecret } from './new-secret.tsx';
import { TokenLine } from './token-line.tsx';

export function Tokens() {
  const t = useTexts();
  const s = useSettingsTexts();
  const [made, setMade] = useState<{ name: string; accessToken: string } | null>(null);
  const query = useQuery({
    queryKey: settingsKeys.tokens,
    queryFn: ({ signal }) => client.accessTokens.list(signal),
    staleTime: 0,
  });
  async function revoke({ id, name }: AccessToken): Promise<void> {
    const title = s('tokens-revoke-title', { name });
    if (!(await confirm({ title, text: s('tokens-revoke-text'), action: s('tokens-revoke') }))) return;
    try {
      await client.accessTokens.revoke(id);
      say(s('tokens-revoked', { name }));
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
    }
    await query.refetch();
  }
  return (
    <Section title={s('tokens')} text={s('tokens-text')}>
      {made && <NewSecret {...made} onDone={() => setMade(null)} />}
      <NewToken
        onMade={(token) => {
          setMade(token);
          void query.refetch();
        }}
      />
      <div className="mt-8">
        <Answer query={query}>
          {({ data }) =>
            data.length === 0 ? (
              <NoneYet title={s('tokens-none')} text={s('tokens-none-text')} />
            ) : (
              <ul aria-label={s('tokens')} className="border-t border-hairline">
                {data.map((token) => (
                  <li key={token.id}>
                    <TokenLine token={token} onRevoke={() => void revoke(token)} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </div>
    </Section>
  );
}
