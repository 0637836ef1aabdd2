/** Lets requests that came in meanwhile be answered. */
export function turn(): Promise<void> {
  return new Promise(setImmediate);
}
