import { afterAll, describe, expect, test } from 'vitest';
import { startS3Server, type S3Server } from '../../test/support/s3-server.ts';
import { blobsContract } from './blobs.contract.ts';
import { createS3Blobs, type S3Location } from './s3.ts';

const servers: S3Server[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function start(more: Partial<S3Location> = {}) {
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'secret/key+1',
    sessionToken: undefined,
  };
  const server = await startS3Server({ ...credentials, bucket: 'files', region: 'eu-central-1' });
  servers.push(server);
  const place = { bucket: 'files', prefix: 'a b/notes/', endpoint: server.url, region: 'eu-central-1' };
  return { server, blobs: createS3Blobs({ ...place, ...credentials, ...more }) };
}

describe('blobs in a bucket', () => {
  blobsContract(async () => {
    const { server, blobs } = await start();
    return { blobs, stored: async () => server.objects.size + server.uploads.size };
  });
});

test('everything lies under the prefix', async () => {
  const { server, blobs } = await start();
  await (await blobs.receive(content())).keep();
  expect([...server.objects.keys()]).toEqual([
    expect.stringMatching(/^a b\/notes\/[0-9a-f]{2}\/[0-9a-f]{62}$/),
  ]);
});

test('with the wrong secret nothing is stored', async () => {
  const { server, blobs } = await start({ secretAccessKey: 'wrong' });
  await expect(blobs.receive(content())).rejects.toThrow(/signature/i);
  expect(server.objects.size).toBe(0);
});

async function* content() {
  yield Buffer.from('hello');
}
