import { useId } from 'react';

interface Props<Value extends string> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: Value;
  options: readonly { value: Value; text: string }[];
  onChoose: (value: Value) => void;
}

/** As Field, for one of a few. */
export function ChoiceField<Value extends string>(props: Props<Value>) {
  const { label, hint, error, value, options, onChoose } = props;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-margin font-medium">
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onChange={(event) => onChoose(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-raised text-ink">
            {option.text}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="text-margin text-faded">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-margin text-rubric">
          {error}
        </p>
      )}
    </div>
  );
}
