import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../memories/texts/index.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDocumentTitle } from '../layout/page-title.tsx';

interface Props {
  why: 'closed' | 'unknown';
  /** Whether nobody is signed in. */
  isVisitor?: boolean;
  children?: ReactNode;
}

/** In place of a space that this reader cannot see. */
export function SpaceRefused({ why, isVisitor = false, children }: Props) {
  const t = useTexts();
  const title = t(why === 'closed' ? 'space-no-access-title' : 'space-unknown-title');
  useDocumentTitle(title);
  return (
    <EmptyState title={title}>
      <p>{t(why === 'unknown' ? 'space-unknown' : isVisitor ? 'space-closed' : 'space-no-access')}</p>
      {children}
      {!isVisitor && (
        <p className="mt-4">
          <Link href="/spaces" className="text-rubric underline">
            {t('space-to-spaces')}
          </Link>
        </p>
      )}
    </EmptyState>
  );
}
