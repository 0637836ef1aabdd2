import { useId, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';
import { useSoon } from '../../../lib/soon.tsx';
import type { CompletingKeys, Shown } from './completing.tsx';
import { questionAt, type Question } from './question.ts';

interface Props {
  ref: Ref<HTMLTextAreaElement>;
  value: string;
  label: string;
  placeholder: string;
  onChange: (value: string) => void;
  onFiles: (files: Iterable<File>) => void;
}

/**
 * A box that grows with what is written in it, and completes tags after `#` and notes after `[[`; the choice is read out.
 * (It stays a text box: a combobox has one line.)
 */
export function CompletedTextarea({ ref, value, label, placeholder, onChange, onFiles }: Props) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const keys = useRef<CompletingKeys>(null);
  useImperativeHandle(ref, () => box.current!);
  const [question, setQuestion] = useState<Question | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const Completing = useSoon()?.Completing;

  const ask = () => {
    const { selectionStart, selectionEnd } = box.current!;
    setQuestion(selectionStart === selectionEnd ? questionAt(box.current!.value, selectionStart) : null);
  };
  const close = () => setQuestion(null);
  return (
    <div className="relative">
      <textarea
        ref={box}
        value={value}
        placeholder={placeholder}
        rows={1}
        aria-label={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={shown ? id : undefined}
        aria-activedescendant={shown ? `${id}-${shown.active}` : undefined}
        spellCheck
        onChange={(event) => {
          onChange(event.target.value);
          ask();
        }}
        onClick={ask}
        onBlur={close}
        onKeyDown={(event) => {
          if (keys.current?.take(event)) {
            event.preventDefault();
            event.stopPropagation();
          } else if (event.key === 'Escape') box.current?.blur();
        }}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          onFiles(event.clipboardData.files);
        }}
        className="prose-note block field-sizing-content max-h-[60dvh] min-h-10 pb-2 w-full resize-none bg-transparent outline-none"
      />
      <p role="status" className="sr-only">
        {shown?.status}
      </p>
      <GrowWithoutFieldSizing box={box} value={value} />
      {Completing && question && (
        <Completing ref={keys} id={id} box={box} question={question} onShown={setShown} onClose={close} />
      )}
    </div>
  );
}

/** For browsers that do not let a box grow by a style alone. */
function GrowWithoutFieldSizing({
  box,
  value,
}: {
  box: React.RefObject<HTMLTextAreaElement | null>;
  value: string;
}) {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [box, value]);
  return null;
}
