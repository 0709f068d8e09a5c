import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The Chromium of CHROMIUM_PATH, else the first on PATH. Throws in CI where there is none: the console must be tested where it counts. */
export async function findChromium(): Promise<string | null> {
  const given = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = given ? [given] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const place of places) if (await isProgram(place)) return place;
  const said = given ? `CHROMIUM_PATH (${given}) is no program` : 'There is no Chromium on PATH';
  if (process.env['CI']) throw new Error(`${said}, and CI tests the console. On Debian: apt-get install chromium`);
  process.stderr.write(
    `\n!! ${said}: the console’s browser tests are SKIPPED in this run (on Debian: apt-get install chromium).\n\n`,
  );
  return null;
}

function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
