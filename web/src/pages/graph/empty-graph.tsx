import { Link } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Titles stand up to the right of their dots, or where no line runs through them. */
const NOTES: readonly { x: number; y: number; r: number; title: string; dx?: number; dy?: number }[] = [
  { x: 268, y: 122, r: 8, title: 'Commonplace books', dx: 20, dy: 5 },
  { x: 148, y: 66, r: 5.5, title: 'Locke’s method' },
  { x: 150, y: 196, r: 4.5, title: 'Indexes', dx: 10, dy: 20 },
  { x: 388, y: 58, r: 4.5, title: 'Memory' },
  { x: 372, y: 192, r: 5.5, title: 'Aldus Manutius', dx: 8, dy: 22 },
  { x: 24, y: 132, r: 4, title: 'Page numbers' },
  { x: 476, y: 128, r: 4, title: 'Venice' },
];
const LINKS = [
  [0, 1],
  [0, 2],
  [0, 3],
  [0, 4],
  [1, 2],
  [2, 5],
  [4, 6],
  [3, 6],
] as const;

/** Where nothing is linked yet: what links are good for. */
export function EmptyGraph() {
  const t = useTexts();
  return (
    <EmptyState title={t('graph-empty-title')}>
      <p>{t('graph-empty-text')}</p>
      <figure className="mt-6">
        <Example />
        <figcaption className="mt-3 border-l-2 border-hairline pl-4 font-serif text-body text-ink">
          {t('graph-empty-example')}
        </figcaption>
      </figure>
      <Link href="/" className="control control-line mt-6 text-ink">
        {t('write-a-note')}
      </Link>
    </EmptyState>
  );
}

function Example() {
  const t = useTexts();
  const isNear = (at: number) => LINKS.some(([from, to]) => from === 0 && to === at);
  return (
    <svg viewBox="0 0 560 248" role="img" aria-label={t('graph-empty-picture')} className="graph-example">
      {LINKS.map(([from, to]) => (
        <line
          key={`${from}-${to}`}
          x1={NOTES[from]!.x}
          y1={NOTES[from]!.y}
          x2={NOTES[to]!.x}
          y2={NOTES[to]!.y}
          className={from === 0 ? 'stroke-rubric' : 'stroke-edge'}
          strokeWidth={1}
        />
      ))}
      {NOTES.map(({ x, y, r, title, dx = r + 8, dy = -8 }, at) => (
        <g key={title}>
          {at === 0 && (
            <circle cx={x} cy={y} r={r + 5} className="fill-paper stroke-rubric" strokeWidth={1.5} />
          )}
          <circle cx={x} cy={y} r={r} className={at === 0 || isNear(at) ? 'fill-rubric' : 'fill-ink'} />
          <text x={x + dx} y={y + dy} className={at === 0 ? 'fill-rubric' : 'fill-ink'}>
            {title}
          </text>
        </g>
      ))}
    </svg>
  );
}
