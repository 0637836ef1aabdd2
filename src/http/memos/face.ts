import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Services } from '../../services/index.ts';
import type { AnswerCache } from '../answer-cache.ts';

/** A Fastify instance whose schemas give its handlers their types. */
export type MemosApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface MemosOptions {
  services: Services;
  /** Of this program. */
  version: string;
  /** The configured public address, if any. */
  publicUrl: string | undefined;
  answers: AnswerCache;
  /** Whether only this machine can reach the server. */
  isPrivateToMachine: boolean;
}
