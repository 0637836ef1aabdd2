import type { Memory } from '../../../../src/client/index.ts';

export const SHELVES = ['all', 'pages', 'documents', 'failed'] as const;
export type Shelf = (typeof SHELVES)[number];

export function isOn(shelf: Shelf, { type, status }: Memory): boolean {
  switch (shelf) {
    case 'all':
      return true;
    case 'pages':
      return type !== 'document';
    case 'documents':
      return type === 'document';
    case 'failed':
      return status === 'failed';
  }
}
