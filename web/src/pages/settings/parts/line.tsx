import type { ReactNode } from 'react';

/** What something is called on the left, what it is set to on the right; a hairline below. */
export function Line({ name, hint, children }: { name: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-hairline py-3">
      <div className="min-w-0 grow basis-60 text-ui">
        {name}
        {hint && <p className="text-margin text-faded">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
