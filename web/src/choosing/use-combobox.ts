import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react';

interface Options {
  label: string;
  text: string;
  onText: (text: string) => void;
  /** How many there are to choose from for what is written. */
  count: number;
  onChoose: (index: number) => void;
}

/** A field with a list below it: arrows go through the list, Enter takes from it, Escape closes it. The field keeps the focus. */
export function useCombobox({ label, text, onText, count, onChoose }: Options) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const isShown = isOpen && text.trim() !== '' && count > 0;
  const choose = (index: number) => {
    setOpen(false);
    onChoose(index);
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== '') {
      if (!isShown) onText('');
      setOpen(false);
    } else if (event.key === 'ArrowDown' && isShown) setAt((at + 1) % count);
    else if (event.key === 'ArrowUp' && isShown) setAt((at + count - 1) % count);
    else if (event.key === 'Enter' && isShown) choose(at);
    else if (event.key === 'ArrowDown' && count > 0) setOpen(true);
    else return;
    event.preventDefault();
  }
  return {
    isOpen,
    isShown,
    field: {
      role: 'combobox',
      'aria-label': label,
      'aria-expanded': isShown,
      'aria-controls': `${id}-list`,
      'aria-activedescendant': isShown ? `${id}-${at}` : undefined,
      'aria-autocomplete': 'list',
      autoComplete: 'off',
      autoCapitalize: 'none',
      placeholder: label,
      value: text,
      onKeyDown,
      onFocus: () => setOpen(true),
      onBlur: () => setOpen(false),
      onChange: (event: { target: { value: string } }) => {
        onText(event.target.value);
        setAt(0);
        setOpen(true);
      },
    } as const,
    list: { id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: !isShown } as const,
    option: (index: number) =>
      ({
        id: `${id}-${index}`,
        role: 'option',
        'aria-selected': index === at,
        onPointerDown: (event: PointerEvent) => event.preventDefault(),
        onPointerEnter: () => setAt(index),
        onClick: () => choose(index),
      }) as const,
  };
}
