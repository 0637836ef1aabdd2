import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '../../test/support/outcomes.ts';
import {
  addNote,
  addUser,
  openTestServices,
  runJobs,
  type TestServices,
} from '../../test/support/services.ts';
import { ANONYMOUS, type Principal, type SignedIn } from '../domain/access.ts';
import type { Status, Visibility } from '../domain/note.ts';
import type { SpaceAccess } from '../domain/space/space.ts';
import { examine } from './doctor/index.ts';
import type { LiveEvent } from './live.ts';

/** More of them: `COMMONPLACE_TEST_SPACES_RUNS=100`. */
const RUNS = Number(process.env['COMMONPLACE_TEST_SPACES_RUNS'] ?? 4);
const STEPS = 25;

/** Streams end with the session that opened them. */
const WITHOUT_SESSION = { via: 'local', credentialId: null } as const;
/** Of bytes that nobody asks for. */
const HASH = 'a'.repeat(64);
const NAMES = ['ada', 'ben', 'cleo'];

interface ModelNote {
  id: number;
  file: number;
  owner: number;
  status: Status;
  visibility: Visibility;
  content: string;
}

interface ModelSpace {
  uid: string;
  id: number;
  owner: number;
  isPublic: boolean;
  invited: Map<number, { status: 'pending' | 'accepted' | 'rejected'; access: SpaceAccess }>;
  notes: Set<ModelNote>;
}

/** What somebody tries: what it is, who, and which of the spaces, notes and people it is about. */
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(['write', 'open', 'add', 'add', 'add', 'takeOut', 'invite', 'invite', 'accept', 'accept'] as const),
      ...([
        'reject',
        'expel',
        'setAccess',
        'publish',
        'edit',
        'edit',
        'place',
        'place',
        'erase',
        'close',
      ] as const),
    ),
    who: fc.nat(2),
    space: fc.nat(),
    note: fc.nat(),
    other: fc.nat(2),
    flag: fc.boolean(),
    status: fc.constantFrom<Status>('NORMAL', 'NORMAL', 'ARCHIVED', 'TRASHED'),
    visibility: fc.constantFrom<Visibility>('PRIVATE', 'PRIVATE', 'PRIVATE', 'PROTECTED', 'PUBLIC'),
  }),
  { minLength: 1, maxLength: STEPS, size: 'max' },
);
type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number];

/** The rules in a few lines: who is a member, who reads, who may do what. `null` is nobody in particular. */
function createModel() {
  const notes: ModelNote[] = [];
  const spaces: ModelSpace[] = [];
  const accessTo = ({ owner, invited }: ModelSpace, who: number | null) => {
    if (who === owner) return 'owner';
    const invitation = who === null ? undefined : invited.get(who);
    return invitation?.status === 'accepted' ? invitation.access : null;
  };
  const holding = (note: ModelNote) => spaces.filter((space) => space.notes.has(note));
  return {
    notes,
    spaces,
    accessTo,
    readsSpace: (space: ModelSpace, who: number | null) => space.isPublic || accessTo(space, who) !== null,
    shown: (space: ModelSpace) =>
      [...space.notes].filter(({ status }) => status === 'NORMAL').toSorted((a, b) => b.id - a.id),
    reads(note: ModelNote, who: number | null): boolean {
      if (note.owner === who) return true;
      if (note.status !== 'NORMAL') return false;
      if (note.visibility === 'PUBLIC' || (note.visibility === 'PROTECTED' && who !== null)) return true;
      return holding(note).some((space) => this.readsSpace(space, who));
    },
    /** Whether an edit of it must reach this user's stream of events. */
    follows: (note: ModelNote, who: number) =>
      note.owner === who ||
      (note.status === 'NORMAL' &&
        (note.visibility !== 'PRIVATE' || holding(note).some((space) => accessTo(space, who) !== null))),
  };
}

type Model = ReturnType<typeof createModel>;

