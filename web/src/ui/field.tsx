import { useId, type ComponentProps, type ReactNode } from 'react';

interface Props extends Omit<ComponentProps<'input'>, 'id'> {
  label: string;
  /** What to write, where the label does not say it. */
  hint?: ReactNode;
  /** What is wrong with it. */
  error?: string | undefined;
}

export function Field({ label, hint, error, ...input }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-margin font-medium">
        {label}
      </label>
      <input
        id={id}
        className="field"
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        {...input}
      />
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
