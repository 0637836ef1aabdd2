import type { ReactNode } from 'react';

/** One thing of a page: what stands in its margins is level with it. */
export function PageRow({
  left,
  right,
  children,
}: {
  left?: ReactNode;
  right?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="page-row">
      {left && <div className="page-left text-margin text-faded">{left}</div>}
      <div className="page-column">{children}</div>
      {right && <div className="page-right text-margin text-faded">{right}</div>}
    </div>
  );
}
