export { checkParts, type PartCheck } from './check-parts.ts';
export { type Ending, endInOrder } from './end-in-order.ts';
export { startProcess } from './start-process.ts';
export { withinMs } from './within-ms.ts';
