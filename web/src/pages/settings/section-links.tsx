import { Link } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { useUser } from '../../lib/session.ts';
import { signOut } from '../../lib/sign-out.ts';
import { classes } from '../../ui/classes.ts';
import { OWN_SECTIONS, SERVER_SECTIONS, type SettingsSection } from './section-list.ts';
import { useSettingsTexts } from './texts/index.ts';

/** The contents of the settings: in the left margin, or a page of their own where there is none. */
export function SectionLinks({
  current,
  isPage = false,
}: {
  current?: string | undefined;
  isPage?: boolean;
}) {
  const t = useTexts();
  const s = useSettingsTexts();
  const { role } = useUser();
  const groups: [string, readonly SettingsSection[]][] =
    role === 'USER'
      ? [[s('yours'), OWN_SECTIONS]]
      : [
          [s('yours'), OWN_SECTIONS],
          [s('server'), SERVER_SECTIONS],
        ];
  return (
    <nav aria-label={t('settings')} className={isPage ? 'text-ui' : 'sticky top-12 text-margin'}>
      {groups.map(([name, sections]) => (
        <div key={name} className="mb-6">
          {groups.length > 1 && (
            <p className={classes('mb-1 text-margin text-faded', !isPage && 'italic')}>{name}</p>
          )}
          <ul>
            {sections.map(({ path, text }) => (
              <li key={path} className={isPage ? 'border-b border-hairline' : ''}>
                <Link
                  href={`/settings/${path}`}
                  aria-current={path === current ? 'page' : undefined}
                  className={classes(
                    'flex items-center hover:text-ink',
                    isPage ? 'min-h-12 text-ink' : 'min-h-7 justify-end',
                    !isPage && (path === current ? 'font-medium text-rubric' : 'text-faded'),
                  )}
                >
                  {s(text)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <button
        type="button"
        onClick={() => void signOut()}
        className={classes(
          'flex items-center hover:text-ink',
          isPage ? 'min-h-12 text-rubric' : 'ml-auto min-h-7 text-faded',
        )}
      >
        {t('sign-out')}
      </button>
    </nav>
  );
}
