import type { ReactNode } from 'react';
import { chooseLanguage, chosenLanguage, LANGUAGES, useTexts, type Language } from '../../lib/i18n.ts';
import { signOut, useUser } from '../../lib/session.ts';
import { useSignal } from '../../lib/signal.ts';
import { chooseTextSize, chooseTheme, textSize, theme, type TextSize, type Theme } from '../../lib/theme.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const SIZES: readonly TextSize[] = ['small', 'normal', 'large'];

export default function SettingsPage() {
  const t = useTexts();
  const user = useUser();
  const languages = Object.entries(LANGUAGES).map(([value, text]) => ({
    value: value as Language | '',
    text,
  }));
  return (
    <>
      <PageTitle title={t('settings')} />
      <Line name={t('language')}>
        <Select
          label={t('language')}
          value={chosenLanguage() ?? ''}
          options={[{ value: '', text: t('as-the-browser') }, ...languages]}
          onChoose={(value) => void chooseLanguage(value || null)}
        />
      </Line>
      <Line name={t('theme')}>
        <Select
          label={t('theme')}
          value={useSignal(theme)}
          options={THEMES.map((value) => ({ value, text: t(`theme-${value}`) }))}
          onChoose={chooseTheme}
        />
      </Line>
      <Line name={t('text-size')}>
        <Select
          label={t('text-size')}
          value={useSignal(textSize)}
          options={SIZES.map((value) => ({ value, text: t(`size-${value}`) }))}
          onChoose={chooseTextSize}
        />
      </Line>
      <Line name={user.nickname || user.username}>
        <Button onClick={() => void signOut()}>{t('sign-out')}</Button>
      </Line>
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <PageRow>
      <div className="flex min-h-12 items-center justify-between border-b border-hairline">
        <span>{name}</span>
        {children}
      </div>
    </PageRow>
  );
}
