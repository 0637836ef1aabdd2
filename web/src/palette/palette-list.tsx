import type { MouseEvent, PointerEvent, Ref } from 'react';
import { useTexts } from '../lib/i18n.ts';
import type { Group, Item } from './items.ts';

interface Props {
  ref: Ref<HTMLDivElement>;
  id: string;
  groups: readonly Group[];
  /** The key of the line that Enter takes. */
  current: string | undefined;
  onPoint: (key: string) => void;
  onTake: (item: Item) => void;
}

/** The lines of the palette, below the names of their groups. The field keeps the focus. */
export function PaletteList({ ref, id, groups, current, onPoint, onTake }: Props) {
  const t = useTexts();
  let index = 0;
  return (
    <div
      ref={ref}
      id={`${id}-list`}
      role="listbox"
      aria-label={t('palette-results')}
      className="palette-list"
    >
      {groups.map(({ key, title, items }) => (
        <div key={key} role="group" aria-labelledby={`${id}-group-${key}`}>
          <p id={`${id}-group-${key}`} role="presentation" className="px-3 pt-3 pb-1 text-margin text-faded">
            {title}
          </p>
          {items.map((item) => (
            <Line
              key={item.key}
              id={`${id}-${index++}`}
              item={item}
              isCurrent={item.key === current}
              onPoint={onPoint}
              onTake={onTake}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface LineProps extends Pick<Props, 'onPoint' | 'onTake'> {
  id: string;
  item: Item;
  isCurrent: boolean;
}

function Line({ id, item, isCurrent, onPoint, onTake }: LineProps) {
  const { icon: Icon, text, detail, side, href } = item;
  const line = {
    id,
    role: 'option',
    'aria-selected': isCurrent,
    className: 'palette-line',
    // Only what moves points: a line that comes up below a resting pointer does not.
    onPointerMove: ({ movementX, movementY }: PointerEvent) => {
      if (!isCurrent && (movementX !== 0 || movementY !== 0)) onPoint(item.key);
    },
    onMouseDown: (event: MouseEvent) => event.button === 0 && event.preventDefault(),
    onClick: (event: MouseEvent) => {
      // A new tab or window is the browser's matter.
      if (href !== undefined && (event.metaKey || event.ctrlKey || event.shiftKey)) return;
      event.preventDefault();
      onTake(item);
    },
  };
  const inner = (
    <>
      <Icon size={16} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0 text-faded" />
      <span className="min-w-0 grow">
        <span className="flex gap-3">
          <span className="min-w-0 grow truncate">{text}</span>
          {side && <span className="palette-side">{side}</span>}
        </span>
        {detail && <span className="palette-detail">{detail}</span>}
      </span>
    </>
  );
  return href === undefined ? (
    <div {...line}>{inner}</div>
  ) : (
    <a {...line} href={href} tabIndex={-1}>
      {inner}
    </a>
  );
}
