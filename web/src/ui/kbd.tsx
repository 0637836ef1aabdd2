import { keyNames } from '../lib/shortcuts.ts';

/** Keys as they are shown: `mod+k` is ⌘ K or Ctrl K. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex gap-1 font-sans text-margin text-faded">
      {keyNames(keys).map((name, index) => (
        <span key={index} className="min-w-5 rounded border border-hairline px-1 text-center">
          {name}
        </span>
      ))}
    </kbd>
  );
}
