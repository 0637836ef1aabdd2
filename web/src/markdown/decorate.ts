/** What a note on the page needs to know from the app around it. */
export interface Surroundings {
  resolveLink?: ((filename: string) => string | null) | undefined;
  resourceHref?: ((name: string) => string) | undefined;
  canTick: boolean;
  canPickTags: boolean;
}

const resourceAddress = (name: string): string => `/api/v1/resources/${name}`;

/** Sets what the text alone does not say: where links lead, where files lie, which boxes can be ticked. */
export function decorate(root: ParentNode, around: Surroundings): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[data-note]')) decorateNoteLink(link, around);
  const fileHref = around.resourceHref ?? resourceAddress;
  for (const file of root.querySelectorAll<HTMLElement>('[data-file]')) {
    const address = fileHref(file.dataset['file']!);
    if (file instanceof HTMLImageElement) {
      file.loading = 'lazy';
      file.decoding = 'async';
      file.src = address;
    } else (file as HTMLAnchorElement).href = address;
  }
  for (const box of root.querySelectorAll<HTMLInputElement>('input[data-task]')) {
    box.disabled = !around.canTick;
    box.ariaLabel = taskText(box);
  }
  for (const tag of root.querySelectorAll<HTMLButtonElement>('button[data-tag]'))
    tag.disabled = !around.canPickTags;
}

function decorateNoteLink(link: HTMLAnchorElement, { resolveLink }: Surroundings): void {
  const filename = link.dataset['note']!;
  const href = resolveLink ? resolveLink(filename) : filename;
  const dangling = href === null;
  link.classList.toggle('md-dangling', dangling);
  // Without an address a link takes no focus, and this one does something: it makes the note.
  link.href = dangling
    ? `#${filename}`
    : href + (link.dataset['section'] ? `#${link.dataset['section']}` : '');
  if (dangling && !link.title) link.title = 'There is no such note yet';
}

/** The words of the task itself, without those of tasks below it. */
function taskText(box: HTMLInputElement): string {
  const item = box.closest('li') ?? box.parentElement!;
  const words: string[] = [];
  for (const node of box.parentElement === item ? item.childNodes : box.parentElement!.childNodes) {
    if (node instanceof HTMLUListElement || node instanceof HTMLOListElement) break;
    words.push(node.textContent ?? '');
  }
  return words.join('').trim().slice(0, 120) || 'Task';
}
