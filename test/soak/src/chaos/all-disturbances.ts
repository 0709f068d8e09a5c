import { crewDisturbances } from './crew.ts';
import type { Disturbance } from './disturbance.ts';
import { odooDisturbances } from './odoo.ts';
import { serverDisturbances } from './servers.ts';

/** Every kind of trouble that the soak knows. */
export const allDisturbances: readonly Disturbance[] = [...crewDisturbances, ...serverDisturbances, ...odooDisturbances];
