import type { Command } from '../command-line/command.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { keysCommands } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { pushCommand } from './push.ts';
import { startCommand } from './start.ts';
import { usersCommands } from './users.ts';

/** Every command, in the order in which help and README list them. */
export const commands: readonly Command[] = [
  demoCommand,
  startCommand,
  migrateCommand,
  doctorCommand,
  pushCommand,
  ...usersCommands,
  ...keysCommands,
];
