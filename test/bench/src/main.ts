import { availableParallelism, loadavg } from 'node:os';
import { readCommandLine, UsageError, usage } from './command-line.ts';
import { type Figure, figureLines } from './figures.ts';
import { openPostgres } from './postgres-server.ts';
import { openRedis } from './redis-server.ts';
import { inScope } from './scope.ts';
import { StoppedError, untilStopped } from './stop-signal.ts';

const startedAt = performance.now();
/** With the minutes and seconds since the start. */
const tell = (text: string) => {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}  ${text}\n`);
};

/** Figures of a machine that had other work to do say little. */
function tellLoad(): void {
  const [lastMinute = 0] = loadavg();
  tell(`The machine's load over the last minute: ${lastMinute.toFixed(1)} on ${availableParallelism()} cores.`);
}

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  if (commandLine === null) {
    process.stdout.write(usage);
    return;
  }
  const figures: Figure[] = [];
  await untilStopped((signal) =>
    inScope(async (scope) => {
      const postgres = await openPostgres(scope, process.env['DATABASE_URL']);
      const redis = await openRedis(scope, process.env['REDIS_URL']);
      tell(`The database is ${postgres.source}, the queue lives in ${redis.source}.`);
      tellLoad();
      const bench = { postgres, redisUrl: redis.url, signal, tell };
      for (const part of commandLine.parts) figures.push(...(await part.measure(bench, commandLine.options)));
    }),
  );
  tellLoad();
  process.stdout.write(`${figureLines(figures).join('\n')}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  process.stderr.write(`${error instanceof StoppedError ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
