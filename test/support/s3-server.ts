import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Options {
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface S3Server {
  url: string;
  /** What is stored, by key. */
  objects: Map<string, { body: Buffer; at: Date }>;
  /** Uploads in parts that are neither completed nor aborted. */
  uploads: Map<string, { key: string; parts: Map<number, Buffer>; at: Date }>;
  stop(): Promise<void>;
}

interface Reply {
  status: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const MIN_PART = 5 * 1024 * 1024;

/**
 * An S3 server in memory: objects, ranges, copies, uploads in parts, lists, with the errors and limits of the real one. Each
 * request must carry a right AWS Signature Version 4, computed here anew from the request as it came, and the hash of its body.
 */
export async function startS3Server(options: Options): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map();
  const uploads: S3Server['uploads'] = new Map();

  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const reply = refusal(options, request, body) ?? answer(request, body);
    const isHead = request.method === 'HEAD';
    const content = Buffer.from(reply.body ?? '');
    response.writeHead(reply.status, { 'content-length': content.length, ...reply.headers });
    response.end(isHead ? undefined : content);
  });

  function answer(request: IncomingMessage, body: Buffer): Reply {
    const url = new URL(request.url ?? '/', 'http://s3');
    const path = decodeURIComponent(url.pathname);
    if (path !== `/${options.bucket}` && !path.startsWith(`/${options.bucket}/`))
      return failure(404, 'NoSuchBucket');
    const key = path.slice(options.bucket.length + 2);
    const query = url.searchParams;
    if (key === '') return query.has('uploads') ? listUploads(query) : list(query);
    const uploadId = query.get('uploadId');
    if (query.has('uploads') && request.method === 'POST') return begin(key);
    if (uploadId !== null) return inUpload(request, uploadId, query, body);
    return onObject(request, key, body);
  }

  function onObject(request: IncomingMessage, key: string, body: Buffer): Reply {
    const found = objects.get(key);
    switch (request.method) {
      case 'PUT': {
        const source = request.headers['x-amz-copy-source'];
        const copied = source === undefined ? undefined : objects.get(sourceKey(source));
        if (source !== undefined && !copied) return failure(404, 'NoSuchKey');
        const stored = copied?.body ?? body;
        objects.set(key, { body: stored, at: new Date() });
        if (!copied) return { status: 200, headers: { etag: etag(stored) } };
        return xml(`<CopyObjectResult><ETag>${etag(stored)}</ETag></CopyObjectResult>`);
      }
      case 'DELETE':
        objects.delete(key);
        return { status: 204 };
      default:
        return found ? read(request, found.body) : failure(404, 'NoSuchKey');
    }
  }

  function read(request: IncomingMessage, body: Buffer): Reply {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) return { status: 200, body, headers: { etag: etag(body) } };
    if (Number(from) >= body.length) return failure(416, 'InvalidRange');
    const part = body.subarray(Number(from), Number(to) + 1);
    const span = `bytes ${from}-${Number(from) + part.length - 1}/${body.length}`;
    return { status: 206, body: part, headers: { 'content-range': span } };
  }

  function begin(key: string): Reply {
    const id = randomUUID();
    uploads.set(id, { key, parts: new Map(), at: new Date() });
    return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }

  function inUpload(request: IncomingMessage, id: string, query: URLSearchParams, body: Buffer): Reply {
    const upload = uploads.get(id);
    if (!upload) return failure(404, 'NoSuchUpload');
    if (request.method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body);
      return { status: 200, headers: { etag: etag(body) } };
    }
    if (request.method === 'POST') {
      const named = [...body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
        number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
        tag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll('&quot;', '"'),
      }));
      const parts = named.map(({ number }) => upload.parts.get(number));
      if (
        named.length === 0 ||
        named.some(({ tag }, index) => tag !== etag(parts[index] ?? Buffer.alloc(0)))
      ) {
        return failure(400, 'InvalidPart');
      }
      if (parts.slice(0, -1).some((part) => (part?.length ?? 0) < MIN_PART))
        return failure(400, 'EntityTooSmall');
      objects.set(upload.key, { body: Buffer.concat(parts as Buffer[]), at: new Date() });
    }
    uploads.delete(id);
    if (request.method === 'DELETE') return { status: 204 };
    return xml(
      `<CompleteMultipartUploadResult><Key>${escape(upload.key)}</Key></CompleteMultipartUploadResult>`,
    );
  }

  /** Pages of three, so that whoever lists has to turn them. */
  function list(query: URLSearchParams): Reply {
    const after = query.get('continuation-token') ?? '';
    const keys = [...objects.keys()].filter(
      (key) => key.startsWith(query.get('prefix') ?? '') && key > after,
    );
    const page = keys.toSorted().slice(0, 3);
    const contents = page.map((key) => {
      const { body, at } = objects.get(key) ?? { body: Buffer.alloc(0), at: new Date() };
      const fields = `<Key>${escape(key)}</Key><Size>${body.length}</Size><LastModified>${at.toISOString()}</LastModified>`;
      return `<Contents>${fields}</Contents>`;
    });
    const next =
      keys.length > page.length
        ? `<NextContinuationToken>${escape(page.at(-1) ?? '')}</NextContinuationToken>`
        : '';
    return xml(`<ListBucketResult>${contents.join('')}${next}</ListBucketResult>`);
  }

  function listUploads(query: URLSearchParams): Reply {
    const found = [...uploads].filter(([, { key }]) => key.startsWith(query.get('prefix') ?? ''));
    const items = found.map(
      ([id, { key, at }]) =>
        `<Upload><Key>${escape(key)}</Key><UploadId>${id}</UploadId><Initiated>${at.toISOString()}</Initiated></Upload>`,
    );
    return xml(`<ListMultipartUploadsResult>${items.join('')}</ListMultipartUploadsResult>`);
  }

  function sourceKey(source: string | string[]): string {
    return decodeURIComponent(String(source))
      .replace(/^\//, '')
      .slice(options.bucket.length + 1);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** Why a request is refused, or undefined for one that is signed as it must be (AWS: Signature Version 4). */
function refusal(
  { accessKeyId, secretAccessKey, region }: Options,
  request: IncomingMessage,
  body: Buffer,
): Reply | undefined {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[^/]+\/s3\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, id, scope = '', names = '', signature] = pattern.exec(request.headers.authorization ?? '') ?? [];
  const time = String(request.headers['x-amz-date']);
  const bodyHash = String(request.headers['x-amz-content-sha256']);
  if (id !== accessKeyId) return failure(403, 'InvalidAccessKeyId');
  const [day = '', ownRegion] = scope.split('/');
  if (ownRegion !== region || !time.startsWith(day)) return failure(400, 'AuthorizationHeaderMalformed');
  if (!names.split(';').includes('host')) return failure(403, 'AccessDenied');
  if (bodyHash !== sha256(body)) return failure(400, 'XAmzContentSHA256Mismatch');
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const sorted =
    query === ''
      ? ''
      : query
          .split('&')
          .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
          .toSorted()
          .join('&');
  const headers = names.split(';').map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const canonical = [request.method, path, sorted, headers.join(''), names, bodyHash].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  return hmac(key, text).toString('hex') === signature ? undefined : failure(403, 'SignatureDoesNotMatch');
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
const etag = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function xml(body: string): Reply {
  return {
    status: 200,
    body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
    headers: { 'content-type': 'application/xml' },
  };
}

function failure(status: number, code: string): Reply {
  return {
    ...xml(
      `<Error><Code>${code}</Code><Message>${code}: the signature or request is wrong</Message></Error>`,
    ),
    status,
  };
}
