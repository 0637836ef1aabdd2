import { useId, type ComponentProps, type ReactNode } from 'react';

interface LabelProps {
  label: string;
  /** What to write, where the label does not say it. */
  hint?: ReactNode;
  /** What is wrong with it. */
  error?: string | undefined;
}

interface ControlProps {
  id: string;
  className: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

/** A control with its name, and what belongs to it in words; `children` makes the control out of what joins them. */
export function Labelled({
  label,
  hint,
  error,
  children,
}: LabelProps & { children: (props: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-margin font-medium">
        {label}
      </label>
      {children({
        id,
        className: 'field',
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described || undefined,
      })}
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

export function Field({ label, hint, error, ...input }: LabelProps & Omit<ComponentProps<'input'>, 'id'>) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(control) => <input {...control} {...input} />}
    </Labelled>
  );
}
