import { scheduleMomentsInputSchema, scheduleMomentsSchema } from '@branch-sync/contract';
import { windowOf } from '@branch-sync/db';
import { scopeOf } from '../../../access/identity.ts';
import type { ApiDeps } from '../../../api-deps.ts';
import type { App } from '../../../app.ts';
import { newSchedule } from '../../../connections/schedule-settings.ts';
import { nextMoments } from '../../../schedules/next-moments.ts';
import { phaseOfCode } from '../../../schedules/phase-of-code.ts';
import { answers } from '../../answers.ts';

export function scheduleMomentsRoute(app: App, deps: ApiDeps): void {
  app.post(
    '/api/schedule/moments',
    {
      schema: {
        tags: ['Schedules'],
        summary: 'The next moments of a schedule that somebody thinks of; it is kept nowhere',
        body: scheduleMomentsInputSchema,
        response: answers(200, 'After now, ascending', scheduleMomentsSchema),
      },
    },
    async (request) => {
      const { schedule, timezone, branch, count } = request.body;
      const settings = newSchedule(schedule);
      if (settings.paused) return { moments: [] };
      const phase = await phaseOfCode(deps.db, branch, scopeOf(request));
      const moments = await nextMoments({ ...settings, timezone, window: windowOf(settings) }, deps.now(), phase, count);
      return { moments: moments.map((moment) => moment.toISOString()) };
    },
  );
}
