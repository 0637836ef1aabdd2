import { useEffect, type ReactNode } from 'react';

/** The title of a page, in its column and in the window; `children` stands beside it. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  useDocumentTitle(title);
  return (
    <div className="page-row mb-8">
      <div className="page-column flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h1 className="font-serif text-title">{title}</h1>
        {children}
      </div>
    </div>
  );
}

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Commonplace`;
  }, [title]);
}
