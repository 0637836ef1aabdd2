import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** A line of the palette: a place to go, or something to do. */
export interface Item {
  /** The same as long as it is the same thing, so that it stays chosen while others come and go. */
  key: string;
  icon: LucideIcon;
  text: ReactNode;
  /** Below it, smaller. */
  detail?: ReactNode;
  /** At the end of the line. */
  side?: ReactNode;
  /** Where it leads; it can then be opened in a new tab. */
  href?: string;
  /** What it does, where it leads nowhere. The palette is closed by then. */
  run?: () => void;
  /** What it writes into the field instead; the palette stays. */
  insert?: string;
}

export interface Group {
  key: string;
  title: string;
  items: readonly Item[];
}
