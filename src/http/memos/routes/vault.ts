import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import { answers } from '../common-schema.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import { VaultAnswer } from '../system-schema.ts';

export function vaultRoutes(app: MemosApp, { services: { vaultFolder } }: MemosOptions): void {
  app.get(
    '/vault',
    {
      schema: {
        tags: ['system'],
        summary: "Whether the caller's memos are files in a folder, and how it is",
        response: answers(VaultAnswer),
      },
    },
    async (request, reply) => {
      const folder = await vaultFolder.own(principalOf(request));
      return sendJson(request, reply, { path: null, reason: null, ...folder });
    },
  );
}
