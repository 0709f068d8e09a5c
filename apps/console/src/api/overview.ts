import type { Overview } from '@branch-sync/contract';
import { asked } from './ask.ts';

/** All branches and how they stand; the header's health as well. */
export const overviewQuery = asked<Overview>('overview', '/api/overview');
