import { useEffect, useState } from 'react';
import type { OutlineHeading } from '../../../markdown/outline.ts';

const FEWEST = 2;
const NONE: readonly OutlineHeading[] = [];

/** The headings of a note, where they are worth a list; its reader is loaded with the text. */
export function useOutline(content: string): readonly OutlineHeading[] {
  const [headings, setHeadings] = useState(NONE);
  useEffect(() => {
    let gone = false;
    void import('../../../markdown/index.ts').then(({ outlineOf }) => {
      if (gone) return;
      const found = outlineOf(content).filter(({ text }) => text !== '');
      setHeadings(found.length < FEWEST ? NONE : found);
    });
    return () => {
      gone = true;
    };
  }, [content]);
  return headings;
}

export const headingId = (memoId: number, { slug }: OutlineHeading): string => `note-${memoId}-${slug}`;

/** A heading this far below the top of the window is the one that is being read. */
const READ_AT = 120;

/** The number of the heading under which one reads. */
export function useCurrentHeading(memoId: number, headings: readonly OutlineHeading[]): number {
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    if (headings.length === 0) return;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const last = headings.findLastIndex((heading) => {
        const element = document.getElementById(headingId(memoId, heading));
        return element && element.getBoundingClientRect().top < READ_AT;
      });
      setCurrent(Math.max(last, 0));
    };
    const onScroll = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [memoId, headings]);
  return current;
}
