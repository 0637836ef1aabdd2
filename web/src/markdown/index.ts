export { Markdown, type MarkdownLabels, type MarkdownProps } from './markdown.tsx';
export { outlineOf, type OutlineHeading } from './outline.ts';
export { taskPositions, toggleTask } from './tasks.ts';
