import type { Part } from '../part.ts';
import { measurePlanner } from './measure-planner.ts';
import { plannerFigures } from './planner-figures.ts';

const full = { count: 10_000, inSeconds: 5, spanSeconds: 60 };
const quick = { count: 500, inSeconds: 3, spanSeconds: 5 };

export const plannerPart: Part = {
  name: 'planner',
  summary: 'how late 10,000 branches that are due within a minute begin, on each queue store; two to three minutes',
  async measure(bench, { isQuick }) {
    const due = isQuick ? quick : full;
    const told = `The planner: ${due.count} branches due within ${due.spanSeconds} s, the queue in`;
    if (bench.redisUrl === null) {
      bench.tell(`${told} Postgres.`);
      return plannerFigures(await measurePlanner(bench, due));
    }
    bench.tell(`${told} Redis.`);
    const onRedis = await measurePlanner(bench, due);
    bench.tell(`${told} Postgres.`);
    const onPostgres = await measurePlanner({ ...bench, redisUrl: null }, due);
    return [...plannerFigures(onRedis), ...plannerFigures(onPostgres, 'postgres_')];
  },
};
