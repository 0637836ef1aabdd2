import { defineConfig } from 'vitest/config';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which database the tests of a `*.both.test.ts` file run on this time. */
    engine: 'sqlite' | 'postgres';
    /** The running PostgreSQL; `createTestDatabase` makes databases in it. */
    postgresUrl: string;
  }
}

const both = '{src,test}/**/*.both.test.ts';
const onPostgres = [both, '{src,test}/**/*.postgres.test.ts'];

export default defineConfig({
  test: {
    // Worker threads share one process, and not every native add-on survives being loaded in several.
    pool: 'forks',
    maxWorkers: 2,
    // Files of the two engines share processes (`isolate: false`): the program is loaded and compiled once, in half the time.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,test,web/src}/**/*.test.ts'],
          exclude: [...onPostgres, 'test/browser/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: [both],
          isolate: false,
          provide: { engine: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: onPostgres,
          isolate: false,
          provide: { engine: 'postgres' },
          globalSetup: 'test/support/global-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // A page that looks right has been drawn at three widths, by day and by night.
          testTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
