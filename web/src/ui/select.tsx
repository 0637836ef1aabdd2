import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

interface Props<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  /** Its name; shown before it where `showLabel` is set. */
  label: string;
  showLabel?: boolean;
  value: Value;
  options: readonly { value: Value; text: string }[];
  onChoose: (value: Value) => void;
}

/** The browser's own: every key works, and a phone shows its wheel. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, showLabel = false, value, options, onChoose, className, ...rest } = props;
  return (
    <label className={classes('control control-quiet relative gap-1 pr-1', className)}>
      <span className={showLabel ? '' : 'sr-only'}>{label}</span>
      <select
        value={value}
        onChange={(event) => onChoose(event.target.value as Value)}
        className="field-sizing-content cursor-pointer appearance-none bg-transparent pr-5 -mr-5 font-medium outline-offset-4"
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-raised text-ink">
            {option.text}
          </option>
        ))}
      </select>
      <ChevronDown size={14} strokeWidth={1.5} aria-hidden className="pointer-events-none" />
    </label>
  );
}
