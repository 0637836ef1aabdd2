/**
 * Where the program of a thread is: beside the module that starts it in the sources, and beside the bundle in a build, which
 * `scripts/build.mjs` makes of it.
 * @param name of its file, without the ending
 * @param starter the `import.meta.url` of the module that starts it
 */
export function threadProgram(name: string, starter: string): URL {
  return new URL(`./${name}.${starter.endsWith('.ts') ? 'ts' : 'js'}`, starter);
}