async function createRun(opened: TestServices) {
  const { services, store } = opened;
  const users: SignedIn[] = [];
  for (const name of NAMES) {
    const user = await addUser(opened, name, { email: `${name}@example.com` });
    users.push({ ...user, ...WITHOUT_SESSION });
  }
  const model: Model = createModel();
  const streams = users.map((user) => services.live.open(user, undefined, new AbortController().signal));
  let count = 0;

  async function write(who: number, visibility: Visibility): Promise<boolean> {
    const content = `word ${++count}`;
    opened.clock.advance(1000);
    const note = await addNote(services, users[who]!, content, visibility);
    const file = await store.transact(async (tx) => {
      await tx.blobs.claim({ hash: HASH, size: 1, privateRanges: [] }, 0);
      await tx.blobs.use(HASH);
      return tx.attachments.insert({
        uid: `f${count}`.padStart(8, '0'),
        ownerId: users[who]!.userId,
        filename: 'a.txt',
        type: 'text/plain',
        size: 1,
        hash: HASH,
        createdAt: 0,
      });
    });
    await services.notes.update(users[who]!, { id: note.id }, { attachments: [String(file)] });
    model.notes.push({ id: note.id, file, owner: who, status: 'NORMAL', visibility, content });
    return true;
  }

  /** Does a step in the model, and says whether it may be done. */
  function allowed(
    step: Step,
    space: ModelSpace | undefined,
    note: ModelNote | undefined,
  ): (() => void) | null {
    const { kind, who, other, flag, status } = step;
    const access = space && model.accessTo(space, who);
    const invitation = space?.invited.get(kind === 'accept' || kind === 'reject' ? who : other);
    const put = (into: ModelSpace, user: number, patch: object) =>
      void into.invited.set(user, { status: 'pending', access: 'read', ...into.invited.get(user), ...patch });
    const member = { access: flag ? ('edit' as const) : ('read' as const) };
    const isOwn = note?.owner === who;
    switch (kind) {
      case 'add':
        return space &&
          note &&
          isOwn &&
          note.status !== 'TRASHED' &&
          !space.notes.has(note) &&
          (access === 'owner' || access === 'edit')
          ? () => void space.notes.add(note)
          : null;
      case 'takeOut':
        return space && note && space.notes.has(note) && (access === 'owner' || isOwn)
          ? () => void space.notes.delete(note)
          : null;
      case 'invite':
        return space && access === 'owner' && other !== who && invitation?.status !== 'accepted'
          ? () => put(space, other, { ...member, status: 'pending' })
          : null;
      case 'accept':
        return space && invitation && invitation.status !== 'rejected'
          ? () => put(space, who, { status: 'accepted' })
          : null;
      case 'reject':
        return space && invitation ? () => put(space, who, { status: 'rejected' }) : null;
      case 'expel':
        return space && access === 'owner' && invitation ? () => void space.invited.delete(other) : null;
      case 'setAccess':
        return space && access === 'owner' && invitation ? () => put(space, other, member) : null;
      case 'publish':
        return space && access === 'owner' ? () => void (space.isPublic = flag) : null;
      case 'close':
        return space && access === 'owner'
          ? () => void model.spaces.splice(model.spaces.indexOf(space), 1)
          : null;
      case 'edit':
        return note && isOwn ? () => void (note.content = `word ${count}`) : null;
      case 'place':
        return note && isOwn ? () => void (note.status = status) : null;
      case 'erase':
        return note && isOwn
          ? () => {
              if (note.status !== 'TRASHED') return void (note.status = 'TRASHED');
              model.notes.splice(model.notes.indexOf(note), 1);
              for (const one of model.spaces) one.notes.delete(note);
            }
          : null;
      default:
        return null;
    }
  }

  async function call(step: Step, uid: string, id: number): Promise<unknown> {
    const { kind, who, other, flag, status } = step;
    const { spaces, spaceMembers: members, notes } = services;
    const user = users[who]!;
    const email = `${NAMES[other]}@example.com`;
    const access = flag ? 'edit' : 'read';
    switch (kind) {
      case 'add':
        return spaces.addNote(user, uid, { id });
      case 'takeOut':
        return spaces.removeNote(user, uid, { id });
      case 'invite':
        return members.invite(user, uid, { email, access });
      case 'accept':
        return members.accept(user, uid);
      case 'reject':
        return members.reject(user, uid);
      case 'expel':
        return members.remove(user, uid, email);
      case 'setAccess':
        return members.setAccess(user, uid, email, access);
      case 'publish':
        return spaces.update(user, uid, { isPublic: flag });
      case 'close':
        return spaces.remove(user, uid);
      case 'edit':
        return notes.update(user, { id }, { content: `word ${++count}` });
      case 'place':
        return notes.update(user, { id }, { status });
      default:
        return notes.remove(user, { id }, { force: true });
    }
  }

  /** What a user is told until nothing more comes. */
  async function toldTo(who: number): Promise<LiveEvent[]> {
    const told: LiveEvent[] = [];
    for (;;) {
      const { value } = await streams[who]!.next();
      if (!value) throw new Error('The stream has ended');
      if (value.type === 'quiet') return told;
      told.push(value);
    }
  }

  return {
    /** @returns the note that was edited, if one was */
    async take(step: Step): Promise<ModelNote | undefined> {
      if (step.kind === 'write') return void (await write(step.who, step.visibility));
      if (step.kind === 'open') {
        const { uid, id } = await services.spaces.create(users[step.who]!, {
          name: 'A space',
          isPublic: step.flag,
        });
        const space = {
          uid,
          id,
          owner: step.who,
          isPublic: step.flag,
          invited: new Map(),
          notes: new Set<ModelNote>(),
        };
        return void model.spaces.push(space);
      }
      const space = model.spaces[step.space % Math.max(1, model.spaces.length)];
      const note = model.notes[step.note % Math.max(1, model.notes.length)];
      const code = await codeOf(call(step, space?.uid ?? 'nowhere', note?.id ?? 999));
      const change = allowed(step, space, note);
      expect([step, code === 'OK']).toEqual([step, change !== null]);
      change?.();
      return step.kind === 'edit' && change ? note : undefined;
    },

    async compare(edited: ModelNote | undefined): Promise<void> {
      const readers: [number | null, Principal][] = [...users.entries(), [null, ANONYMOUS]];
      for (const [who, principal] of readers) {
        for (const space of model.spaces) {
          const wanted = model.shown(space).map(({ content }) => content);
          const mayRead = model.readsSpace(space, who);
          const list = services.memories.list(principal, { start: 0, count: 100, space: space.uid });
          if (!mayRead) {
            expect(await codeOf(list)).toBe('UNAUTHENTICATED');
            continue;
          }
          const { items, total } = await list;
          expect([items.map(({ note }) => note.content), total]).toEqual([wanted, wanted.length]);
          const within = { spaceIds: [space.id] };
          const { hits } = await services.search.find(principal, { q: 'word', limit: 100, within });
          expect(hits.map(({ note }) => note.content).toSorted()).toEqual(wanted.toSorted());
        }
        for (const note of model.notes) {
          const read = await codeOf(services.notes.get(principal, { id: note.id }));
          const file = await codeOf(services.attachments.get(principal, { id: note.file }));
          const wanted = model.reads(note, who) ? 'OK' : 'NOT_FOUND';
          expect([note, who, read, file]).toEqual([note, who, wanted, wanted]);
        }
      }
      for (const who of users.keys()) {
        const told = await toldTo(who);
        for (const event of told) {
          if (event.type !== 'created' && event.type !== 'updated') continue;
          const note = model.notes.find(({ id }) => id === event.note.id);
          expect(note && model.reads(note, who)).toBe(true);
          expect(event.note.content).toBe(note?.content);
        }
        if (!edited || !model.follows(edited, who)) continue;
        const heard = told.some(
          (event) =>
            event.type === 'reset' || (event.type === 'updated' && event.note.content === edited.content),
        );
        expect([who, edited, heard]).toEqual([who, edited, true]);
      }
    },
  };
}

test(
  'whatever is done with spaces, lists, totals, searches, reads, files and live events agree with a plain model',
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const opened = await openTestServices({ live: { quietMs: 1 } });
        try {
          const run = await createRun(opened);
          for (const who of [0, 1]) {
            await run.take({ ...taken[0]!, kind: 'write', who });
            await run.take({ ...taken[0]!, kind: 'open', who });
          }
          await run.compare(undefined);
          for (const step of taken) await run.compare(await run.take(step));
          await runJobs(opened);
          const findings = [];
          const patient = { store: opened.store, data: 'nowhere', blobs: undefined };
          for await (const found of examine(patient, { repair: false })) {
            if (found.what !== 'file') findings.push(found);
          }
          expect(findings).toEqual([]);
        } finally {
          opened.services.live.close();
          await opened.close();
        }
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 25_000, markInterruptAsFailure: true },
    );
  },
  RUNS * 30_000,
);
