import { CommanderError } from 'commander';
import { DomainError, ERRORS } from '../domain/errors.ts';
import { Failure } from './failure.ts';
import { explainUsage } from './explain-usage.ts';

interface Explanation {
  message: string;
  /** What the process ends with. */
  status: number;
}

/** What to print for an error; only mistakes of the program itself show where they happened. */
export function explain(error: unknown): Explanation {
  if (error instanceof Failure) return { message: error.message, status: error.status };
  if (error instanceof DomainError) return { message: explainDomain(error), status: 1 };
  if (error instanceof CommanderError) return { message: explainUsage(error), status: 1 };
  // The class itself is out of sight here, see the import rule.
  if (error instanceof Error && error.name === 'ConfigError') return { message: error.message, status: 1 };
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `This should not happen; please report it:\n${details}`, status: 1 };
}

function explainDomain({ code, message, details }: DomainError): string {
  if (details.length === 0) return `${message}. ${ERRORS[code].fix}`;
  const issues = details.map(({ field, issue }) => `${field}: ${issue}`).join('; ');
  return code === 'INVALID_ARGUMENT' ? issues : `${message} (${issues})`;
}
