import { EmptyState } from '../../ui/empty-state.tsx';
import { useFilesTexts } from './texts.ts';

export function EmptyFiles() {
  const f = useFilesTexts();
  return (
    <EmptyState title={f('empty-title')}>
      <p>{f('empty-text')}</p>
      <figure className="mt-6 border-l-2 border-rubric pl-4">
        <blockquote className="prose-note whitespace-pre-line text-ink">{f('empty-example')}</blockquote>
      </figure>
    </EmptyState>
  );
}
