import type { Memo } from '../../../../src/client/index.ts';

/** The address of a note for everybody who may read it. */
export const sharedPath = ({ uid }: Pick<Memo, 'uid'>): string => `/notes/${uid}`;
