import { posix } from 'node:path';

/** What the files of a layer may import; packages, Node's modules and their own layer aside. */
interface Layer {
  imports: readonly string[];
  /** Layers of which only types may be imported. */
  types?: readonly string[];
  /** Whether the layer may import packages and Node's modules. */
  packages: boolean;
}

const LAYERS: Record<string, Layer> = {
  domain: { imports: [], packages: false },
  store: { imports: ['domain'], packages: true },
  vault: { imports: ['domain'], packages: true },
  blobs: { imports: ['domain'], packages: true },
  services: { imports: ['domain', 'store', 'vault', 'blobs'], packages: true },
  cluster: { imports: ['domain'], types: ['store'], packages: true },
  http: { imports: ['domain', 'services'], packages: true },
  client: { imports: [], types: ['domain'], packages: false },
  cli: {
    imports: ['domain', 'services', 'client'],
    types: ['app.ts', 'config.ts', 'cluster'],
    packages: true,
  },
  config: { imports: ['domain'], packages: true },
  'config.ts': { imports: ['config', 'domain'], packages: true },
  'log.ts': { imports: [], packages: true },
  'version.ts': { imports: [], packages: true },
};

/** What the web app may see of the program: the client, and rules that do nothing but compute. */
const SEEN_BY_WEB = ['client', 'domain'];

const UNBOUND = ['app.ts', 'main.ts', 'folder.ts', 'program.ts'];
const FACES = ['memos', 'notesium', 'memories'];

interface Import {
  specifier: string;
  typeOnly: boolean;
}

/** Each way in which the file `path` (as in `src/domain/note.ts`) breaks the import rule. */
export function violations(path: string, source: string): string[] {
  const layer = layerOf(path);
  const code = withoutComments(source);
  const found = UNBOUND.includes(layer) ? [] : importsOf(code).map((one) => objection(path, layer, one));
  if (/\bprocess\.env\b/.test(code) && layer !== 'config.ts') {
    found.push('reads process.env, which only src/config.ts may');
  }
  return found.filter((reason) => reason !== undefined).map((reason) => `${path} ${reason}`);
}

/** Each file of the program that a file of the web app imports, and may not. */
export function webViolations(path: string, source: string): string[] {
  return importsOf(withoutComments(source))
    .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
    .filter((target) => target.startsWith('src/') && !SEEN_BY_WEB.includes(layerOf(target)))
    .map((target) => `${path} imports ${target}, but web sees only ${SEEN_BY_WEB.join(' and ')}`);
}

function objection(path: string, layer: string, { specifier, typeOnly }: Import): string | undefined {
  const rule = LAYERS[layer];
  if (!rule) return `is in no layer of the import rule (${Object.keys(LAYERS).join(', ')})`;
  if (!specifier.startsWith('.')) {
    return rule.packages ? undefined : `imports ${specifier}, but ${layer} imports no package`;
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith('src/')) return `imports ${target}, which is not part of the program`;
  const other = layerOf(target);
  if (other !== layer) return crossing(layer, rule, other, target, typeOnly);
  const [mine, theirs] = [faceOf(path), faceOf(target)];
  return mine && theirs && mine !== theirs
    ? `imports ${target}, but a face does not see another face`
    : undefined;
}

function crossing(layer: string, rule: Layer, other: string, target: string, typeOnly: boolean) {
  if (rule.imports.includes(other)) return undefined;
  if (!rule.types?.includes(other)) return `imports ${target}, but ${layer} does not see ${other}`;
  return typeOnly ? undefined : `imports ${target}, but ${layer} sees only types of ${other}`;
}

/** The folder below src/, or the name of a file that lies in src/ itself. */
function layerOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function faceOf(path: string): string | undefined {
  const [, layer, folder] = path.split('/');
  return layer === 'http' ? FACES.find((face) => face === folder) : undefined;
}

function importsOf(code: string): Import[] {
  const statements = code.matchAll(/^(?:import|export)\s+(type\b)?(?:[^'"=;]*?\bfrom\s*)?['"]([^'"]+)['"]/gm);
  const calls = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [
    ...[...statements].map(([, type, specifier = '']) => ({ specifier, typeOnly: type !== undefined })),
    ...[...calls].map(([, specifier = '']) => ({ specifier, typeOnly: false })),
  ];
}

function withoutComments(source: string): string {
  return source.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
}
