import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useDayCounts } from '../lib/day-counts.ts';
import { dayKey, formatDate, formatMonth, startOfDay, weekdayLetters } from '../lib/dates.ts';
import { useTexts } from '../lib/i18n.ts';
import { classes } from '../ui/classes.ts';
import { IconButton } from '../ui/icon-button.tsx';

/** A month, each day the darker the more was written; a day leads to its notes. */
export function Calendar() {
  const t = useTexts();
  const [search] = useSearchParams();
  const chosen = search.get('from');
  const start = chosen ? startOfDay(chosen) : new Date();
  const [{ year, month }, setMonth] = useState({ year: start.getFullYear(), month: start.getMonth() });
  const counts = useDayCounts(year, month);
  const step = (by: number) => {
    const next = new Date(year, month + by, 1);
    setMonth({ year: next.getFullYear(), month: next.getMonth() });
  };
  const days = new Date(year, month + 1, 0).getDate();
  const before = (new Date(year, month, 1).getDay() + 6) % 7;
  return (
    <div className="-ml-1 pt-1">
      <div className="flex items-center justify-between">
        <IconButton icon={ChevronLeft} label={t('month-before')} onClick={() => step(-1)} />
        <p aria-live="polite" className="text-margin">
          {formatMonth(year, month)}
        </p>
        <IconButton icon={ChevronRight} label={t('month-after')} onClick={() => step(1)} />
      </div>
      <div className="grid grid-cols-7 gap-0.5 text-center text-margin tabular-nums">
        {weekdayLetters().map((letter, index) => (
          <span key={index} aria-hidden className="text-faded">
            {letter}
          </span>
        ))}
        {Array.from({ length: before }, (_, index) => (
          <span key={`before-${index}`} />
        ))}
        {Array.from({ length: days }, (_, index) => {
          const key = dayKey(new Date(year, month, index + 1));
          return (
            <Day
              key={key}
              day={key}
              number={index + 1}
              count={counts.get(key) ?? 0}
              isChosen={key === chosen}
            />
          );
        })}
      </div>
    </div>
  );
}

const HEAT = ['', 'bg-wash', 'bg-rubric/20', 'bg-rubric/35'];

function Day({
  day,
  number,
  count,
  isChosen,
}: {
  day: string;
  number: number;
  count: number;
  isChosen: boolean;
}) {
  const t = useTexts();
  const heat = count === 0 ? 0 : count < 3 ? 1 : count < 8 ? 2 : 3;
  return (
    <Link
      href={isChosen ? '/' : `/?from=${day}&to=${day}`}
      aria-label={`${formatDate(day)}, ${t('note-count', { count })}`}
      aria-current={day === dayKey(new Date()) ? 'date' : undefined}
      className={classes(
        'grid h-7 place-items-center rounded hover:outline hover:outline-edge aria-[current=date]:font-semibold',
        isChosen ? 'bg-rubric text-paper' : classes(HEAT[heat], count === 0 && 'text-faded'),
      )}
    >
      {number}
    </Link>
  );
}
