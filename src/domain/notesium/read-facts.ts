import { countText, readLinks, readTitle } from '../markdown/index.ts';
import type { DerivedFacts, SourceNote } from './source.ts';

/** What a source knows of a note already, or else what follows from its content. */
export function titleOf({ facts, content }: SourceNote): Pick<DerivedFacts, 'title' | 'isLabel'> {
  return facts ?? readTitle(content);
}

export function linksOf({ facts, content }: SourceNote): DerivedFacts['links'] {
  return facts?.links ?? readLinks(content);
}

export function countsOf({ facts, content }: SourceNote): Pick<DerivedFacts, 'lines' | 'words' | 'chars'> {
  return facts ?? countText(content);
}
