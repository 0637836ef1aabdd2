import { drafts } from '../../../lib/drafts.ts';

/** What was written in a note and is not on the server yet: on this device, with the text that it was made from. */
export interface NoteDraft {
  content: string;
  base: string;
}

const nameOf = (uid: string): string => `note/${uid}`;

export const noteDrafts = {
  read(uid: string): NoteDraft | null {
    const draft = drafts.read<{ base: string }>(nameOf(uid));
    return draft && { content: draft.content, base: draft.extra?.base ?? '' };
  },
  /** @returns whether it will be there after a reload */
  write: (uid: string, content: string, base: string): boolean =>
    drafts.write(nameOf(uid), content, { base }),
  drop: (uid: string): void => drafts.drop(nameOf(uid)),
};
