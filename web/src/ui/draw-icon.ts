import { createElement, type SVGProps } from 'react';

interface Drawing {
  node: [tag: string, attributes: Record<string, string>][];
}
interface Props extends SVGProps<SVGSVGElement> {
  size?: number;
}

const FRAME = {
  xmlns: 'http://www.w3.org/2000/svg',
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/**
 * Makes a component of a drawing of Lucide. The build puts it in place of Lucide's own `createLucideIcon`, which reads settings
 * from a context and makes icons for other libraries, too: that is a hundredth of the first page.
 */
// oxlint-disable-next-line import/no-default-export -- what it stands for is one.
export default function createLucideIcon({ node }: Drawing) {
  const lines = node.map(([tag, attributes]) => createElement(tag, attributes));
  return function Icon({ size = 24, ...rest }: Props) {
    const isNamed = rest.role !== undefined || rest['aria-label'] !== undefined;
    return createElement(
      'svg',
      { ...FRAME, width: size, height: size, 'aria-hidden': isNamed ? undefined : true, ...rest },
      lines,
    );
  };
}
