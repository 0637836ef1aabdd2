import { useEffect, useState } from 'react';
import type { OutlineHeading } from '../../../markdown/outline.ts';

const FEWEST = 2;
const NONE: readonly OutlineHeading[] = [];

/** The headings of a note, where they are worth a list; its reader is loaded with the text. */
export function useOutline(content: string): readonly OutlineHeading[] {
  const [headings, setHeadings] = useState(NONE);
  useEffect(() => {
    let gone = false;
    const look = async (): Promise<void> => {
      const { outlineOf } = await import('../../../markdown/index.ts');
      const all = outlineOf(content).filter(({ text }) => text !== '');
      // The title is above everything, and one knows where that is.
      const hasTitle = all.filter(({ level }) => level === 1).length === 1 && all[0]?.level === 1;
      const found = hasTitle ? all.slice(1) : all;
      if (!gone) setHeadings(found.length < FEWEST ? NONE : found);
    };
    void look();
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
  const [current, setCurrent] = useState(-1);
  useEffect(() => {
    if (headings.length === 0) return;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const last = headings.findLastIndex((heading) => {
        const element = document.getElementById(headingId(memoId, heading));
        return element && element.getBoundingClientRect().top < READ_AT;
      });
      setCurrent(last);
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
