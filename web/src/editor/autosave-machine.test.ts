import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startOf, step, type AutosaveEvent, type AutosaveState } from './autosave-machine.ts';

const after = (events: AutosaveEvent[], from: AutosaveState = startOf('a', 'v1')) =>
  events.reduce<ReturnType<typeof step>>(([state], event) => step(state, event), [from, {}]);
const edit = (content: string): AutosaveEvent => ({ type: 'edited', content });
const saved = (version: string): AutosaveEvent => ({ type: 'answered', answer: { kind: 'saved', version } });
const conflict = (content: string, version: string): AutosaveEvent => ({
  type: 'answered',
  answer: { kind: 'conflict', content, version },
});

test('an edit is sent when a second has passed, with the version it was made on', () => {
  expect(after([edit('ab')])).toEqual([expect.objectContaining({ status: 'dirty' }), { wait: 1000 }]);
  expect(after([edit('ab'), { type: 'due' }])).toEqual([
    expect.objectContaining({ status: 'saving' }),
    { send: { content: 'ab', version: 'v1' }, wait: null },
  ]);
  expect(after([edit('ab'), { type: 'due' }, saved('v2')])[0]).toMatchObject({
    status: 'saved',
    version: 'v2',
    saved: 'ab',
  });
});

test('what is undone before it was sent is not sent', () => {
  expect(after([edit('ab'), edit('a')])).toEqual([startOf('a', 'v1'), { wait: null }]);
});

test('letters typed while a request is under way follow after it, on its version', () => {
  const events = [edit('ab'), { type: 'due' } as const, edit('abc'), saved('v2')];
  expect(after(events)).toEqual([expect.objectContaining({ status: 'dirty', saved: 'ab' }), { wait: 1000 }]);
  expect(after([...events, { type: 'due' }])[1].send).toEqual({ content: 'abc', version: 'v2' });
});

test('a flush during a request sends the rest as soon as it is answered', () => {
  const [state, effects] = after([edit('ab'), { type: 'due' }, edit('abc'), { type: 'flush' }, saved('v2')]);
  expect(state.status).toBe('saving');
  expect(effects.send).toEqual({ content: 'abc', version: 'v2' });
});

test('a failure is tried again with growing pauses, and what was typed meanwhile goes with it', () => {
  const failed: AutosaveEvent = { type: 'failed', problem: 'offline' };
  expect(after([edit('ab'), { type: 'due' }, failed])).toEqual([
    expect.objectContaining({ status: 'failed', problem: 'offline' }),
    { wait: 2000 },
  ]);
  expect(after([edit('ab'), { type: 'due' }, failed, { type: 'due' }, failed])[1]).toEqual({ wait: 4000 });
  const [, effects] = after([edit('ab'), { type: 'due' }, failed, edit('abc'), { type: 'due' }]);
  expect(effects.send).toEqual({ content: 'abc', version: 'v1' });
});

test('a conflict keeps both versions, and sends nothing until it is resolved', () => {
  const events = [edit('mine'), { type: 'due' } as const, conflict('theirs', 'v9'), edit('mine!')];
  const [state] = after(events);
  expect(state).toMatchObject({
    status: 'conflict',
    content: 'mine!',
    theirs: { content: 'theirs', version: 'v9' },
  });
  expect(after([...events, { type: 'flush' }])[1]).toEqual({});
  expect(after([...events, { type: 'resolved', content: 'both' }])[1].send).toEqual({
    content: 'both',
    version: 'v9',
  });
  expect(after([...events, { type: 'resolved', content: 'theirs' }])[0]).toEqual(startOf('theirs', 'v9'));
});

test('a conflict with the same text is none', () => {
  expect(after([edit('ab'), { type: 'due' }, conflict('ab', 'v2')])[0]).toEqual(startOf('ab', 'v2'));
});

test('a conflict with what we sent before is none: its answer was lost', () => {
  const failed: AutosaveEvent = { type: 'failed', problem: 'offline' };
  const events = [edit('ab'), { type: 'due' } as const, failed, edit('abc'), { type: 'due' } as const];
  const [state, effects] = after([...events, conflict('ab', 'v2')]);
  expect(state.status).toBe('saving');
  expect(effects.send).toEqual({ content: 'abc', version: 'v2' });
});

test('what may have got to the server is overwritten when it was taken back here', () => {
  const events = [
    edit('ab'),
    { type: 'due' } as const,
    { type: 'failed', problem: 'offline' } as const,
    edit('a'),
  ];
  expect(after([...events, { type: 'due' }])[1].send).toEqual({ content: 'a', version: 'v1' });
});

test('another version is taken while nothing is unsaved, and never over unsaved text', () => {
  const fresh: AutosaveEvent = { type: 'refreshed', content: 'new', version: 'v5' };
  expect(after([fresh])[0]).toEqual(startOf('new', 'v5'));
  expect(after([edit('ab'), fresh])[0]).toMatchObject({ status: 'dirty', content: 'ab', version: 'v1' });
});

test('whatever happens, one request at most is under way, and the last letters get to the server', () => {
  const event = fc.oneof(
    fc.string({ maxLength: 3 }).map(edit),
    fc.constantFrom<AutosaveEvent>(
      { type: 'due' },
      { type: 'flush' },
      { type: 'failed', problem: 'x' },
      saved('v'),
    ),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let state = startOf('', 'v');
      let server = '';
      let underWay: string | null = null;
      const run = (one: AutosaveEvent): void => {
        const answers = one.type === 'answered' || one.type === 'failed';
        if (answers && underWay === null) return;
        if (one.type === 'answered') server = underWay!;
        if (answers) underWay = null;
        const [next, effects] = step(state, one);
        state = next;
        if (!effects.send) return;
        expect(underWay).toBeNull();
        underWay = effects.send.content;
      };
      events.forEach(run);
      for (let i = 0; i < 4; i++) [saved('v'), { type: 'due' } as const].forEach(run);
      expect(state.status).toBe('saved');
      expect(server).toBe(state.content);
    }),
    { numRuns: 500 },
  );
});
