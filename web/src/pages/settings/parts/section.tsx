import type { ReactNode } from 'react';
import { useDocumentTitle } from '../../../layout/page-title.tsx';

/** One section: its title, a sentence about what it is for, and its content. */
export function Section({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  useDocumentTitle(title);
  return (
    <section aria-label={title}>
      <h1 className="font-serif text-title">{title}</h1>
      {text && <p className="mt-2 max-w-prose text-ui text-faded">{text}</p>}
      <div className="mt-6">{children}</div>
    </section>
  );
}

/** A part of a section that has a heading of its own. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-8 first:mt-0">
      <h2 className="mb-2 text-ui font-semibold">{title}</h2>
      {children}
    </div>
  );
}
