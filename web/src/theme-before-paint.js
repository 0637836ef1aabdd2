// Loaded before anything is drawn, so that no page appears in the wrong colours first.
(() => {
  const root = document.documentElement;
  const read = (name) => {
    try {
      return localStorage.getItem(`commonplace.${name}`);
    } catch {
      return null;
    }
  };
  const theme = read('theme');
  if (theme === 'light' || theme === 'dark') root.classList.add(theme);
  const size = read('text-size');
  if (size === 'small' || size === 'large' || size === 'largest') root.classList.add(`text-${size}`);
})();
