import { expect, test } from 'vitest';
import { NO_FILTER, shownIds, type GraphFilter } from './graph-filter.ts';
import { linkGraph } from './link-graph.ts';

const NOW = new Date('2026-11-22T12:00').getTime();
const node = (id: number, day: string, tags: number[] = [], label = false) => ({
  id,
  title: `Note ${id}`,
  label,
  degree: 0,
  created: new Date(`${day}T12:00`).getTime() / 1000,
  tags,
});
const GRAPH = linkGraph({
  nodes: [
    node(1, '2026-11-21', [0], true),
    node(2, '2026-11-10', [1]),
    node(3, '2026-01-31', [2]),
    node(4, '2020-02-01'),
  ],
  links: [
    [2, 1],
    [3, 2],
  ],
  tags: ['work', 'work/alpha', 'workshop'],
});

test.each<[string, Partial<GraphFilter>, number[] | null]>([
  ['nothing leaves all', {}, null],
  ['a tag leaves its notes and those of tags below it', { tag: 'Work' }, [1, 2]],
  ['a label leaves itself and what is linked with it', { label: 1 }, [1, 2]],
  ['an age leaves what was made since', { age: '7' }, [1]],
  [
    'two days leave what was made between them',
    { age: 'days', after: '2026-01-31', before: '2026-11-21' },
    [2, 3],
  ],
  ['one day leaves what was made since it began', { age: 'days', after: '2026-11-21' }, [1]],
  ['days that nobody has named leave all', { age: 'days' }, null],
  ['days that are not meant leave all', { after: '2026-11-21' }, null],
  ['notes without links can be left out', { withOrphans: false }, [1, 2, 3]],
  ['all of them hold', { tag: 'work', age: '28', label: 1, withOrphans: false }, [1, 2]],
])('%s', (_, filter, ids) => {
  const shown = shownIds(GRAPH, { ...NO_FILTER, ...filter }, NOW);
  expect(shown && [...shown]).toEqual(ids);
});
