import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import type { Memo } from '../../../../src/client/index.ts';
import { AddToSpace } from '../../spaces/add-to-space.tsx';
import { removeAndGoBack, type NoteDialog } from './note-menu.tsx';

const HistoryDialog = lazy(() => import('./dialogs/history.tsx'));
const PublicLinkDialog = lazy(() => import('./dialogs/public-link.tsx'));
const CreateNoteDialog = lazy(() => import('./dialogs/create-note.tsx'));
const RemoveDialog = lazy(() => import('./dialogs/remove.tsx'));

export type OpenDialog = { name: NoteDialog } | { name: 'create'; filename: string; label: string };

interface Props {
  dialog: OpenDialog;
  memo: Memo;
  onClose: () => void;
}

export function NoteDialogs({ dialog, memo, onClose }: Props) {
  const [, navigate] = useLocation();
  return (
    <Suspense>
      {dialog.name === 'history' && <HistoryDialog memo={memo} onClose={onClose} />}
      {dialog.name === 'public' && <PublicLinkDialog memo={memo} onClose={onClose} />}
      <AddToSpace memo={memo} open={dialog.name === 'spaces'} onClose={onClose} />
      {dialog.name === 'remove' && (
        <RemoveDialog onRemove={() => void removeAndGoBack(memo, navigate)} onClose={onClose} />
      )}
      {dialog.name === 'create' && (
        <CreateNoteDialog filename={dialog.filename} label={dialog.label} onClose={onClose} />
      )}
    </Suspense>
  );
}
