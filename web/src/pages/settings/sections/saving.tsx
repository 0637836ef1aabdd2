import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { problemText } from '../../../ui/problem.tsx';
import { say } from '../../../ui/toasts.tsx';
import { settingsKeys } from '../keys.ts';
import { Answer } from '../parts/query.tsx';
import { Section } from '../parts/section.tsx';
import { SwitchLine } from '../parts/switch.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** The preference that the server itself reads. */
const KEEP_PICTURES = 'keep-pictures';

export function Saving() {
  const t = useTexts();
  const s = useSettingsTexts();
  const query = useQuery({
    queryKey: settingsKeys.saving,
    queryFn: ({ signal }) => client.auth.preferences(signal),
  });

  async function keepPictures(isOn: boolean): Promise<void> {
    try {
      const preferences = await client.auth.prefer({ [KEEP_PICTURES]: isOn });
      queryClient.setQueryData(settingsKeys.saving, preferences);
    } catch (error) {
      say(s('not-saved', { reason: problemText(error, t) }));
    }
  }

  return (
    <Section title={s('saving')} text={s('saving-text')}>
      <div className="mb-6 border-t border-hairline">
        <Answer query={query}>
          {(preferences) => (
            <SwitchLine
              label={s('saving-pictures')}
              hint={s('saving-pictures-hint')}
              isOn={preferences[KEEP_PICTURES] === true}
              onChange={(isOn) => void keepPictures(isOn)}
            />
          )}
        </Answer>
      </div>
      <Link href="/save/how" className="text-ui text-rubric underline underline-offset-2">
        {s('saving-link')}
      </Link>
    </Section>
  );
}
