/** The shapes of the memos API, as docs/api-memos.md describes them. */

export type Visibility = 'PRIVATE' | 'PROTECTED' | 'PUBLIC';
export type RowStatus = 'NORMAL' | 'ARCHIVED' | 'TRASHED';
export type Role = 'HOST' | 'ADMIN' | 'USER';
export type Scope = 'read' | 'write' | 'admin';

export interface Resource {
  id: number;
  name: string;
  uid: string;
  createTime: string;
  filename: string;
  type: string;
  /** Bytes. */
  size: number;
  linkedMemos: string[];
}

export interface Memo {
  id: number;
  /** `memos/<id>` */
  name: string;
  uid: string;
  rowStatus: RowStatus;
  /** `users/<id>` */
  creator: string;
  createTime: string;
  updateTime: string;
  displayTime: string;
  /** Markdown. */
  content: string;
  visibility: Visibility;
  pinned: boolean;
  resources: Resource[];
  relations: { memo: string; relatedMemo: string; type: string }[];
  tags: string[];
  title: string;
  /** Plain text; in search results with `<mark>`. */
  snippet: string;
  filename: string;
  /** Of a memo in the trash: since when it is there. */
  trashTime?: string;
}

export interface SearchResult extends Memo {
  score: number;
}

export interface Page<T> {
  data: T[];
  /** Empty on the last page. */
  nextPageToken: string;
}

export interface User {
  id: number;
  name: string;
  username: string;
  role: Role;
  email: string;
  nickname: string;
  avatarUrl: string;
  createTime: string;
  updateTime: string;
  rowStatus: 'NORMAL' | 'ARCHIVED';
  /** One's own only. */
  defaultVisibility?: Visibility;
}

export interface TagCount {
  name: string;
  count: number;
}

export interface TagStatistics {
  data: (TagCount & { firstUsedTime: string; lastUsedTime: string; relatedTags: TagCount[] })[];
  totals: { tags: number; uses: number; memos: number };
}

export interface AccessToken {
  id: number;
  name: string;
  description: string;
  scopes: Scope[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

export interface Webhook {
  id: number;
  creator: string;
  name: string;
  url: string;
  events: string[];
  active: boolean;
  createTime: string;
  updateTime: string;
}

export interface Delivery {
  id: number;
  messageId: string;
  event: string;
  status: 'pending' | 'delivered' | 'failed';
  createTime: string;
  nextAttemptTime: string | null;
  finishTime: string | null;
  attempts: {
    time: string;
    durationMs: number;
    status: number | null;
    error: string | null;
    answer: string | null;
  }[];
}

export interface SystemInfo {
  version: string;
  mode: string;
  /** Whether the first account, which is the owner's, has been made. */
  hasOwner: boolean;
  allowSignUp: boolean;
  disablePasswordLogin: boolean;
  additionalScript: string;
  customizedProfile: { title: string; description: string; logoUrl: string; locale: string };
  commonplaceVersion: string;
}

/** Whether the notes of the caller are files in a folder of the server, too. */
export interface VaultFolder {
  state: 'none' | 'watching' | 'unavailable';
  /** For administrators. */
  path: string | null;
  /** Why it is not available. */
  reason: string | null;
}

export interface Graph {
  /** `created` is in seconds since the beginning of 1970; `tags` are places in the `tags` of the graph. */
  nodes: {
    id: number;
    title: string;
    label: boolean;
    degree: number;
    created: number;
    tags: number[];
  }[];
  /** Pairs of ids: from, to. */
  links: [number, number][];
  /** In lower case, as tags are compared. */
  tags: string[];
}
