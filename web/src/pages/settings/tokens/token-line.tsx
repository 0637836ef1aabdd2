import type { AccessToken } from '../../../../../src/client/index.ts';
import { dayKey, formatDate } from '../../../lib/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { ago } from '../parts/ago.ts';
import { Line } from '../parts/line.tsx';
import { useSettingsTexts } from '../texts/index.ts';

export function TokenLine({ token, onRevoke }: { token: AccessToken; onRevoke: () => void }) {
  const s = useSettingsTexts();
  const { name, description, scopes, expiresAt, lastUsedAt } = token;
  const widest = scopes.at(-1) ?? 'read';
  const hasEnded = expiresAt !== null && Date.parse(expiresAt) < Date.now();
  const date = expiresAt === null ? '' : formatDate(dayKey(expiresAt));
  const until =
    expiresAt === null ? s('tokens-forever') : s(hasEnded ? 'tokens-expired' : 'tokens-until', { date });
  const used = lastUsedAt === null ? s('tokens-unused') : s('tokens-used', { ago: ago(lastUsedAt) });
  return (
    <Line
      name={<span className="break-words">{name}</span>}
      hint={
        <>
          {s(`scope-${widest}`)}, <span className={hasEnded ? 'text-rubric' : ''}>{until}</span>; {used}
          {description && <span className="block">{description}</span>}
        </>
      }
    >
      <Button aria-label={s('tokens-revoke-of', { name })} onClick={onRevoke}>
        {s('tokens-revoke')}
      </Button>
    </Line>
  );
}
