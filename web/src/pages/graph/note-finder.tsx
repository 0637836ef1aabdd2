import { useId, useState, type KeyboardEvent, type Ref } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { classes } from '../../ui/classes.ts';
import { findByTitle } from './data/finding.ts';
import type { GraphNode } from './data/link-graph.ts';

interface Props {
  ref?: Ref<HTMLInputElement>;
  nodes: readonly GraphNode[];
  label: string;
  text: string;
  onText: (text: string) => void;
  onChoose: (node: GraphNode) => void;
  className?: string;
}

const MOST = 8;

/** A field that finds a note by its title. */
export function NoteFinder({ ref, nodes, label, text, onText, onChoose, className }: Props) {
  const t = useTexts();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = isOpen ? findByTitle(nodes, text).slice(0, MOST) : [];
  const isShown = found.length > 0;
  const choose = (node: GraphNode | undefined) => {
    if (!node) return;
    setOpen(false);
    onChoose(node);
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text !== '') {
      onText('');
      setOpen(false);
    } else if (event.key === 'ArrowDown' && isShown) setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp' && isShown) setAt((at + found.length - 1) % found.length);
    else if (event.key === 'Enter' && isShown) choose(found[at]);
    else return;
    event.preventDefault();
  }
  return (
    <div className={classes('relative', className)}>
      <input
        ref={ref}
        role="combobox"
        aria-label={label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={label}
        value={text}
        className="field"
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          onText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!isShown}
        className="floating absolute inset-x-0 top-full mt-1 p-1"
      >
        {found.map((node, index) => (
          <div
            key={node.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className="floating-item justify-between"
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(node)}
          >
            <span className="truncate">{node.title || t('untitled')}</span>
            <span className="shrink-0 tabular-nums text-faded">
              {t('link-count', { count: node.degree })}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
