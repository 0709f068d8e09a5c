import type { Central } from '@branch-sync/contract';
import type { Branch, Circuit, Central as StoredCentral } from '@branch-sync/db';
import { connectionFactsSchema } from '@branch-sync/odoo';
import { z } from 'zod';
import { circuitAnswer } from './circuit.ts';

const factsSchema = z.object({ connection: connectionFactsSchema });

type ConnectionAnswer = Omit<Central, 'pace' | 'createdAt' | 'updatedAt'>;

/** A connection without its secret: that there is one is all that is told. */
export function connectionAnswer(row: Branch | StoredCentral, circuit: Circuit | null): ConnectionAnswer {
  const { url, database, login, transport, secretEnvelope, tlsCa, tlsVerify } = row;
  return {
    url,
    database,
    login,
    transport,
    secretSet: secretEnvelope !== '',
    tlsCa,
    tlsVerify,
    lastContact: lastContact(row),
    circuit: circuitAnswer(circuit),
  };
}

function lastContact({ facts, factsAt }: Branch | StoredCentral): ConnectionAnswer['lastContact'] {
  const known = factsSchema.safeParse(facts).data?.connection;
  if (known === undefined || factsAt === null) return null;
  return { version: known.version.text, transport: known.transport, at: factsAt.toISOString() };
}
