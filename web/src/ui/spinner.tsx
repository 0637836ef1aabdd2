import { useTexts } from '../lib/i18n.ts';

/** Shows itself only to who has waited for a moment. */
export function Spinner() {
  const t = useTexts();
  return (
    <span role="status" className="after-a-moment inline-flex items-center gap-2 text-margin text-faded">
      <span
        aria-hidden
        className="size-4 animate-[turn_1s_linear_infinite] rounded-full border-2 border-hairline border-t-rubric"
      />
      {t('loading')}
    </span>
  );
}
