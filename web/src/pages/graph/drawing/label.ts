const LONGEST = 34;

export const LABEL_FONT = "'Source Serif 4 Variable', serif";
export const LABEL_SIZE = 13;

/** A title as it stands beside a dot. */
export const shortTitle = (title: string): string =>
  title.length <= LONGEST ? title : `${title.slice(0, LONGEST).trimEnd()}…`;

export interface Label {
  text: string;
  /** The middle of its dot, and how far away it begins. */
  x: number;
  y: number;
  offset: number;
}

/** Remembers where labels stand, so that none is written over another. */
export function clearPaper() {
  let taken: { x: number; y: number; width: number }[] = [];
  return {
    reset: (): void => void (taken = []),
    count: (): number => taken.length,
    /** Whether this one stands clear of those before it; then its place is taken. */
    take({ text, x, y }: Label): boolean {
      const width = text.length * LABEL_SIZE * 0.52 + 12;
      const isClear = taken.every(
        (one) => Math.abs(one.y - y) > LABEL_SIZE + 3 || one.x > x + width || x > one.x + one.width,
      );
      if (isClear) taken.push({ x, y, width });
      return isClear;
    },
  };
}

/** Writes beside a dot, with paper around the letters so that no line runs through them. */
export function writeLabel(
  context: CanvasRenderingContext2D,
  { text, x, y, offset }: Label,
  colour: string,
  paper: string,
): void {
  context.font = `500 ${LABEL_SIZE}px ${LABEL_FONT}`;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = paper;
  context.strokeText(text, x + offset + 4, y + LABEL_SIZE / 3);
  context.fillStyle = colour;
  context.fillText(text, x + offset + 4, y + LABEL_SIZE / 3);
}
