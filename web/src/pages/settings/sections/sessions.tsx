import { useQuery } from '@tanstack/react-query';
import type { Session } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { dayKey, formatDate, formatDateTime } from '../../../lib/dates.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { signOut } from '../../../lib/sign-out.ts';
import { Button } from '../../../ui/button.tsx';
import { problemText } from '../../../ui/problem.tsx';
import { say } from '../../../ui/toasts.tsx';
import { deviceOf } from '../device-name.ts';
import { settingsKeys } from '../keys.ts';
import { ago } from '../parts/ago.ts';
import { Line } from '../parts/line.tsx';
import { Answer } from '../parts/query.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

export function Sessions() {
  const t = useTexts();
  const s = useSettingsTexts();
  const query = useQuery({
    queryKey: settingsKeys.sessions,
    queryFn: ({ signal }) => client.auth.sessions(signal),
    staleTime: 0,
  });
  async function end(sessions: readonly Session[]): Promise<void> {
    try {
      for (const { id } of sessions) await client.auth.endSession(id);
      say(s('sessions-ended', { count: sessions.length }));
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
    }
    await query.refetch();
  }
  return (
    <Section title={s('sessions')} text={s('sessions-text')}>
      <Answer query={query}>
        {({ data }) => {
          const others = data.filter(({ current }) => !current);
          const inOrder = [...data.filter(({ current }) => current), ...others.toSorted(byUse)];
          return (
            <>
              <ul className="border-t border-hairline">
                {inOrder.map((session) => (
                  <li key={session.id}>
                    <SessionLine session={session} onEnd={() => void end([session])} />
                  </li>
                ))}
              </ul>
              {others.length > 1 && (
                <Button className="mt-4" onClick={() => void end(others)}>
                  {s('sessions-end-others')}
                </Button>
              )}
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

const byUse = (a: Session, b: Session) => Date.parse(b.lastUsedTime) - Date.parse(a.lastUsedTime);

function SessionLine({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useTexts();
  const s = useSettingsTexts();
  const { browser, system } = deviceOf(session.userAgent);
  const device =
    browser && system ? s('device-on', { browser, system }) : (browser ?? system ?? s('device-unknown'));
  const since = s('sessions-since', { date: formatDate(dayKey(session.createTime)) });
  return (
    <Line
      name={
        <span title={session.userAgent}>
          {device}
          {session.current && <span className="ml-3 text-margin text-rubric">{s('sessions-this')}</span>}
        </span>
      }
      hint={
        <time dateTime={session.lastUsedTime} title={formatDateTime(session.lastUsedTime)}>
          {s('sessions-used', { ago: ago(session.lastUsedTime) })}; {since}
        </time>
      }
    >
      {session.current ? (
        <Button onClick={() => void signOut()}>{t('sign-out')}</Button>
      ) : (
        <Button aria-label={s('sessions-end-of', { device })} onClick={onEnd}>
          {s('sessions-end')}
        </Button>
      )}
    </Line>
  );
}
