import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadLanguage } from './lib/i18n.ts';
import { watchNavigation } from './lib/navigation-kind.ts';
import { startLive } from './lib/use-live.ts';
import './styles/index.css';

watchNavigation();
startLive();
await loadLanguage();
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
