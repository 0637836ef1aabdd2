import { useId } from 'react';
import { useTexts } from '../memories/texts/index.ts';

/** Who may read a space, each choice with what it means. */
export function VisibilityChoice({
  isPublic,
  onChoose,
}: {
  isPublic: boolean;
  onChoose: (isPublic: boolean) => void;
}) {
  const t = useTexts();
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-margin font-medium">{t('space-who')}</legend>
      {(['private', 'public'] as const).map((value) => (
        <label key={value} className="flex cursor-pointer items-baseline gap-3 text-margin">
          <input
            type="radio"
            name={name}
            checked={isPublic === (value === 'public')}
            onChange={() => onChoose(value === 'public')}
            className="translate-y-0.5"
          />
          <span>
            <span className="font-medium">{t(`space-${value}`)}</span>
            <span className="block text-faded">{t(`space-${value}-text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
