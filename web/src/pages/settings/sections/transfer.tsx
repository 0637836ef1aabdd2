import { Link } from 'wouter';
import { Copyable } from '../parts/copy.tsx';
import { Part, Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** What can be taken along today, and how. */
export function Transfer() {
  const s = useSettingsTexts();
  const text = 'mb-2 max-w-prose text-margin text-faded';
  const link = 'text-margin text-rubric underline underline-offset-2';
  return (
    <Section title={s('transfer')} text={s('transfer-text')}>
      <Part title={s('transfer-folder')}>
        <p className={text}>{s('transfer-folder-text')}</p>
        <Link href="/settings/folder" className={link}>
          {s('folder')}
        </Link>
      </Part>
      <Part title={s('transfer-backup')}>
        <p className={text}>{s('transfer-backup-text')}</p>
        <Copyable text="commonplace backup notes.tar" name={s('transfer-backup')} />
      </Part>
      <Part title={s('transfer-api')}>
        <p className={text}>{s('transfer-api-text')}</p>
        <a href="/api/docs" className={link}>
          {s('transfer-api-link')}
        </a>
      </Part>
    </Section>
  );
}
