import { parsePath } from './parse.ts';
import type { Environment } from './settings.ts';

/** A folder, or a part of an S3 bucket with the credentials for it. */
export type BlobLocation =
  | { folder: string }
  | {
      bucket: string;
      /** Empty or ending in a slash. */
      prefix: string;
      endpoint: string;
      region: string;
      accessKeyId: string;
      secretAccessKey: string;
      sessionToken: string | undefined;
    };

const EXAMPLE = 's3://bucket/prefix?endpoint=https://s3.example.com&region=eu-central-1';

/** `s3://bucket/prefix?endpoint=…&region=…` with the credentials of the environment, or the path of a folder. */
export function parseBlobs(text: string, base: string, env: Environment): BlobLocation {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(text)) return { folder: parsePath(text, base) };
  const url = URL.parse(text);
  const isPlain = url && !url.username && !url.password && !url.port && !url.hash;
  if (!isPlain || url.protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{1,62}$/.test(url.hostname)) {
    throw new Error(`is no place for files; use the path of a folder, or ${EXAMPLE}`);
  }
  const unknown = [...url.searchParams.keys()].find((key) => key !== 'endpoint' && key !== 'region');
  if (unknown !== undefined) throw new Error(`has the unknown parameter ${unknown}; use endpoint and region`);
  const region = url.searchParams.get('region') ?? env['AWS_REGION'] ?? 'us-east-1';
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  return {
    bucket: url.hostname,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint: endpointOf(url.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`),
    region,
    accessKeyId: credential(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: credential(env, 'AWS_SECRET_ACCESS_KEY'),
    sessionToken: env['AWS_SESSION_TOKEN'] || undefined,
  };
}

function endpointOf(text: string): string {
  const url = URL.parse(text);
  if (url && (url.protocol === 'https:' || url.protocol === 'http:') && url.pathname === '/')
    return url.origin;
  throw new Error('has an endpoint that is no address; use https://s3.example.com or the like');
}

function credential(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new Error(`needs credentials; set ${name} in the environment`);
}
