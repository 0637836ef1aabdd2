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

export type MemoriesApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface MemoriesOptions {
  services: Services;
  answers: AnswerCache;
  /** What the addresses of plain notes begin with, whatever the server was asked by. */
  ownAddress: string;
}
