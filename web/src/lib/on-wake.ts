/** When the device has a connection again, or the window is looked at again. @returns what ends the listening */
export function onWake(wake: () => void): () => void {
  const look = (): unknown => document.visibilityState === 'visible' && wake();
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', look);
  return () => {
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', look);
  };
}
