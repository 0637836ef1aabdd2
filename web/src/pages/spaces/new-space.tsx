import { useState } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { SpaceNameDialog } from '../../spaces/space-name-dialog.tsx';
import { placeSpace, spacePath } from '../../spaces/use-spaces.ts';
import { VisibilityChoice } from '../../spaces/visibility-choice.tsx';

export function NewSpace({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [isPublic, setPublic] = useState(false);
  async function create(name: string): Promise<void> {
    const { space } = await client.spaces.create(name, isPublic);
    placeSpace(space);
    navigate(spacePath(space.id));
  }
  return (
    <SpaceNameDialog title={t('space-new')} action={t('space-create')} onName={create} onClose={onClose}>
      <VisibilityChoice isPublic={isPublic} onChoose={setPublic} />
    </SpaceNameDialog>
  );
}
