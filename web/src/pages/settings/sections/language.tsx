import { useState } from 'react';
import { chosenLanguage, LANGUAGES, useTexts, type Language as Name } from '../../../lib/i18n.ts';
import { prefer } from '../../../lib/preferences.ts';
import { Choices } from '../parts/choices.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { Unsent } from './appearance.tsx';

export function Language() {
  const t = useTexts();
  const s = useSettingsTexts();
  // The texts of a language are loaded first; what was chosen shows at once.
  const [chosen, setChosen] = useState<Name | ''>(chosenLanguage() ?? '');
  const choose = (value: Name | '') => {
    setChosen(value);
    void prefer('language', value || null);
  };
  const languages = Object.entries(LANGUAGES).map(([value, text]) => ({ value: value as Name | '', text }));
  return (
    <Section title={s('language')} text={s('language-text')}>
      <div className="border-t border-hairline">
        <Choices
          label={s('language')}
          value={chosen}
          options={[{ value: '', text: t('as-the-browser') }, ...languages]}
          onChoose={choose}
        />
      </div>
      <Unsent />
    </Section>
  );
}
