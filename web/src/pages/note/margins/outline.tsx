import { useTexts } from '../../../lib/i18n.ts';
import type { OutlineHeading } from '../../../markdown/outline.ts';
import { headingId, useCurrentHeading } from './use-outline.ts';

interface Props {
  memoId: number;
  headings: readonly OutlineHeading[];
  onGo: (heading: OutlineHeading) => void;
}

/** The headings in the margin, the one that is being read marked. */
export function Outline({ memoId, headings, onGo }: Props) {
  const t = useTexts();
  const current = useCurrentHeading(memoId, headings);
  if (headings.length === 0) return null;
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <nav aria-label={t('note-outline')} className="note-outline">
      <ul>
        {headings.map((heading, index) => (
          <li key={heading.slug} data-depth={Math.min(heading.level - top, 2)}>
            <a
              href={`#${headingId(memoId, heading)}`}
              aria-current={index === current ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault();
                onGo(heading);
              }}
            >
              {heading.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
