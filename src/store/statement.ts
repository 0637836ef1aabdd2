import type { Compilable, CompiledQuery, RawBuilder } from 'kysely';
import type { Db, Engine } from './engine.ts';

/** Where a value will stand; Kysely takes it for the value itself. */
class Slot {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/** @returns the rows. @throws what the engine throws */
type RunAtOnce = (text: string, parameters: readonly unknown[]) => unknown[];

const atOnce = new WeakMap<Db, RunAtOnce>();

/** Has statements run without Kysely, whose way to a connection takes as long as a keyed read: where there is none to wait for. */
export function runAtOnce(db: Db, run: RunAtOnce): void {
  atOnce.set(db, run);
}

type Build<Values, Row> = (
  db: Db,
  slots: Values,
  engine: Engine,
) => { compile: Compilable<Row>['compile'] } | RawBuilder<Row>;

/**
 * A statement whose text is made once for each engine, for what is asked most: building it costs more than running a keyed
 * read. The text must not depend on the values.
 * @param names of all the values
 * @param build makes the query; the slots stand for the values, and can be put only where a value can
 */
export function statement<Values extends object, Row = unknown>(
  names: readonly (keyof Values & (string | number))[],
  build: Build<Values, Row>,
): (db: Db, engine: Engine, values: Values) => Promise<Row[]> {
  const compiled = new Map<Engine, CompiledQuery<Row>>();
  const slots = Object.fromEntries(names.map((name) => [name, new Slot(name)])) as Values;
  return async (db, engine, values) => {
    let query = compiled.get(engine);
    if (!query) {
      query = build(db, slots, engine).compile(db) as CompiledQuery<Row>;
      compiled.set(engine, query);
    }
    const parameters: unknown[] = [];
    for (const value of query.parameters) {
      parameters.push(value instanceof Slot ? values[value.name as keyof Values] : value);
    }
    const run = atOnce.get(db);
    if (run) return run(query.sql, parameters) as Row[];
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

/**
 * The same for a statement that comes in a few shapes, such as with one tag or without.
 * @param key tells the shapes apart
 */
export function statementByShape<Shape, Values extends object, Row = unknown>(
  key: (shape: Shape) => string,
  names: (shape: Shape) => readonly (keyof Values & (string | number))[],
  build: (shape: Shape) => Build<Values, Row>,
): (shape: Shape, db: Db, engine: Engine, values: Values) => Promise<Row[]> {
  const statements = new Map<string, ReturnType<typeof statement<Values, Row>>>();
  return (shape, db, engine, values) => {
    const name = key(shape);
    let run = statements.get(name);
    if (!run) {
      run = statement(names(shape), build(shape));
      statements.set(name, run);
    }
    return run(db, engine, values);
  };
}
