import type { Operation } from '../orm/access.ts';
import type { OdooVersion } from '../orm/dialect.ts';
import type { Environment } from '../orm/environment.ts';
import type { WireValue } from '../orm/value.ts';
import type { CallArguments } from './arguments.ts';

/** A public method of every model. */
export interface Method {
  /** Parameters after `self`; a method on records has `ids` before them. */
  readonly parameters: readonly string[];
  readonly isOnRecords: boolean;
  /** What the user must be allowed to do with the model. */
  readonly needs: readonly Operation[];
  readonly run: (env: Environment, model: string, args: CallArguments) => WireValue;
  /** Its answer has integer keys, which XML-RPC cannot carry. */
  readonly hasIntegerKeys?: true;
  /** The first version that has it. */
  readonly since?: OdooVersion;
  /** The only model that has it. */
  readonly model?: string;
}
