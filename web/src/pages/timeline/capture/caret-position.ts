const COPIED = [
  'fontFamily',
  'fontSize',
  'fontWeight',
  'lineHeight',
  'letterSpacing',
  'fontVariantNumeric',
  'wordBreak',
  'overflowWrap',
  'hyphens',
  'padding',
  'border',
  'boxSizing',
  'textWrap',
] as const;

/** Where a character of a textarea stands, below its line, relative to the textarea. */
export function caretPosition(box: HTMLTextAreaElement, index: number): { left: number; top: number } {
  const copy = document.createElement('div');
  const style = getComputedStyle(box);
  for (const name of COPIED) copy.style[name] = style[name];
  Object.assign(copy.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    inset: '0',
  });
  copy.style.width = `${box.clientWidth}px`;
  copy.textContent = box.value.slice(0, index);
  const mark = document.createElement('span');
  mark.textContent = box.value.slice(index) || '.';
  copy.append(mark);
  box.parentElement!.append(copy);
  const { offsetLeft, offsetTop } = mark;
  copy.remove();
  const left = Math.max(0, Math.min(offsetLeft, box.clientWidth - 200));
  return { left, top: offsetTop - box.scrollTop + Number.parseFloat(style.lineHeight) };
}
