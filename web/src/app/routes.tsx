import { Redirect, Route, Switch } from 'wouter';
import { lazily } from '../lib/soon.tsx';
import { TimelinePage } from '../pages/timeline/index.tsx';

// Each page is loaded when it is first opened; the timeline is the first page.
const NotesPage = lazily(() => import('../pages/notes/index.tsx'));
const NotePage = lazily(() => import('../pages/note/index.tsx'));
const LibraryPage = lazily(() => import('../pages/library/index.tsx'));
const SpacesPage = lazily(() => import('../pages/spaces/index.tsx'));
const SpacePage = lazily(() => import('../pages/space/index.tsx'));
const SavingPage = lazily(() => import('../pages/save/how.tsx'));
const GraphPage = lazily(() => import('../pages/graph/index.tsx'));
const FilesPage = lazily(() => import('../pages/files/index.tsx'));
const ArchivePage = lazily(() => import('../pages/archive/index.tsx'));
const TrashPage = lazily(() => import('../pages/trash/index.tsx'));
const SearchPage = lazily(() => import('../pages/search/index.tsx'));
const SettingsPage = lazily(() => import('../pages/settings/index.tsx'));
const NotFoundPage = lazily(() => import('../pages/not-found/index.tsx'));

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
