import type { SystemSettings } from '../../../services/system.ts';
import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers } from '../common-schema.ts';
import { SystemInfoAnswer, UpdateSystemInfoBody } from '../system-schema.ts';

export function systemRoutes(app: MemosApp, { services: { system, users }, version }: MemosOptions): void {
  const tags = ['system'];

  app.get(
    '/system/info',
    { schema: { tags, summary: 'System information', security: [], response: answers(SystemInfoAnswer) } },
    async (request, reply) => {
      const [settings, isNew] = await Promise.all([system.settings(), users.isNew()]);
      return sendJson(request, reply, present.systemInfo(settings, version, !isNew));
    },
  );

  app.patch(
    '/system/info',
    {
      schema: {
        tags,
        summary: 'Change settings of the instance (host)',
        body: UpdateSystemInfoBody,
        response: answers(SystemInfoAnswer),
      },
    },
    async (request, reply) => {
      const { customizedProfile: profile, allowSignUp, disablePasswordLogin } = request.body;
      const patch = {
        allowSignUp,
        disablePasswordLogin,
        title: profile?.title,
        description: profile?.description,
        logoUrl: profile?.logoUrl,
        locale: profile?.locale,
      };
      const settings = await system.update(
        principalOf(request),
        patch,
        preconditionOf(request, (current: SystemSettings) => present.systemInfo(current, version)),
      );
      return sendJson(request, reply, present.systemInfo(settings, version));
    },
  );
}
