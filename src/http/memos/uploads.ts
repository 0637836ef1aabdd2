import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/access.ts';
import { DomainError, invalid } from '../../domain/errors.ts';
import type { Attachments, Incoming } from '../../services/attachments.ts';

/** What an upload brings, however it is sent. */
export interface Upload {
  incoming: Incoming;
  /** As given: `memos/123`. */
  memo: string | undefined;
}

/** The upload as older clients send it. */
export interface JsonUpload {
  filename: string;
  type?: string | undefined;
  /** Base64. */
  content: string;
  memo?: string | undefined;
}

/** Besides the file, a form brings a few short fields at most. */
const LIMITS = { fieldSize: 1024, fieldNameSize: 100, fields: 10, files: 1, parts: 11, headerPairs: 20 };

/**
 * Reads a form as it arrives; the file goes to where it is kept at once.
 * @throws INVALID_ARGUMENT naming what is wrong with the form, and what `receive` throws; nothing stays then
 */
export async function readForm(
  request: FastifyRequest,
  attachments: Attachments,
  principal: Principal,
): Promise<Upload> {
  let incoming: Incoming | undefined;
  let memo: string | undefined;
  try {
    for await (const part of request.parts({
      limits: { ...LIMITS, fileSize: Infinity },
      fileHwm: 16 * 1024,
      highWaterMark: 16 * 1024,
    })) {
      if (part.type === 'file') {
        const { filename, mimetype, file } = part;
        // A part of a broken form may lack what its type says is there.
        const name: string | undefined = part.fieldname;
        if (name !== 'file')
          throw invalid(name?.slice(0, 100) || 'body', 'Send the file in the field `file`');
        incoming = await attachments.receive(principal, {
          filename: filename ?? '',
          type: mimetype,
          content: file,
        });
      } else if (part.fieldname === 'memo') {
        memo = String(part.value);
      } else if (part.fieldname === 'file') {
        throw invalid('file', 'Must be a file, with a file name');
      }
    }
  } catch (error) {
    await incoming?.received.discard();
    throw error instanceof DomainError || isBroken(error) ? translate(error) : error;
  }
  if (!incoming) throw invalid('file', 'File is required');
  return { incoming, memo };
}

/**
 * @param body undefined where neither a body nor its type was sent, so that nothing has checked it
 * @throws INVALID_ARGUMENT naming `file` or `content`, and what `receive` throws
 */
export async function readJson(
  body: JsonUpload | undefined,
  attachments: Attachments,
  principal: Principal,
): Promise<Upload> {
  if (body === undefined) throw invalid('file', 'File is required');
  const { filename, type, content, memo } = body;
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(content)) throw invalid('content', 'Must be encoded in Base64');
  const bytes = Buffer.from(content, 'base64');
  const incoming = await attachments.receive(principal, { filename, type, content: Readable.from([bytes]) });
  return { incoming, memo };
}

/** What the parser of forms says of a form that is none. */
function isBroken(error: unknown): error is Error & { code?: string } {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('FST_') || /multipart|terminated|boundary|header/i.test(error.message);
}

function translate(error: Error): Error {
  if (error instanceof DomainError) return error;
  return new DomainError('INVALID_ARGUMENT', 'The form could not be read', [
    { field: 'body', issue: error.message.slice(0, 200) },
  ]);
}
