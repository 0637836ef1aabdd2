import { Globe } from 'lucide-react';
import { Link } from 'wouter';
import type { Space } from '../../../../src/client/index.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { FavouriteButton } from '../../spaces/favourite-button.tsx';
import { spacePath } from '../../spaces/use-spaces.ts';

export function SpaceEntry({ space }: { space: Space }) {
  const t = useTexts();
  const { name, isPublic, owner, accessType, permissions } = space;
  const about = [
    !permissions.isOwner && t('space-by', { name: owner.name }),
    (accessType === 'read' || accessType === 'edit') && t(`space-may-${accessType}`),
  ].filter(Boolean);
  return (
    <li className="flex items-center justify-between gap-4 border-b border-hairline py-2">
      <div className="min-w-0">
        <Link
          href={spacePath(space.id)}
          className="font-serif text-body font-semibold wrap-anywhere hover:text-rubric"
        >
          {name}
        </Link>
        <p className="flex flex-wrap items-center gap-x-2 text-margin text-faded">
          {isPublic && (
            <span className="inline-flex items-center gap-1">
              <Globe size={14} strokeWidth={1.5} aria-hidden />
              {t('space-public')}
            </span>
          )}
          {!isPublic && permissions.isOwner && t('space-private')}
          {about.join(' · ')}
        </p>
      </div>
      <FavouriteButton space={space} />
    </li>
  );
}
