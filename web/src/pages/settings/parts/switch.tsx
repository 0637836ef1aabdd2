import { useId } from 'react';
import { classes } from '../../../ui/classes.ts';

interface Props {
  label: string;
  hint?: string | undefined;
  isOn: boolean;
  disabled?: boolean;
  onChange: (isOn: boolean) => void;
}

/** Something that is on or off, at once. */
export function SwitchLine({ label, hint, isOn, disabled = false, onChange }: Props) {
  const id = useId();
  return (
    <div className="flex min-h-14 items-center justify-between gap-6 border-b border-hairline py-3">
      <div className="min-w-0 text-ui">
        <span id={id}>{label}</span>
        {hint && (
          <p id={`${id}-hint`} className="text-margin text-faded">
            {hint}
          </p>
        )}
      </div>
      <Switch
        isOn={isOn}
        disabled={disabled}
        onChange={onChange}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
    </div>
  );
}

interface SwitchProps {
  isOn: boolean;
  disabled?: boolean;
  onChange: (isOn: boolean) => void;
  'aria-label'?: string | undefined;
  'aria-labelledby'?: string | undefined;
  'aria-describedby'?: string | undefined;
}

export function Switch({ isOn, onChange, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      onClick={() => onChange(!isOn)}
      className={classes(
        'relative h-6 w-10 shrink-0 rounded-full border disabled:opacity-50 [transition:background-color_120ms]',
        isOn ? 'border-rubric bg-rubric' : 'border-edge bg-sunk',
      )}
      {...rest}
    >
      <span
        aria-hidden
        className={classes(
          'absolute top-[3px] size-4 rounded-full [transition:left_120ms]',
          isOn ? 'left-[19px] bg-paper' : 'left-[3px] bg-edge',
        )}
      />
    </button>
  );
}
