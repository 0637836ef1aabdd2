import { useTexts } from '../../../lib/i18n.ts';
import { hasUnsent, prefer } from '../../../lib/preferences.ts';
import { useSignal } from '../../../lib/signal.ts';
import { textSize, theme, type TextSize, type Theme } from '../../../lib/theme.ts';
import { vimKeys } from '../../../lib/vim-keys.ts';
import { Choices } from '../parts/choices.tsx';
import { Section } from '../parts/section.tsx';
import { SwitchLine } from '../parts/switch.tsx';
import { useSettingsTexts } from '../texts/index.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const SIZES: readonly TextSize[] = ['small', 'normal', 'large', 'largest'];

export function Appearance() {
  const t = useTexts();
  const s = useSettingsTexts();
  return (
    <Section title={s('appearance')} text={s('appearance-text')}>
      <div className="border-t border-hairline">
        <Choices
          label={t('theme')}
          value={useSignal(theme)}
          options={THEMES.map((value) => ({ value, text: t(`theme-${value}`) }))}
          onChoose={(value) => void prefer('theme', value === 'system' ? null : value)}
        />
        <Choices
          label={t('text-size')}
          value={useSignal(textSize)}
          options={SIZES.map((value) => ({ value, text: t(`size-${value}`) }))}
          onChoose={(value) => void prefer('text-size', value === 'normal' ? null : value)}
        />
        <p className="prose-note border-b border-hairline py-4">{s('sample')}</p>
        <SwitchLine
          label={s('vim-keys')}
          hint={s('vim-keys-hint')}
          isOn={useSignal(vimKeys)}
          onChange={(isOn) => void prefer('vim-keys', isOn || null)}
        />
      </div>
      <Unsent />
    </Section>
  );
}

/** Where the server could not be told. */
export function Unsent() {
  const s = useSettingsTexts();
  const isUnsent = useSignal(hasUnsent);
  return (
    <p role="status" className="after-a-moment mt-4 text-margin text-faded">
      {isUnsent && s('appearance-unsent')}
    </p>
  );
}
