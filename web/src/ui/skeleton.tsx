/** Lines where text will stand; for who has waited for a moment. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div aria-hidden className="after-a-moment grid gap-3 py-2">
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className="h-3 rounded bg-sunk nth-[3n]:w-2/3 nth-[3n+1]:w-full nth-[3n+2]:w-11/12"
        />
      ))}
    </div>
  );
}
