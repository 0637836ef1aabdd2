import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../../lib/client.ts';
import { useUser } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { say } from '../../../ui/toasts.tsx';
import { settingsKeys } from '../keys.ts';
import { Answer } from '../parts/query.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { MemberLine } from './member-line.tsx';
import { NewMember } from './new-member.tsx';

export function Members() {
  const s = useSettingsTexts();
  const me = useUser();
  const [isAdding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: settingsKeys.members,
    queryFn: ({ signal }) => client.users.list(signal),
    staleTime: 0,
  });
  return (
    <Section title={s('members')} text={s('members-text')}>
      <div className="mb-6">
        {isAdding ? (
          <NewMember
            mayChooseRole={me.role === 'HOST'}
            onCancel={() => setAdding(false)}
            onMade={(user) => {
              setAdding(false);
              say(s('members-created', { name: user.username }));
              void query.refetch();
            }}
          />
        ) : (
          <Button kind="main" onClick={() => setAdding(true)}>
            {s('members-new')}
          </Button>
        )}
      </div>
      <Answer query={query}>
        {({ data }) => (
          <ul aria-label={s('members')} className="border-t border-hairline">
            {data.map((user) => (
              <li key={user.id}>
                <MemberLine user={user} me={me} onChange={() => void query.refetch()} />
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Section>
  );
}
