import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { startInstance } from '../../test/support/instance.ts';
import { recordRoutes } from '../../test/support/recorded-routes.ts';

test('what requests are validated by is valid itself, which the server does not check', async () => {
  const { result: instance, routes } = await recordRoutes(() => startInstance());
  const ajv = new Ajv({ strict: false });
  const parts = routes.flatMap(({ schema }) => {
    const { body, querystring, params, headers } = schema as Record<string, object | undefined>;
    return [body, querystring, params, headers].filter((part) => part !== undefined);
  });
  expect(parts.length).toBeGreaterThan(50);
  expect(parts.filter((part) => !ajv.validateSchema(part))).toEqual([]);
  await instance.stop();
});
