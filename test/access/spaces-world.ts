import sharp from 'sharp';
import { uploaded } from '../support/files.ts';
import type { Account, Instance } from '../support/instance.ts';
import { signedIn } from '../support/records.ts';

/** Whose request it is: ada owns the space, and the note in it. The columns of `spaces-matrix.ts`. */
export const SPACE_PRINCIPALS = [
  'owner',
  'reader',
  'editor',
  'pending',
  'rejected',
  'removed',
  'stranger',
  'anonymous',
] as const;
export type SpacePrincipal = (typeof SPACE_PRINCIPALS)[number];

/** A space with one note of ada's, which has a picture; everybody stands to it as their name says. */
export interface SpaceScene {
  uid: string;
  note: { id: number; uid: string; filename: string };
  picture: number;
}

export type SpacesWorld = Awaited<ReturnType<typeof createSpacesWorld>>;

export async function createSpacesWorld(instance: Instance) {
  const { services, call } = instance;
  const host = await instance.account('hilda');
  const accounts = {} as Record<SpacePrincipal, Account>;
  for (const name of SPACE_PRINCIPALS) {
    if (name !== 'anonymous') accounts[name] = await instance.account(name, 'write');
  }
  const zoe = await instance.account('zoe', 'write');
  const owner = signedIn(accounts.owner.id);
  const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#38a' } })
    .png()
    .toBuffer();
  let count = 0;
  /** A word that was not there before. */
  const fresh = (start: string) => `${start}${++count}`;

  async function note(principal: SpacePrincipal | 'zoe', content: string) {
    const { token } = principal === 'zoe' ? zoe : accounts[principal];
    return (await call('POST', '/api/v1/memos', { token, body: { content } })).json as SpaceScene['note'];
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
      return { uid, note: held, picture };
    },
  };
}
