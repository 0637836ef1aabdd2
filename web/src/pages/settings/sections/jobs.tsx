import { useQuery } from '@tanstack/react-query';
import type { Job } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { formatDateTime } from '../../../lib/dates.ts';
import { settingsKeys } from '../keys.ts';
import { ago } from '../parts/ago.ts';
import { Line } from '../parts/line.tsx';
import { Answer } from '../parts/query.tsx';
import { Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

const LOOK_AGAIN_MS = 5000;

/** What the server still has to do, and what it could not. */
export function Jobs() {
  const s = useSettingsTexts();
  const query = useQuery({
    queryKey: settingsKeys.jobs,
    queryFn: ({ signal }) => client.system.jobs(signal),
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <Section title={s('jobs')} text={s('jobs-text')}>
      <Answer query={query}>
        {({ counts, data }) => (
          <>
            <p className="mb-4 text-margin text-faded">{s('jobs-counts', counts)}</p>
            {data.length === 0 && <p className="text-ui">{s('jobs-quiet')}</p>}
            <ul aria-label={s('jobs')} className={data.length > 0 ? 'border-t border-hairline' : ''}>
              {data.map((job) => (
                <li key={job.id}>
                  <JobLine job={job} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Section>
  );
}

function JobLine({ job }: { job: Job }) {
  const s = useSettingsTexts();
  const { kind, attempts, lastError, createTime } = job;
  const name = kind === 'webhook' || kind === 'capture' ? s(`job-${kind}`) : kind;
  return (
    <Line
      name={name}
      hint={
        <>
          <time dateTime={createTime}>{formatDateTime(createTime)}</time>
          {attempts > 0 && `, ${s('job-attempt', { count: attempts })}`}
          {lastError && <span className="block break-words text-rubric">{lastError}</span>}
        </>
      }
    >
      <span className="text-margin text-faded">{stateOf(job, s)}</span>
    </Line>
  );
}

function stateOf(job: Job, s: ReturnType<typeof useSettingsTexts>): string {
  if (job.status === 'failed') return s('job-failed', { ago: ago(job.finishTime ?? job.runTime) });
  if (job.status === 'ready')
    return Date.parse(job.runTime) > Date.now() ? s('job-ready', { ago: ago(job.runTime) }) : s('job-now');
  return s(`job-${job.status}`);
}
