import { Star } from 'lucide-react';
import type { Space } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { useTexts } from '../memories/texts/index.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { problemText } from '../ui/problem.tsx';
import { say } from '../ui/toasts.tsx';
import { placeSpace } from './use-spaces.ts';

export function FavouriteButton({ space }: { space: Space }) {
  const t = useTexts();
  const { id, name, favorited } = space;
  async function toggle(): Promise<void> {
    placeSpace({ ...space, favorited: !favorited });
    try {
      placeSpace(await (favorited ? client.spaces.unfavorite(id) : client.spaces.favorite(id)));
    } catch (error) {
      placeSpace(space);
      say(t('not-done', { reason: problemText(error, t) }));
    }
  }
  return (
    <IconButton
      icon={Star}
      label={t(favorited ? 'space-unfavour' : 'space-favour', { name })}
      aria-pressed={favorited}
      onClick={() => void toggle()}
      className={favorited ? '!bg-transparent !text-rubric [&_svg]:fill-current' : undefined}
    />
  );
}
