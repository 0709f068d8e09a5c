import type { About } from '@branch-sync/contract';
import { asked } from './ask.ts';

/** What runs here, and how one signs in. */
export const aboutQuery = asked<About>('settings', '/api/about');
