import { AccessToken, NewAccessToken } from './access-token-schema.ts';
import { ErrorBody } from './common-schema.ts';
import { Memo, SearchResult } from './memo-schema.ts';
import { Resource } from './resource-schema.ts';
import { SystemInfo } from './system-schema.ts';
import { User } from './user-schema.ts';

/** Shapes that the document has by name. Registered once, and referred to by name in the routes and in the document. */
export const NAMED_SCHEMAS = [
  Resource,
  Memo,
  SearchResult,
  User,
  AccessToken,
  NewAccessToken,
  SystemInfo,
  ErrorBody,
];
