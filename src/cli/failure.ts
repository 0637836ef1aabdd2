/** A failure that the person at the terminal can act on: printed as it is, without a stack. */
export class Failure extends Error {
  readonly status: number;

  constructor(message: string, { status = 1, cause }: { status?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'Failure';
    this.status = status;
  }
}
