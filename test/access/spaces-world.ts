import sharp from 'sharp';
import { uploaded } from '../support/files.ts';
import type { Account, Instance } from '../support/instance.ts';
import { signedIn } from '../support/records.ts';

/**
 * Whose request it is: the owner's are the space, and the notes in it; `owner-read` is the same account, with a token that
 * only reads. Administrators and the host are strangers here. The columns of `spaces-matrix.ts`.
 */
export const SPACE_PRINCIPALS = [
  'owner',
  'reader',
  'editor',
  'pending',
  'rejected',
  'removed',
  'stranger',
  'anonymous',
  'owner-read',
  'admin',
  'host',
] as const;
export type SpacePrincipal = (typeof SPACE_PRINCIPALS)[number];

/** A space with notes of its owner's, one with a picture; everybody stands to it as their name says. */
export interface SpaceScene {
  uid: string;
  note: HeldNote;
  picture: number;
  /** Saved from the web, from an address that nothing can be fetched from. */
  page: Pick<HeldNote, 'uid'>;
  /** These are as PUBLIC as can be: their status is what protects them. */
  archived: HeldNote;
  trashed: HeldNote;
}

interface HeldNote {
  id: number;
  uid: string;
  filename: string;
}

export type SpacesWorld = Awaited<ReturnType<typeof createSpacesWorld>>;

export async function createSpacesWorld(instance: Instance) {
  const { services, call } = instance;
  const host = await instance.account('hilda');
  const accounts = {} as Record<SpacePrincipal, Account>;
  for (const name of SPACE_PRINCIPALS) {
    if (name === 'anonymous' || name === 'owner-read' || name === 'host') continue;
    accounts[name] = await instance.account(name, name === 'admin' ? 'admin' : 'write');
  }
  accounts.host = host;
  await call('PATCH', '/api/v1/users/admin', { token: host.token, body: { role: 'ADMIN' } });
  const reading = await services.tokens.createFor(accounts.owner.id, { name: 'read', scope: 'read' });
  accounts['owner-read'] = { ...accounts.owner, token: reading.secret };
  const zoe = await instance.account('zoe', 'write');
  const owner = signedIn(accounts.owner.id);
  const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#38a' } })
    .png()
    .toBuffer();
  let count = 0;
  /** A word that was not there before. */
  const fresh = (start: string) => `${start}${++count}`;

  async function note(principal: SpacePrincipal | 'zoe', content: string) {
    // What one has is made with a token that may.
    const { token } = principal === 'zoe' ? zoe : accounts[principal === 'owner-read' ? 'owner' : principal];
    return (await call('POST', '/api/v1/memos', { token, body: { content } })).json as SpaceScene['note'];
  }

  async function heldNote(spaceId: string, status: 'ARCHIVED' | 'TRASHED'): Promise<HeldNote> {
    const made = await note('owner', `planted${++count}, put away`);
    await services.spaces.addNote(owner, spaceId, { id: made.id });
    await services.notes.update(owner, { id: made.id }, { visibility: 'PUBLIC', status });
    return made;
  }

  async function heldPage(spaceId: string): Promise<Pick<HeldNote, 'uid'>> {
    const { note: made } = await services.memories.add(owner, {
      content: `http://127.0.0.1:1/${++count}`,
      prefetched: { title: fresh('Page ') },
      spaces: [spaceId],
    });
    return made;
  }

  return {
    fresh,
    note,
    token: (principal: SpacePrincipal): string | undefined => accounts[principal]?.token,
    email: (principal: SpacePrincipal) => `${principal}@example.com`,

    /** Waits until nothing is done in the background. */
    async settle(): Promise<void> {
      for (;;) {
        const { counts } = (await call('GET', '/api/v1/jobs', { token: host.token })).json;
        if (counts.queued + counts.ready === 0) return;
        await new Promise(setImmediate);
      }
    },

    /** Takes its space away, if it is there still: one account may have so many. */
    async leave({ uid }: SpaceScene): Promise<void> {
      await call('DELETE', `/api/spaces/${uid}`, { token: accounts.owner.token });
    },

    async scene(isPublic: boolean): Promise<SpaceScene> {
      const { uid } = await services.spaces.create(owner, { name: fresh('Space '), isPublic });
      for (const name of ['reader', 'editor', 'pending', 'rejected', 'removed'] as const) {
        const invitation = { email: this.email(name), access: name === 'editor' ? 'edit' : 'read' } as const;
        await services.spaceMembers.invite(owner, uid, invitation);
        const invited = signedIn(accounts[name].id);
        if (name === 'rejected') await services.spaceMembers.reject(invited, uid);
        else if (name !== 'pending') await services.spaceMembers.accept(invited, uid);
      }
      await services.spaceMembers.remove(owner, uid, this.email('removed'));
      const held = await note('owner', `planted${++count} in a space #plantedtag${count}`);
      const file = { content: bytes, filename: 'a.png', type: 'image/png' };
      const { id: picture } = await uploaded(instance, accounts.owner, {
        ...file,
        fields: { memo: `memos/${held.id}` },
      });
      await call('GET', `/api/v1/resources/${picture}?thumbnail=true`, { token: accounts.owner.token });
      await services.spaces.addNote(owner, uid, { id: held.id });
      const page = await heldPage(uid);
      const archived = await heldNote(uid, 'ARCHIVED');
      const trashed = await heldNote(uid, 'TRASHED');
      return { uid, note: held, picture, page, archived, trashed };
    },
  };
}
