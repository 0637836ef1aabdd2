import { useTexts } from '../../../lib/i18n.ts';
import { shortcuts } from '../../../lib/shortcuts.ts';
import { useSignal } from '../../../lib/signal.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** The keys that work everywhere, and those of the pages that one is not on. */
export function Keys() {
  const t = useTexts();
  const s = useSettingsTexts();
  const here = useSignal(shortcuts).map(({ keys, label, group }) => [group, keys, t(label)] as const);
  const of = (wanted: string) =>
    here.flatMap(([group, keys, name]) => (group === wanted ? [[keys, name] as const] : []));
  return (
    <Section title={s('keys')} text={s('keys-text')}>
      <div className="grid gap-8 sm:grid-cols-2">
        <Group name={t('keys-everywhere')} keys={of('keys-everywhere')} />
        <Group name={t('keys-go')} keys={of('keys-go')} />
        <Group
          name={s('keys-lists')}
          keys={[
            ['j', t('next-note')],
            ['k', t('previous-note')],
            ['o', t('open')],
            ['p', t('pin')],
            ['a', s('key-archive')],
            ['#', t('to-trash')],
            ['z', t('undo')],
          ]}
        />
        <div className="grid content-start gap-8">
          <Group name={t('keys-write')} keys={[['mod+Enter', s('key-save')]]} />
          <Group
            name={s('keys-pictures')}
            keys={[
              ['← →', s('key-arrows')],
              ['Escape', s('key-escape')],
            ]}
          />
        </div>
      </div>
    </Section>
  );
}

function Group({ name, keys }: { name: string; keys: readonly (readonly [keys: string, name: string])[] }) {
  return (
    <section aria-label={name}>
      <h2 className="mb-1 text-margin text-faded">{name}</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div
            key={key + what}
            className="flex min-h-8 items-center justify-between gap-4 border-b border-hairline text-margin"
          >
            <dt>{what}</dt>
            <dd>
              <Kbd keys={key} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
