import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useSite } from './support.ts';

const site = useSite();
const NOTES = 10_000;
const STEPS = 20;
/** So many pass until nothing can be under way any more. */
const FRAMES = 30;
/** Dots and lines, each to be seen and to be pointed at. */
const MOST_CALLS = 4;

/** Counts, from the first script of the page on, what its frames are made of. */
const COUNTERS = `
  window.counted = { frames: 0, draws: 0, instances: 0, questions: 0 };
  const count = (prototype, name, what) => {
    const real = prototype[name];
    prototype[name] = function (...args) {
      counted[what]++;
      return real.apply(this, args);
    };
  };
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext])
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'])
      if (prototype[name]) count(prototype, name, 'draws');
  count(WebGL2RenderingContext.prototype, 'drawArraysInstanced', 'instances');
  count(Worker.prototype, 'postMessage', 'questions');
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (run) =>
    request((now) => {
      const before = counted.draws;
      run(now);
      if (counted.draws > before) counted.frames++;
    });
  window.framesPassed = (many) =>
    new Promise((done) => {
      const next = () => (many-- > 0 ? request(next) : done(undefined));
      next();
    });
`;

interface Counted {
  /** In which something was drawn. */
  frames: number;
  /** Calls of the drawing interface, each of which draws many dots or lines. */
  draws: number;
  /** Calls that draw one shape many times, which a processor does one after the other: it stutters. */
  instances: number;
  /** To the worker that arranges. */
  questions: number;
}

/** Notes that are linked as notes are: a few gather many, most have one or two links, some have none. */
function manyNotes() {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const links: [number, number][] = [];
  for (let id = 2; id <= NOTES; id++) {
    if (id % 10 === 0) continue;
    links.push([id, 1 + random(Math.ceil(id / (1 + random(60))))]);
    if (id % 3 === 0) links.push([id, Math.max(1, id - 1 - random(40))]);
  }
  const degrees = new Map<number, number>();
  for (const id of links.flat()) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const nodes = Array.from({ length: NOTES }, (_, at) => ({
    id: at + 1,
    title: `Note number ${at + 1}`,
    label: false,
    degree: degrees.get(at + 1) ?? 0,
    created: 1_700_000_000 + at,
    tags: [at % 50],
  }));
  return { nodes, links, tags: Array.from({ length: 50 }, (_, at) => `tag${at}`) };
}

/** What was counted while this was done, and until what it set off was drawn. */
async function during(page: Page, work: () => Promise<void>): Promise<Counted> {
  const read = () => page.evaluate('({ ...counted })') as Promise<Counted>;
  const pass = () => page.evaluate(`framesPassed(${FRAMES})`);
  await pass();
  const before = await read();
  await work();
  await pass();
  const after = await read();
  return {
    frames: after.frames - before.frames,
    draws: after.draws - before.draws,
    instances: after.instances - before.instances,
    questions: after.questions - before.questions,
  };
}

test('ten thousand notes are arranged once, in a worker; moving about draws a frame a step, and each in a few calls', async () => {
  const ada = await site().account('ada');
  await ada.client.memos.create({ content: 'A note that has #tag7' });
  const { page, context } = await ada.page();
  await page.addInitScript(COUNTERS);
  await context.route('**/api/v1/graph', (route) => route.fulfill({ json: manyNotes() }));
  await page.goto('/graph');
  await page.locator('.graph-stage[data-state=still]').waitFor({ timeout: 100_000 });
  expect(await page.evaluate('counted.questions')).toBe(1);
  const stage = page.getByRole('application');
  const box = (await stage.boundingBox())!;
  const [x, y] = [box.x + 500, box.y + 500];

  expect(await during(page, async () => {})).toEqual({ frames: 0, draws: 0, instances: 0, questions: 0 });

  const pan = await during(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 200, y + 60, { steps: STEPS });
    await page.mouse.up();
  });
  expect(pan.frames).toBeGreaterThan(1);
  // What a drag ends with glides on for a while.
  expect(pan.frames).toBeLessThan(STEPS + FRAMES);
  expect(pan.draws).toBeLessThanOrEqual(MOST_CALLS * pan.frames);

  const zoom = await during(page, async () => {
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -200);
  });
  expect(zoom.frames).toBeGreaterThan(0);
  expect(zoom.draws).toBeLessThanOrEqual(MOST_CALLS * zoom.frames);

  // The pointer passes over dots: what it is over is drawn on a layer of its own.
  const glance = await during(page, () => page.mouse.move(x - 200, y - 60, { steps: STEPS }));
  expect(glance.frames).toBeLessThanOrEqual(4);

  const filter = await during(page, async () => {
    await page.getByRole('combobox', { name: 'Tag' }).selectOption('tag7');
    await page.getByText('200 of 10,000 notes').waitFor();
  });
  expect(filter.frames).toBeLessThanOrEqual(4);
  for (const { instances, questions } of [pan, zoom, glance, filter])
    expect([instances, questions]).toEqual([0, 0]);
});
