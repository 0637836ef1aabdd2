/**
 * The most time that this thread worked without a pause meanwhile, in milliseconds: so long nothing else was answered. Time of
 * the processor, so that it does not matter how busy the machine is with something else.
 */
export async function longestTurn(work: () => unknown): Promise<number> {
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = spent();
  let longest = 0;
  const turn = (): void => {
    const now = spent();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(turn, 1);
  try {
    await work();
  } finally {
    turn();
    clearInterval(timer);
  }
  return longest;
}
