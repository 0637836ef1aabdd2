import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { captureAsked } from './lib/capture-focus.ts';
import { deviceUser } from './lib/device-user.ts';
import { loadLanguage } from './lib/i18n.ts';
import { watchNavigation } from './lib/navigation-kind.ts';
import { startOffline } from './lib/offline.ts';
import { restoreSeen } from './lib/persist.ts';
import { afterFirstPage } from './lib/soon.tsx';
import { startLive } from './lib/use-live.ts';
import './styles/index.css';

watchNavigation();
startLive(deviceUser());
// Without the texts of another language those that are here are shown, rather than nothing.
await Promise.all([loadLanguage().catch(() => {}), restoreSeen()]);
// The app was opened by its shortcut, to write.
if (location.hash === '#write') captureAsked.set(1);
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startOffline();
afterFirstPage(({ onceShown }) => onceShown());
