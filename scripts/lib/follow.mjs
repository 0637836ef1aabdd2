const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Passes this process's signals on to a child until it ends: `{ code, signal }`. */
export function follow(child) {
  let signalled = false;
  const relay = (signal) => {
    signalled = true;
    if (!reachesChildToo(signal)) child.kill(signal);
  };
  const watch = onParentGone(() => {
    if (!signalled) child.kill('SIGTERM');
  });
  for (const name of SIGNALS) process.on(name, relay);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of SIGNALS) process.off(name, relay);
      resolve({ code, signal });
    });
  });
}

/** A terminal sends Ctrl-C to both processes; a second one would look like impatience to the child. */
function reachesChildToo(signal) {
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  return signal === 'SIGINT' && Boolean(terminal);
}

/** npm passes a SIGTERM to the shell between it and this process, which dies without passing it on. */
function onParentGone(action) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    action();
  }, 100);
  return watch;
}
