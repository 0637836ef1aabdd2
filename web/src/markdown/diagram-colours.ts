/**
 * Diagrams are drawn in the colours of the page by day, and these are then replaced by the page's variables, so that a
 * diagram follows the page into the night.
 */
const TOKENS = {
  paper: '#fbf9f4',
  ink: '#1d1b18',
  faded: '#6b665c',
  hairline: '#e7e1d5',
  rubric: '#a8321b',
} as const;

/** Areas that must be told apart, with ink on them: light tints of the paper, whatever the paper is. */
const TINTS = ['var(--rubric)', '#3d8b53', '#3b7fb5', 'var(--faded)', '#8a6d1f', '#7a5ea8'] as const;
const TINT_NAMES = ['#f0dcd3', '#dbe3d4', '#d3dfe6', '#d9d5c9', '#e5dcc4', '#dfd6e6'] as const;

const tinted = (key: string, count: number, from = 0): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${key}${i + from}`, TINT_NAMES[i % TINT_NAMES.length]!]),
  );
const inked = (key: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${key}${i}`, TOKENS.ink]));

export function diagramColours(fontFamily: string): Record<string, string> {
  const { paper, ink, faded, hairline, rubric } = TOKENS;
  return {
    background: paper,
    mainBkg: paper,
    primaryColor: paper,
    primaryTextColor: ink,
    primaryBorderColor: faded,
    secondaryColor: hairline,
    secondaryTextColor: ink,
    secondaryBorderColor: faded,
    tertiaryColor: paper,
    tertiaryTextColor: ink,
    tertiaryBorderColor: hairline,
    lineColor: faded,
    textColor: ink,
    titleColor: ink,
    nodeBorder: faded,
    nodeTextColor: ink,
    clusterBkg: paper,
    clusterBorder: hairline,
    defaultLinkColor: faded,
    edgeLabelBackground: paper,
    noteBkgColor: hairline,
    noteTextColor: ink,
    noteBorderColor: hairline,
    actorBkg: paper,
    actorBorder: faded,
    actorTextColor: ink,
    actorLineColor: hairline,
    signalColor: ink,
    signalTextColor: ink,
    labelBoxBkgColor: paper,
    labelBoxBorderColor: faded,
    labelTextColor: ink,
    loopTextColor: ink,
    activationBkgColor: hairline,
    activationBorderColor: faded,
    sequenceNumberColor: paper,
    sectionBkgColor: hairline,
    altSectionBkgColor: paper,
    sectionBkgColor2: hairline,
    taskBkgColor: paper,
    taskBorderColor: faded,
    taskTextColor: ink,
    taskTextDarkColor: ink,
    taskTextLightColor: ink,
    taskTextOutsideColor: ink,
    activeTaskBkgColor: hairline,
    activeTaskBorderColor: rubric,
    doneTaskBkgColor: hairline,
    doneTaskBorderColor: hairline,
    critBkgColor: paper,
    critBorderColor: rubric,
    gridColor: hairline,
    todayLineColor: rubric,
    classText: ink,
    labelColor: ink,
    errorBkgColor: paper,
    errorTextColor: rubric,
    pieTitleTextColor: ink,
    pieSectionTextColor: ink,
    pieLegendTextColor: ink,
    pieStrokeColor: paper,
    pieOuterStrokeColor: faded,
    transitionColor: faded,
    transitionLabelColor: ink,
    stateLabelColor: ink,
    stateBkg: paper,
    labelBackgroundColor: paper,
    compositeBackground: paper,
    altBackground: paper,
    compositeTitleBackground: paper,
    compositeBorder: faded,
    innerEndBackground: faded,
    specialStateColor: faded,
    attributeBackgroundColorOdd: paper,
    attributeBackgroundColorEven: paper,
    rowOdd: paper,
    rowEven: paper,
    ...tinted('cScale', 12),
    ...tinted('cScalePeer', 12),
    ...inked('cScaleInv', 12),
    ...inked('cScaleLabel', 12),
    scaleLabelColor: ink,
    ...tinted('git', 8),
    ...inked('gitInv', 8),
    ...inked('gitBranchLabel', 8),
    commitLabelColor: ink,
    commitLabelBackground: paper,
    ...tinted('pie', 12, 1),
    pieOpacity: '1',
    ...tinted('fillType', 8),
    ...tinted('actor', 6),
    ...tinted('venn', 8, 1),
    quadrant1Fill: paper,
    quadrant2Fill: TINT_NAMES[3],
    quadrant3Fill: paper,
    quadrant4Fill: TINT_NAMES[3],
    quadrant1TextFill: ink,
    quadrant2TextFill: ink,
    quadrant3TextFill: ink,
    quadrant4TextFill: ink,
    quadrantPointFill: rubric,
    quadrantPointTextFill: ink,
    quadrantXAxisTextFill: ink,
    quadrantYAxisTextFill: ink,
    quadrantTitleFill: ink,
    quadrantInternalBorderStrokeFill: hairline,
    quadrantExternalBorderStrokeFill: faded,
    requirementBackground: paper,
    requirementBorderColor: faded,
    requirementTextColor: ink,
    relationColor: faded,
    relationLabelColor: ink,
    fontFamily,
    fontSize: '14px',
  };
}

const rgbOf = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

const VARIABLES = new Map<string, string>([
  ...Object.entries(TOKENS).map(([name, colour]): [string, string] => [colour, `var(--${name})`]),
  ...TINT_NAMES.map((colour, i): [string, string] => [
    colour,
    `color-mix(in oklab, var(--paper) 78%, ${TINTS[i]})`,
  ]),
]);
for (const [colour, variable] of Array.from(VARIABLES)) VARIABLES.set(rgbOf(colour), variable);
const COLOUR = new RegExp(
  [...VARIABLES.keys()].map((colour) => colour.replace(/[()]/g, '\\$&')).join('|'),
  'gi',
);

/** CSS with the page's variables where it has the page's colours. */
export const inTokens = (css: string): string =>
  css.replace(COLOUR, (colour) => VARIABLES.get(colour.toLowerCase())!);
