import { ChevronLeft } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { useUser } from '../../lib/session.ts';
import { classes } from '../../ui/classes.ts';
import { Section } from './parts/section.tsx';
import { SectionLinks } from './section-links.tsx';
import { OWN_SECTIONS, SERVER_SECTIONS } from './section-list.ts';
import { useSettingsTexts } from './texts/index.ts';

/** The settings: their contents in the left margin, one section in the column. On a phone, first one and then the other. */
export default function SettingsPage() {
  const t = useTexts();
  const s = useSettingsTexts();
  const { section } = useParams<{ section?: string }>();
  const isAdministrator = useUser().role !== 'USER';
  const sections = isAdministrator ? [...OWN_SECTIONS, ...SERVER_SECTIONS] : OWN_SECTIONS;
  const shown = sections.find(({ path }) => path === (section ?? sections[0]!.path));
  const isContents = section === undefined;
  return (
    <div className="page-row">
      <div className="page-left max-sm:hidden">
        <SectionLinks current={shown?.path} />
      </div>
      {isContents && (
        <div className="page-column sm:hidden">
          <h1 className="mb-4 font-serif text-title">{t('settings')}</h1>
          <SectionLinks isPage />
        </div>
      )}
      <div className={classes('page-column', isContents && 'max-sm:hidden')}>
        <Link
          href="/settings"
          className="-ml-1 mb-2 inline-flex min-h-11 items-center gap-1 text-margin text-faded sm:hidden"
        >
          <ChevronLeft size={16} strokeWidth={1.5} aria-hidden />
          {t('settings')}
        </Link>
        {shown ? (
          <shown.Component key={shown.path} />
        ) : (
          <Section title={t('settings')} text={s('no-section')} />
        )}
      </div>
    </div>
  );
}
