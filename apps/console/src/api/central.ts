import type { Central, CentralInput, ConnectionCheck } from '@branch-sync/contract';
import { asked } from './ask.ts';
import { request } from './request.ts';

/** The central connection, without its secret. Refused with `central.not_set` where there is none yet. */
export const centralQuery = asked<Central>('central', '/api/central');

/** Sets the central connection, whole; a secret that is left out stays. Throws `ProblemError` with what is wrong by field. */
export const setCentral = (input: CentralInput) => request<Central>('PUT', '/api/central', { body: input });

/** Tries the central connection as it is kept. */
export const testCentral = () => request<ConnectionCheck>('POST', '/api/central/test');
