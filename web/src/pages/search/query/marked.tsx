import { useMemo } from 'react';
import { markedParts, withoutBeginning } from './marked-parts.ts';

/** Text of the server with its hits marked. @param after what stands before it already, and is left out */
export function Marked({ html, after = '' }: { html: string; after?: string }) {
  const parts = useMemo(() => withoutBeginning(markedParts(html), after), [html, after]);
  return parts.map(({ text, isHit }, index) =>
    isHit ? (
      <mark key={index} className="rounded-[2px] bg-wash text-rubric">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
