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
