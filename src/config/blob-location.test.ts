import { describe, expect, test } from 'vitest';
import { parseBlobs } from './blob-location.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };

test('a folder', () => {
  expect(parseBlobs('files', '/data', {})).toEqual({ folder: '/data/files' });
});

test('a bucket, with the credentials of the environment', () => {
  const text = 's3://notes/a/b/?endpoint=http://127.0.0.1:9000&region=eu-central-1';
  expect(parseBlobs(text, '/', { ...KEYS, AWS_SESSION_TOKEN: 'session' })).toEqual({
    bucket: 'notes',
    prefix: 'a/b/',
    endpoint: 'http://127.0.0.1:9000',
    region: 'eu-central-1',
    accessKeyId: 'id',
    secretAccessKey: 'secret',
    sessionToken: 'session',
  });
});

test('a bucket of Amazon, in the region of the environment', () => {
  expect(parseBlobs('s3://notes', '/', { ...KEYS, AWS_REGION: 'eu-west-1' })).toMatchObject({
    prefix: '',
    region: 'eu-west-1',
    endpoint: 'https://s3.eu-west-1.amazonaws.com',
  });
});

describe('refuses', () => {
  test.each([
    ['s3://id:secret@notes', KEYS, 's3://bucket'],
    ['https://notes', KEYS, 's3://bucket'],
    ['s3://notes?regoin=x', KEYS, 'regoin'],
    ['s3://notes?endpoint=nowhere', KEYS, 'endpoint'],
    ['s3://notes', {}, 'AWS_ACCESS_KEY_ID'],
    ['s3://notes', { AWS_ACCESS_KEY_ID: 'id' }, 'AWS_SECRET_ACCESS_KEY'],
  ])('%s, and says what to do', (text, env, message) => {
    expect(() => parseBlobs(text, '/', env)).toThrow(message);
  });
});
