import { Link } from 'wouter';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

export function Saving() {
  const s = useSettingsTexts();
  return (
    <Section title={s('saving')} text={s('saving-text')}>
      <Link href="/save/how" className="text-ui text-rubric underline underline-offset-2">
        {s('saving-link')}
      </Link>
    </Section>
  );
}
