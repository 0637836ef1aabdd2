import { Labelled } from '../../../ui/field.tsx';

interface Props<Value extends string> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: Value;
  options: readonly { value: Value; text: string }[];
  onChoose: (value: Value) => void;
}

/** As Field, for one of a few. */
export function ChoiceField<Value extends string>({ value, options, onChoose, ...rest }: Props<Value>) {
  return (
    <Labelled {...rest}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChoose(event.target.value as Value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-raised text-ink">
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
