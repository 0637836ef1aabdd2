import { useId } from 'react';

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; text: string }[];
  onChoose: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Choices<Value extends string>({ label, value, options, onChoose }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="border-b border-hairline py-4">
      <legend className="float-left mb-2 w-full text-ui">{label}</legend>
      <div className="clear-both flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className="control control-line relative cursor-pointer text-faded has-checked:border-rubric has-checked:bg-wash has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-rubric"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChoose(option.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {option.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
