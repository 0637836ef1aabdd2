import { Copyable } from '../parts/copy.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** The token itself, and a line that uses it. */
export function NewSecret(props: { name: string; accessToken: string; onDone: () => void }) {
  const { name, accessToken, onDone } = props;
  const s = useSettingsTexts();
  const example = [
    `curl ${location.origin}/api/v1/memos \\`,
    `  -H 'Authorization: Bearer ${accessToken}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify({ content: s('tokens-example-text') })}'`,
  ].join('\n');
  return (
    <ShownOnce
      title={s('tokens-made', { name })}
      text={s('tokens-once')}
      secret={accessToken}
      onDone={onDone}
    >
      <p className="mt-4 mb-2 text-margin text-faded">{s('tokens-example')}</p>
      <Copyable text={example} name="curl" />
    </ShownOnce>
  );
}
