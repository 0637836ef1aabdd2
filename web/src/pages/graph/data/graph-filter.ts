import { isWithin } from '../../../lib/memo-filter.ts';
import type { LinkGraph } from './link-graph.ts';

/** What is to be seen of a graph; what is empty lets every note through. */
export interface GraphFilter {
  /** It, or one below it. */
  tag: string;
  /** The id of a label, which gathers what is linked with it; 0: any. */
  label: number;
  /** Made in the last so many days; `days`: between the two days below. */
  age: Age;
  /** A day such as `2026-11-22`, where it is: the first. */
  after: string;
  /** The day after the last. */
  before: string;
  withOrphans: boolean;
}

export const AGES = ['', '7', '28', '364', 'days'] as const;
export type Age = (typeof AGES)[number];

export const NO_FILTER: GraphFilter = {
  tag: '',
  label: 0,
  age: '',
  after: '',
  before: '',
  withOrphans: true,
};

const DAY_SECONDS = 24 * 60 * 60;

/**
 * The notes that a filter leaves; null: all of them.
 * @param now epoch milliseconds
 */
export function shownIds(graph: LinkGraph, filter: GraphFilter, now: number): ReadonlySet<number> | null {
  const { tag, label, withOrphans } = filter;
  const [from, to] = secondsOf(filter, now);
  if (tag === '' && label === 0 && withOrphans && from === -Infinity && to === Infinity) return null;
  const gathered = label === 0 ? null : new Set([label, ...graph.neighbours(label)]);
  const tags = new Set(graph.tags.flatMap((name, place) => (isWithin(name, tag) ? place : [])));
  const isShown = ({ id, created, tags: own }: LinkGraph['nodes'][number]): boolean =>
    (tag === '' || own.some((place) => tags.has(place))) &&
    (gathered === null || gathered.has(id)) &&
    created >= from &&
    created < to &&
    (withOrphans || graph.neighbours(id).length > 0);
  return new Set(graph.nodes.filter(isShown).map(({ id }) => id));
}

/** From a second on, and up to another, which is not meant any more. */
function secondsOf({ age, after, before }: GraphFilter, now: number): readonly [number, number] {
  if (age === '') return [-Infinity, Infinity];
  if (age !== 'days') return [now / 1000 - Number(age) * DAY_SECONDS, Infinity];
  return [secondOf(after) ?? -Infinity, secondOf(before) ?? Infinity];
}

/** Where the day begins here. */
function secondOf(day: string): number | null {
  const time = new Date(`${day}T00:00`).getTime();
  return Number.isNaN(time) ? null : time / 1000;
}
