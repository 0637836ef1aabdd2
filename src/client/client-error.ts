export interface FieldIssue {
  field: string;
  issue: string;
}

/** What went wrong with a request: the one error that this client throws, besides `AbortError`. */
export class ClientError extends Error {
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Such as `NOT_FOUND`, see docs/errors.md; `NETWORK` where no answer came. */
  readonly code: string;
  readonly details: readonly FieldIssue[];
  /** Seconds after which another try makes sense, if the server said so. */
  readonly retryAfter: number | undefined;
  /** Of ALREADY_EXISTS, where the server said it: the id of what is there. */
  readonly existingId: string | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    details: readonly FieldIssue[] = [],
    retryAfter?: number,
    existingId?: string,
  ) {
    super(message);
    this.name = 'ClientError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
    this.existingId = existingId;
  }

  /** Whether the same request may well succeed later, unchanged. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What is wrong with one field, if that is what is wrong. */
  issueOf(field: string): string | undefined {
    return this.details.find((detail) => detail.field === field)?.issue;
  }
}

/** The error in an answer, in whichever of the three shapes its face has. */
export function errorFrom(status: number, text: string, retryAfter: string | null): ClientError {
  const seconds = Number(retryAfter ?? Number.NaN);
  const wait = Number.isFinite(seconds) ? seconds : undefined;
  const body = parse(text);
  const memos = body['error'];
  if (isObject(memos)) {
    const { code, message, details } = memos;
    return new ClientError(status, String(code), String(message), issuesOf(details), wait);
  }
  const message = memos ?? body['Error'] ?? (text.length < 200 ? text : '');
  return new ClientError(
    status,
    CODES[status] ?? 'ERROR',
    String(message) || `The server answered ${status}`,
    issuesOf(body['details']),
    wait,
    typeof body['id'] === 'string' ? body['id'] : undefined,
  );
}

/** For the faces that name no code of their own. */
const CODES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  412: 'FAILED_PRECONDITION',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function issuesOf(details: unknown): FieldIssue[] {
  return Array.isArray(details) ? (details as FieldIssue[]) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
