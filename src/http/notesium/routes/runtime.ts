import { principalOf } from '../../principal.ts';
import { sendJson } from '../../conditional.ts';
import type { NotesiumApp, NotesiumOptions } from '../face.ts';
import { followMemory } from '../memory.ts';
import { answers, RuntimeAnswer } from '../schema.ts';

export function runtimeRoutes(app: NotesiumApp, options: NotesiumOptions): void {
  const { services, build, web, releaseUrl } = options;
  const memory = followMemory(app);

  app.get(
    '/',
    { schema: { tags: ['runtime'], summary: 'Get runtime object', response: answers(RuntimeAnswer) } },
    async (request, reply) => {
      const principal = principalOf(request);
      return sendJson(request, reply, {
        home: await services.notebook.folder(principal),
        version: build.version,
        platform: build.platform,
        web: {
          webroot: web.webroot,
          writable: services.notebook.isWritable(principal),
          'stop-on-idle': web.stopOnIdle,
          'daily-version-check': web.versionCheck,
        },
        build: {
          gitversion: build.gitversion,
          buildtime: build.buildtime,
          goversion: `node${process.versions.node}`,
          'latest-release-url': releaseUrl ?? '',
        },
        memory: memory(),
      });
    },
  );
}
