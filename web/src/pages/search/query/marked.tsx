import type { Part } from './marked-parts.ts';

/** Text with its hits marked. */
export function Marked({ parts }: { parts: readonly Part[] }) {
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
