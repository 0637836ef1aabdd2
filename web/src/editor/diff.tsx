import { Fragment, useMemo, useState } from 'react';
import { compare, type DiffLine } from './compare.ts';
import './diff.css';

export interface DiffProps {
  before: string;
  after: string;
  /** What this compares, for those who do not see it. */
  label?: string | undefined;
  labels?: Partial<DiffLabels> | undefined;
}

export interface DiffLabels {
  added: string;
  removed: string;
  same: string;
  /** `{n}` lines that are the same. */
  hidden: string;
}

const LABELS: DiffLabels = {
  added: 'added',
  removed: 'removed',
  same: 'The two versions are the same.',
  hidden: 'Show {n} lines that are the same',
};
const AROUND = 3;
const SIGNS = { same: '', added: '+', removed: '−', changed: '±' };

/** What changed from one text to another: signs in the margin and lines through or under words, besides colour. */
export function Diff({ before, after, label = 'Changes', ...props }: DiffProps) {
  const labels = { ...LABELS, ...props.labels };
  const lines = useMemo(() => compare(before, after), [before, after]);
  const runs = useMemo(() => runsOf(lines), [lines]);
  if (before === after) return <p className="diff-none">{labels.same}</p>;
  return (
    <div className="diff" role="region" aria-label={label}>
      {runs.map((run) => (
        <Run key={run.at} run={run} labels={labels} />
      ))}
    </div>
  );
}

interface LineRun {
  at: number;
  hidden: boolean;
  lines: DiffLine[];
}

/** Lines that are the same are left out but for a few around each change. */
function runsOf(lines: readonly DiffLine[]): LineRun[] {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ kind }, at) => kind !== 'same' && near.fill(1, Math.max(0, at - AROUND), at + AROUND + 1));
  const runs: LineRun[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at + 1;
    while (end < lines.length && near[end] === near[at]) end++;
    // Two lines are shown sooner than their number.
    runs.push({ at, hidden: near[at] === 0 && end - at > 2, lines: lines.slice(at, end) });
    at = end;
  }
  return runs;
}

function Run({ run, labels }: { run: LineRun; labels: DiffLabels }) {
  const [open, setOpen] = useState(false);
  if (run.hidden && !open) {
    return (
      <button type="button" className="diff-hidden" onClick={() => setOpen(true)}>
        {labels.hidden.replace('{n}', String(run.lines.length))}
      </button>
    );
  }
  return run.lines.map((line, index) => <Line key={run.at + index} line={line} labels={labels} />);
}

function Line({ line, labels }: { line: DiffLine; labels: DiffLabels }) {
  return (
    <div className={`diff-line diff-${line.kind}`}>
      <span className="diff-sign" aria-hidden="true">
        {SIGNS[line.kind]}
      </span>
      <span className="diff-text">
        {line.pieces.map((piece, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- pieces have no other name, and never move.
          <Fragment key={index}>
            {piece.kind === 'same' && piece.text}
            {piece.kind === 'added' && <Piece as="ins" says={labels.added} text={piece.text} />}
            {piece.kind === 'removed' && <Piece as="del" says={labels.removed} text={piece.text} />}
          </Fragment>
        ))}
      </span>
    </div>
  );
}

/** Few screen readers speak of `ins` and `del`, so it is said. */
function Piece({ as: Tag, says, text }: { as: 'ins' | 'del'; says: string; text: string }) {
  return (
    <Tag>
      <span className="diff-said">{says}: </span>
      {text || '\u00A0'}
    </Tag>
  );
}
