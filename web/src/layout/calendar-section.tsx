import { ChevronRight } from 'lucide-react';
import { Suspense, useState } from 'react';
import { device } from '../lib/device.ts';
import { useTexts } from '../lib/i18n.ts';
import { lazily } from '../lib/soon.tsx';
import { classes } from '../ui/classes.ts';

const Calendar = lazily(async () => ({ default: (await import('./calendar.tsx')).Calendar }));

/** The calendar, folded until it is wanted: only then its month is counted. */
export function CalendarSection() {
  const t = useTexts();
  const [isOpen, setOpen] = useState(device.read('calendar') === 'open');
  const toggle = () => {
    device.write('calendar', isOpen ? null : 'open');
    setOpen(!isOpen);
  };
  return (
    <section className="mt-6 border-t border-hairline pt-4">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={toggle}
          className="flex min-h-6 w-full items-center justify-between text-margin text-faded hover:text-ink"
        >
          {t('calendar')}
          <span className="grid w-6 place-items-center">
            <ChevronRight
              size={14}
              strokeWidth={1.5}
              aria-hidden
              className={classes(isOpen && 'rotate-90')}
            />
          </span>
        </button>
      </h2>
      {isOpen && (
        <Suspense fallback={<div className="h-56" />}>
          <Calendar />
        </Suspense>
      )}
    </section>
  );
}
