/** Something that is not as it should be. */
export interface Finding {
  /** What kind of thing: `database`, `search index`, `tags`… */
  what: string;
  /** Which one: `note 12`, `file ab12… (photo.jpg)`. */
  where: string;
  problem: string;
  /** What helps. */
  repair: string;
  isRepaired: boolean;
}

export const BY_DOCTOR = 'commonplace doctor --repair';
export const BY_BACKUP = 'restore it from a backup';
