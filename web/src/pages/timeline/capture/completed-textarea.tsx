import {
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { useTexts } from '../../../lib/i18n.ts';
import { caretPosition } from './caret-position.ts';
import { questionAt, useCompletions, type Completion, type Question } from './completions.ts';

interface Props {
  ref: Ref<HTMLTextAreaElement>;
  value: string;
  label: string;
  placeholder: string;
  onChange: (value: string) => void;
  onFiles: (files: Iterable<File>) => void;
}

/**
 * A box that grows with what is written in it, and completes tags after `#` and notes after `[[`: the arrows choose,
 * Enter and Tab take, Escape closes, and the choice is read out. (It stays a text box: a combobox has one line.)
 */
export function CompletedTextarea({ ref, value, label, placeholder, onChange, onFiles }: Props) {
  const t = useTexts();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => box.current!);
  const [question, setQuestion] = useState<Question | null>(null);
  const [chosen, setChosen] = useState(0);
  const completions = useCompletions(question);
  const isOpen = question !== null && completions.length > 0;
  const active = Math.min(chosen, completions.length - 1);

  const ask = () => {
    const { selectionStart, selectionEnd } = box.current!;
    setQuestion(selectionStart === selectionEnd ? questionAt(box.current!.value, selectionStart) : null);
    setChosen(0);
  };
  const take = (completion: Completion) => {
    const element = box.current!;
    element.focus();
    element.setSelectionRange(question!.start, element.selectionStart);
    // By the browser's own command, so that it can be undone by key; React hears of it as of any other input.
    document.execCommand('insertText', false, completion.insert);
    setQuestion(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isOpen) return box.current?.blur();
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((active + step + completions.length) % completions.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(completions[active]!);
    else if (event.key === 'Escape') setQuestion(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const place = isOpen && box.current ? caretPosition(box.current, question.start) : null;
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
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
        spellCheck
        onChange={(event) => {
          onChange(event.target.value);
          ask();
        }}
        onClick={ask}
        onBlur={() => setQuestion(null)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          onFiles(event.clipboardData.files);
        }}
        className="prose-note block field-sizing-content max-h-[60dvh] min-h-10 pb-2 w-full resize-none bg-transparent outline-none"
      />
      <p role="status" className="sr-only">
        {isOpen && t('completions', { count: completions.length })}
      </p>
      <GrowWithoutFieldSizing box={box} value={value} />
      {isOpen && place && (
        <Listbox
          id={id}
          label={t(question.kind === 'tag' ? 'tags' : 'notes')}
          place={place}
          completions={completions}
          active={active}
          onTake={take}
        />
      )}
    </div>
  );
}

interface ListboxProps {
  id: string;
  label: string;
  place: { left: number; top: number };
  completions: readonly Completion[];
  active: number;
  onTake: (completion: Completion) => void;
}

function Listbox({ id, label, place, completions, active, onTake }: ListboxProps) {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={label}
      style={place}
      className="floating rise absolute mt-1 max-w-80 min-w-48 p-1"
    >
      {completions.map((completion, index) => (
        <li
          key={completion.insert}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // Before the box loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(completion);
          }}
          className="floating-item"
        >
          <span className="truncate">{completion.text}</span>
          {completion.note && <span className="ml-auto pl-4 text-faded tabular-nums">{completion.note}</span>}
        </li>
      ))}
    </ul>
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
