import type { User } from '../../../../../src/client/index.ts';

/** The picture of a user where it is on this server, else the initials: nothing is loaded from elsewhere. */
export function Initials({ user }: { user: Pick<User, 'username' | 'nickname' | 'avatarUrl'> }) {
  const isOwn = URL.parse(user.avatarUrl)?.origin === location.origin;
  const className =
    'flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-full border border-hairline bg-sunk font-serif text-ui';
  if (isOwn) return <img src={user.avatarUrl} alt="" className={`${className} object-cover`} />;
  return (
    <span aria-hidden className={className}>
      {initialsOf(user.nickname || user.username)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s_-]+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => [...word][0]!.toLocaleUpperCase()).join('');
}
