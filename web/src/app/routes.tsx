import { lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { TimelinePage } from '../pages/timeline/index.tsx';

// Each page is loaded when it is first opened; the timeline is the first page.
const NotesPage = lazy(() => import('../pages/notes/index.tsx'));
const NotePage = lazy(() => import('../pages/note/index.tsx'));
const LibraryPage = lazy(() => import('../pages/library/index.tsx'));
const SpacesPage = lazy(() => import('../pages/spaces/index.tsx'));
const SpacePage = lazy(() => import('../pages/space/index.tsx'));
const SavingPage = lazy(() => import('../pages/save/how.tsx'));
const GraphPage = lazy(() => import('../pages/graph/index.tsx'));
const FilesPage = lazy(() => import('../pages/files/index.tsx'));
const ArchivePage = lazy(() => import('../pages/archive/index.tsx'));
const TrashPage = lazy(() => import('../pages/trash/index.tsx'));
const SearchPage = lazy(() => import('../pages/search/index.tsx'));
const SettingsPage = lazy(() => import('../pages/settings/index.tsx'));
const NotFoundPage = lazy(() => import('../pages/not-found/index.tsx'));

/** What the address names; src/http/web.ts knows the same addresses. */
export function Routes() {
  return (
    <Switch>
      <Route path="/" component={TimelinePage} />
      <Route path="/notes" component={NotesPage} />
      <Route path="/n/:id" component={NotePage} />
      <Route path="/notes/:id" component={NotePage} />
      <Route path="/library" component={LibraryPage} />
      <Route path="/spaces" component={SpacesPage} />
      <Route path="/spaces/:id" component={SpacePage} />
      <Route path="/save/how" component={SavingPage} />
      <Route path="/graph" component={GraphPage} />
      <Route path="/files" component={FilesPage} />
      <Route path="/archive" component={ArchivePage} />
      <Route path="/trash" component={TrashPage} />
      <Route path="/search" component={SearchPage} />
      <Route path="/settings/:section?" component={SettingsPage} />
      <Route path="/sign-in">
        <Redirect to="/" replace />
      </Route>
      <Route path="/sign-up">
        <Redirect to="/" replace />
      </Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}
