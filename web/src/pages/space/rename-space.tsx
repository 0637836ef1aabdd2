import type { Space } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { SpaceNameDialog } from '../../spaces/space-name-dialog.tsx';
import { placeSpace } from '../../spaces/use-spaces.ts';

export function RenameSpace({ space, onClose }: { space: Space; onClose: () => void }) {
  const t = useTexts();
  async function rename(name: string): Promise<void> {
    placeSpace(await client.spaces.update(space.id, { name }));
    onClose();
  }
  return (
    <SpaceNameDialog
      title={t('space-rename')}
      action={t('space-rename')}
      name={space.name}
      onName={rename}
      onClose={onClose}
    />
  );
}
