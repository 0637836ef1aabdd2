import type { ReactNode } from 'react';

/** What an empty page will be good for, with an example where one helps. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="py-8">
      <p className="font-serif text-title">{title}</p>
      {children && <div className="mt-2 max-w-prose text-ui text-faded">{children}</div>}
    </div>
  );
}
