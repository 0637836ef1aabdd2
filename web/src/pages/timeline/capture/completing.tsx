import {
  useImperativeHandle,
  useLayoutEffect,
  useState,
  type KeyboardEvent,
  type Ref,
  type RefObject,
} from 'react';
import { useTexts } from '../../../lib/i18n.ts';
import { caretPosition } from './caret-position.ts';
import { useCompletions, type Completion } from './completions.ts';
import type { Question } from './question.ts';

/** What a screen reader is told of the box, as long as completions are shown. */
export interface Shown {
  active: number;
  status: string;
}

export interface CompletingKeys {
  /** @returns whether the key meant the completions */
  take(event: KeyboardEvent): boolean;
}

interface Props {
  ref: Ref<CompletingKeys>;
  /** Of the list of completions; that of each has its number at the end. */
  id: string;
  box: RefObject<HTMLTextAreaElement | null>;
  question: Question;
  onShown: (shown: Shown | null) => void;
  onClose: () => void;
}

/** The completions of what is being written: the arrows choose, Enter and Tab take, Escape closes. */
export function Completing({ ref, id, box, question, onShown, onClose }: Props) {
  const t = useTexts();
  const completions = useCompletions(question);
  const [chosen, setChosen] = useState({ question, index: 0 });
  const count = completions.length;
  const active = chosen.question === question ? Math.min(chosen.index, count - 1) : 0;
  const isOpen = count > 0;
  const status = isOpen ? t('completions', { count }) : '';
  useLayoutEffect(() => onShown(isOpen ? { active, status } : null), [isOpen, active, status, onShown]);
  useLayoutEffect(() => () => onShown(null), [onShown]);

  const take = (completion: Completion) => {
    const element = box.current!;
    element.focus();
    element.setSelectionRange(question.start, element.selectionStart);
    // By the browser's own command, so that it can be undone by key; React hears of it as of any other input.
    document.execCommand('insertText', false, completion.insert);
    onClose();
  };
  useImperativeHandle(ref, () => ({
    take(event) {
      if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setChosen({ question, index: (active + step + count) % count });
      else if (event.key === 'Enter' || event.key === 'Tab') take(completions[active]!);
      else if (event.key === 'Escape') onClose();
      else return false;
      return true;
    },
  }));
  if (!isOpen || !box.current) return null;
  return (
    <Listbox
      id={id}
      label={t(question.kind === 'tag' ? 'tags' : 'notes')}
      place={caretPosition(box.current, question.start)}
      completions={completions}
      active={active}
      onTake={take}
    />
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
