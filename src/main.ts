/** Commands that need a folder and nothing else. They begin in a file of their own, which is read in no time. */
const ON_FOLDER = ['home', 'new', 'list', 'links', 'lines', 'stats', 'cat'];

if (isTooOld(process.versions.node)) {
  console.error(
    `Commonplace needs Node.js 22.18 or newer, and this is ${process.versions.node}: install Node.js 24`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await start(process.argv.slice(2));
}

/** Everything else is loaded here, because an old Node could not even read it. */
async function start(argv: readonly string[]): Promise<number> {
  const [command = '', option] = argv;
  const isOnFolder = ON_FOLDER.includes(command) && option !== '--help';
  const { main } = await (isOnFolder ? import('./folder.ts') : import('./program.ts'));
  return main(argv);
}

function isTooOld(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 18);
}
